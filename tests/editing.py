"""Word files as people edit them: typed over, tracked, pasted, moved, commented; and one to begin with."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from baocao.pipeline.making import make_documents
from baocao.pipeline.plan import Scope, plan_documents
from marking import NAMES, comments_part
from support import Sandbox

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "word/document.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

NARRATIVE = """
don_vi: xa-mot
ky: 2025-11
chi_tieu:
  hs.tiep_nhan: 3.781   # sổ tiếp nhận
  hs.truc_tuyen: 3.276
nhiem_vu:
  cd:
    "1":
      tien_do: dang_thuc_hien
      ket_qua: Đã số hóa theo [@nq-1]; tiếp nhận [=hs.tiep_nhan] hồ sơ.
noi_dung:
  cd:
    # xã viết
    "I.1": |
      Theo [@nq-1], xã đã nhận [=hs.tiep_nhan] hồ sơ[^@nq-1].

      - Niêm yết **công khai** thủ tục tại trụ sở.
      - Tập huấn cán bộ về tiếp nhận hồ sơ trực tuyến.
      - Vận động người dân nộp hồ sơ qua mạng.
vuong_mac:
  cd:
    - {nhom: kinh_phi, noi_dung: Thiếu kinh phí mua máy quét}
    - nhom: nhan_luc
      noi_dung: Thiếu cán bộ chuyên trách
"""
TEMPLATE = """---
loai: bao-cao
huong: len
trich_yeu: Tình hình {{ ky.nhan }}
---
Thực hiện nhiệm vụ được giao, {{ don_vi.ten_ngan }} báo cáo như sau:

{{ muc("I") }}
{% call muc("I.1") %}
- Tiếp nhận {{ ct.hs.tiep_nhan | so_dv }}, trong đó trực tuyến {{ ct.hs.ty_le | ty_so }}.
{% endcall %}
{% for y in vuong_mac or [] %}
- {{ y.noi_dung }}
{% endfor %}

{{ don_vi.ten_ngan }} kính báo cáo./.

{% call phu_luc("nhiem-vu", "Nhiệm vụ") %}
{{ bang.nhiem_vu_don_vi() }}
{% endcall %}

