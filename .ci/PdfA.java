// java -cp JAR .ci/PdfA.java FILE…: veraPDF's rules of PDF/A-2b for each file; any that is broken fails.
// So do those that PDF/A-2a has beside them, but for the letter that a file claims: tags, a language, Unicode.
// The profiles are read here, since the jar has them but not what veraPDF reads them with.

import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class PdfA {
    private static final String CLAIM = "6.6.4-3";
    private static final String CLAIMED = "<pdfaid:conformance>B</pdfaid:conformance>";
    private static final int FEWEST_RULES = 140;

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile letterA = profile("PDFA-2A.xml", PDFAFlavour.PDFA_2_A);
        // Each rule of B is one of A, so that one look at a file is enough.
        if (!tests(letterA).containsAll(tests(profile("PDFA-2B.xml", PDFAFlavour.PDFA_2_B)))) {
            throw new IllegalStateException("PDF/A-2b has rules that PDF/A-2a has not");
        }
        boolean bad = files.length == 0;
        for (String file : files) {
            Set<String> broken = brokenRules(file, letterA, PDFAFlavour.PDFA_2_A);
            // The file claims B, as it should: so this rule of A must be the one that is broken.
            boolean isB = broken.removeIf(rule -> rule.startsWith(CLAIM + ":"))
                    && Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).contains(CLAIMED);
            bad |= !broken.isEmpty() || !isB;
            System.out.println(file + ": " + (broken.isEmpty() && isB ? "PDF/A-2b" : "NOT PDF/A-2b"));
            broken.forEach(rule -> System.out.println("  " + rule));
        }
        System.exit(bad ? 1 : 0);
    }

    private static Set<String> tests(ValidationProfile profile) {
        Set<String> tests = new TreeSet<>();
        for (Rule each : profile.getRules()) {
            String name = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
            tests.add(each.getObject() + " " + name + (name.equals(CLAIM) ? "" : " " + each.getTest()));
        }
        return tests;
    }

    private static Set<String> brokenRules(String file, ValidationProfile profile, PDFAFlavour flavour)
            throws Exception {
        Set<String> broken = new TreeSet<>();
        try (VeraPDFFoundry foundry = Foundries.defaultInstance();
                InputStream stream = new FileInputStream(file);
                PDFAParser parser = foundry.createParser(stream, flavour)) {
            ValidationResult result = ValidatorFactory.createValidator(profile, 100, false, true, false)
                    .validate(parser);
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber()
                            + ": " + each.getMessage());
                }
            }
            if (broken.isEmpty() && !result.isCompliant()) {
                broken.add("?: not compliant");
            }
        }
        return broken;
    }

    private static ValidationProfile profile(String name, PDFAFlavour flavour) throws Exception {
        Element root;
        try (InputStream stream = PdfA.class.getClassLoader()
                .getResourceAsStream("org/verapdf/pdfa/validation/" + name)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element each : elements(root, "rule")) {
            Element id = elements(each, "id").get(0);
            String deferred = each.getAttribute("deferred");
            rules.add(Profiles.ruleFromValues(
                    Profiles.ruleIdFromValues(
                            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                    each.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                    each.getAttribute("tags"), text(each, "description"), text(each, "test"),
                    Profiles.errorFromValues(text(each, "message"), List.of()), List.of()));
        }
        if (rules.size() < FEWEST_RULES) {
            throw new IllegalStateException(name + " has only " + rules.size() + " rules");
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element each : elements(root, "variable")) {
            variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
                    text(each, "defaultValue"), text(each, "value")));
        }
        return Profiles.profileFromValues(flavour,
                Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < found.getLength(); index++) {
            elements.add((Element) found.item(index));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = elements(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