Chi tiết tại {{ xem_phu_luc("nhiem-vu") }}.
"""
SOURCE = "data/units/xa-mot/2025-11.yaml"


def report_of(sandbox: Sandbox) -> "WordFile":
    """Return the report of a commune that has written much."""
    sandbox.write(SOURCE, NARRATIVE)
    sandbox.write("templates/bao-cao.md.j2", TEMPLATE)
    return built(sandbox, "xa-mot_bao-cao_cd.docx")


def built(sandbox: Sandbox, name: str) -> "WordFile":
    """Return a file of a build."""
    loaded = sandbox.load()
    stem = name.removesuffix(".docx")
    planned = [each for each in plan_documents(loaded.workspaces[0], Scope()) if each.file_stem == stem]
    made, _ = make_documents(loaded, planned, lambda *_: None, official=False)
    return WordFile({each.name: each.data for each in made}[name])


class WordFile:
    """A DOCX that is edited by what one can read in it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._root = etree.fromstring(self.parts[_TEXT])

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.parts[_TEXT] = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return path

    def type_over(self, old: str, new: str, nth: int = 0) -> "WordFile":
        """Select words and type others, as over any runs and bookmarks between."""
        texts, start = self._found(old, nth)
        for text in texts:
            written = text.text or ""
            end = start + len(old)
            if start < len(written) and end > 0:
                text.text = written[: max(start, 0)] + new + written[max(end, 0) :]
                text.set(_SPACE, "preserve")
                new = ""
            start -= len(written)
        return self

    def track(self, old: str, new: str, who: str = "Lê Văn An") -> "WordFile":
        """Replace words inside one run with tracked changes."""
        text = self._text_with(old)
        run = text.getparent()
        before, _, after = (text.text or "").partition(old)
        made = [
            _run(before),
            _change("del", who, old, "delText"),
            _change("ins", who, new, "t"),
            _run(after),
        ]
        parent = run.getparent()
        place = parent.index(run)
        parent[place : place + 1] = made
        return self

    def add_after(self, words: str, new: str, style: str = "") -> "WordFile":
        """Type a new paragraph behind the one that holds words."""
        paragraph = self._paragraph(words)
        made = etree.fromstring(f"<w:p {NAMES}><w:pPr/><w:r><w:t/></w:r></w:p>")
        if style:
            etree.SubElement(made[0], f"{W}pStyle").set(f"{W}val", style)
        made[1][0].text = new
        paragraph.addnext(made)
        return self

    def delete(self, words: str) -> "WordFile":
        """Delete a paragraph with all that is in it."""
        paragraph = self._paragraph(words)
        paragraph.getparent().remove(paragraph)
        return self

    def empty(self, words: str) -> "WordFile":
        """Delete all that a paragraph says; the paragraph stays, as one of a cell must."""
        paragraph = self._paragraph(words)
        for each in [*paragraph]:
            if each.tag != f"{W}pPr":
                paragraph.remove(each)
        return self

    def move(self, words: str, before: str) -> "WordFile":
        """Cut a paragraph and paste it in front of another."""
        paragraph, other = self._paragraph(words), self._paragraph(before)
        other.addprevious(paragraph)
        return self

    def divide(self, words: str) -> "WordFile":
        """Press Enter in front of words, which stand in the middle of a run."""
        text = self._text_with(words)
        written = text.text or ""
        start = written.index(words)
        text.text = written[:start].rstrip()
        run, paragraph = text.getparent(), next(text.iterancestors(f"{W}p"))
        made = etree.fromstring(f"<w:p {NAMES}/>")
        later = list(run.itersiblings())
        made.append(_run(written[start:]))
        made.extend(later)
        paragraph.addnext(made)
        return self

    def forget_marks(self, words: str = "") -> "WordFile":
        """Lose the bookmarks of a paragraph, as pasting text anew does; without words all there are."""
        owner = self._paragraph(words) if words else self._root
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for each in [*owner.iter(f"{W}{tag}")]:
                each.getparent().remove(each)
        return self

    def forget_map(self) -> "WordFile":
        """Lose the custom XML part."""
        self.parts = {name: part for name, part in self.parts.items() if not name.startswith("customXml")}
        relations = self.parts["word/_rels/document.xml.rels"].decode()
        assert "customXml" in relations
        for piece in relations.split("<Relationship ")[1:]:
            if "customXml" in piece:
                relations = relations.replace(f"<Relationship {piece.partition('/>')[0]}/>", "")
        self.parts["word/_rels/document.xml.rels"] = relations.encode()
        return self

    def swap(self, one: str, other: str, what: str = "p") -> "WordFile":
        """Cut and paste what reads so, each to the place of the other; or the rows ('tr') around."""
        first, second = (self._whole(words, what) for words in (one, other))
        mark = etree.Element("mark")
        first.addprevious(mark)
        second.addprevious(first)
        mark.addprevious(second)
        mark.getparent().remove(mark)
        return self

    def delete_row(self, words: str) -> "WordFile":
        """Delete the row of a table in which a cell says just these words."""
        row = self._whole(words, "tr")
        row.getparent().remove(row)
        return self

    def _whole(self, words: str, what: str) -> etree._Element:
        """Return the paragraph that says just these words, or what it stands in."""
        paragraphs = self._root.iter(f"{W}p")
        found = next(
            each for each in paragraphs if "".join(text.text or "" for text in each.iter(f"{W}t")) == words
        )
        return found if what == "p" else next(found.iterancestors(f"{W}{what}"))

    def delete_note(self) -> "WordFile":
        """Delete the sign of the first footnote; Word takes its text out, too."""
        sign = next(self._root.iter(f"{W}footnoteReference"))
        notes = etree.fromstring(self.parts["word/footnotes.xml"])
        for note in [*notes]:
            if note.get(f"{W}id") == sign.get(f"{W}id"):
                notes.remove(note)
        self.parts["word/footnotes.xml"] = etree.tostring(notes, xml_declaration=True, encoding="UTF-8")
        run = sign.getparent()
        run.getparent().remove(run)
        return self

    def comment(self, words: str, *said: tuple[str, str]) -> "WordFile":
        """Let people comment on the paragraph that holds words: who, and what."""
        paragraph = self._paragraph(words)
        known = self.parts.get("word/comments.xml", b"").decode()
        first = known.count("<w:comment ")
        lines = [
            (str(first + place), who, f"{first + place:08X}", text)
            for place, (who, text) in enumerate(said)
        ]
        for number, *_ in lines:
            start, end = (etree.Element(f"{W}commentRange{what}") for what in ("Start", "End"))
            start.set(f"{W}id", number)
            end.set(f"{W}id", number)
            paragraph.insert(1, start)
            paragraph.append(end)
        part = comments_part(*lines)
        if known:
            inside = part[part.index("<w:comment ") : part.index("</w:comments>")]
            part = known.replace("</w:comments>", f"{inside}</w:comments>")
        else:
            self._relate("comments")
        self.parts["word/comments.xml"] = part.encode()
        return self

    def _relate(self, kind: str) -> None:
        name = "word/_rels/document.xml.rels"
        line = f'<Relationship Id="rId{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>'
        self.parts[name] = self.parts[name].decode().replace("</Relationships>", line).encode()

    def _found(self, words: str, nth: int) -> tuple[list[etree._Element], int]:
        """Return the texts of the paragraph that holds words, and behind how many letters they stand."""
        for paragraph in self._root.iter(f"{W}p"):
            texts = [*paragraph.iter(f"{W}t")]
            start = "".join(text.text or "" for text in texts).find(words)
            if start >= 0:
                if nth == 0:
                    return texts, start
                nth -= 1
        raise AssertionError(f"{words!r} stands nowhere")

    def _text_with(self, words: str) -> etree._Element:
        """Return the first text that holds words, in the first paragraph that does."""
        texts, _ = self._found(words, 0)
        return next(each for each in texts if words in (each.text or ""))

    def _paragraph(self, words: str) -> etree._Element:
        texts, _ = self._found(words, 0)
        return next(texts[0].iterancestors(f"{W}p"))

    def texts(self) -> list[etree._Element]:
        """Return all pieces of text."""
        return [*self._root.iter(f"{W}t")]

    def lines(self) -> Iterator[str]:
        """Yield what the paragraphs say."""
        for paragraph in self._root.iter(f"{W}p"):
            yield "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _run(text: str, tag: str = "t") -> etree._Element:
    run = etree.fromstring(f"<w:r {NAMES}><w:{tag}/></w:r>")
    run[0].text = text
    run[0].set(_SPACE, "preserve")
    return run


def _change(kind: str, who: str, text: str, tag: str) -> etree._Element:
    change = etree.fromstring(f'<w:{kind} {NAMES} w:id="900" w:date="2025-11-20T08:00:00Z"/>')
    change.set(f"{W}author", who)
    change.append(_run(text, tag))
    return change
