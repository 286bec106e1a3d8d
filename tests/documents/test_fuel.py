"""Templates have fuel: each ends within two seconds and 200 MB, with a message at its place."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from baocao.documents import compose
from baocao.documents.environment import Templates
from baocao.documents.fuel import MOST_STEPS, MOST_TEXT, Fuel
from baocao.documents.line_ends import with_kept_ends
from baocao.documents.markdown import LIMITS, excess_words
from baocao.documents.sandbox import MOST_LOOPS, MOST_NESTED, MOST_NODES, MOST_TAGS
from baocao.pipeline.loading import load_checked
from baocao.pipeline.plan import Requests, Scope, plan_documents
from baocao.vietnamese.counts import count_text
from composing import FRONT, failed_composing, printed_lines
from support import EXAMPLE, REPOSITORY, Sandbox

SECONDS: Final = 2
"""Of the processor, for what comes on top of a build without the attack."""
MEMORY: Final = 200_000_000
"""Bytes of address space, for the same."""
TESTS: Final = Path(__file__).resolve().parent.parent
HANGS: Final = 300
"""Seconds after which a test gives up on a machine that does a hundred things at once."""

BOMBS: Final = {
    "vòng lặp lồng nhau": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "vòng lặp rỗng có điều kiện": (
        "{% for a in range(99999) %}{% for b in range(99999) if b < 0 %}x{% endfor %}{% endfor %}"
    ),
    "lặp lại bình phương": "{% set n = namespace(x=9) %}{% for i in range(60) %}"
    "{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
    "bình phương số thập phân": "{% set n = namespace(x=ct.hs.tiep_nhan.gia_tri) %}"
    "{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}{{ n.x | int }}",
    "chữ gấp đôi": "{% set n = namespace(s='x') %}{% for i in range(99) %}"
    "{% set n.s = n.s ~ n.s %}{% endfor %}",
    "chữ gấp đôi bằng phép cộng": "{% set n = namespace(s='x') %}{% for i in range(99) %}"
    "{% set n.s = n.s + n.s %}{% endfor %}",
    "danh sách gấp đôi": "{% set n = namespace(s=[1]) %}{% for i in range(99) %}"
    "{% set n.s = n.s + n.s %}{% endfor %}",
    "danh sách lồng rồi in": "{% set n = namespace(s=['x']) %}{% for i in range(35) %}"
    "{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s }}",
    "danh sách lồng rồi so sánh": "{% set n = namespace(s=['x'], t=['x']) %}{% for i in range(35) %}"
    "{% set n.s = [n.s, n.s] %}{% set n.t = [n.t, n.t] %}{% endfor %}{{ n.s == n.t }}",
    "bộ lồng rồi làm khóa": "{% set n = namespace(s=('x',)) %}{% for i in range(35) %}"
    "{% set n.s = (n.s, n.s) %}{% endfor %}{{ {n.s: 1} }}",
    "bộ lồng rồi tra": "{% set n = namespace(s=('x',)) %}{% for i in range(35) %}"
    "{% set n.s = (n.s, n.s) %}{% endfor %}{{ {'a': 1}[n.s] }}",
    "chữ tìm trong dãy số": (
        "{% for a in range(99999) %}{% if 'a' in range(99999) %}{% endif %}{% endfor %}"
    ),
    "phép thử trong dãy số": (
        "{% for a in range(99999) %}{% if 1.5 is in range(99999) %}{% endif %}{% endfor %}"
    ),
    "vô cực": "{{ (1e308 * 10) | so }}",
    "chỗ điền rộng": "{% set n = namespace(s='{0:999}' * 100) %}{% for i in range(10) %}"
    "{% set n.s = n.s ~ n.s %}{% endfor %}{{ n.s.format(1) | length }}",
    "chỗ điền rộng kiểu cũ": "{% set n = namespace(s='%(a)999d' * 100) %}{% for i in range(10) %}"
    "{% set n.s = n.s ~ n.s %}{% endfor %}{{ (n.s % {'a': 1}) | length }}",
    "ngày rộng": "{% set n = namespace(s='%999Y' * 200) %}{% for i in range(9) %}"
    "{% set n.s = n.s ~ n.s %}{% endfor %}{{ ky.den.strftime(n.s) | length }}",
    "ngày rộng trong chữ": "{{ ('{:' ~ '%999Y' * 200 ~ '}').format(ky.den) | length }}",
    "macro gọi chính nó": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macro gọi chính nó hai lần": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}"
    "{% endmacro %}{{ m(35) }}",
    "vòng lặp đệ quy": "{% set n = namespace(s=[]) %}{% for i in range(30) %}{% set n.s = [n.s, n.s] %}"
    "{% endfor %}{% for x in n.s recursive %}{{ loop(x) }}{% endfor %}",
    "vòng lặp đệ quy không đáy": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "khối call": "{% macro m(n) %}{% if n %}{% call m(n - 1) %}{{ caller() }}{% endcall %}"
    "{% call m(n - 1) %}{% endcall %}{% endif %}{% endmacro %}{% call m(34) %}x{% endcall %}",
    "khối gọi chính nó": "{% block a %}{{ self.a() }}{% endblock %}",
    "tham số dồn": "{% macro m(n) %}{% if n %}{{ m(n - 1, varargs, varargs) }}{% else %}{{ varargs }}"
    "{% endif %}{% endmacro %}{{ m(38) }}",
    "in trong vòng lặp": "{% for a in range(99999) %}{% for b in range(99) %}{{ 'x' * 999 }}"
    "{% endfor %}{% endfor %}",
    "chữ sẵn trong vòng lặp": "{% for a in range(99999) %}" + "x" * 5000 + "{% endfor %}",
    "độ rộng phần trăm": "{{ '%999999999d' % 1 }}",
    "độ rộng sao": "{{ '%*d' % (999999999, 1) }}",
    "độ rộng format": "{{ '{:>999999999}'.format('x') }}",
    "độ rộng format lồng": "{{ '{:{w}}'.format('x', w=999999999) }}",
    "format lặp": "{{ ('{0}' * 300).format('x' * 999) * 1 }}" * 40,
    "center": "{{ 'x'.center(999999999) }}",
    "ljust": "{{ 'x'.ljust(999999999) }}",
    "zfill": "{{ 'x'.zfill(999999999) }}",
    "expandtabs": "{{ '\t'.expandtabs(999999999) }}",
    "replace": "{% set s = 'x' * 999 %}{% for i in range(99) %}"
    "{{ s.replace('x', s).replace('x', s) | length }}{% endfor %}",
    "join": "{% set s = 'x' * 999 %}{% for i in range(99) %}{{ (s ~ i).join(s | list) }}{% endfor %}",
    "bộ lọc join": "{% set s = 'x' * 999 %}{% for i in range(99) %}{{ s | join(s) }}{% endfor %}",
    "split": "{% set s = 'x ' * 499 %}{% for i in range(99999) %}{% set x = s.split() %}{% endfor %}",
    "strip": "{% set s = 'x' * 999 %}{% for i in range(99999) %}{{ s.strip(s) }}{% endfor %}",
    "tìm trong chữ dài": "{% set s = 'ab' * 499 %}{% set t = s.replace('a', s) %}"
    "{% for i in range(99999) %}{% if 'bb' ~ i in t %}{% endif %}{% endfor %}",
    "cắt chữ dài": "{% set s = 'ab' * 499 %}{% set t = s.replace('a', s) %}"
    "{% for i in range(99999) %}{% set u = t[1:] %}{% endfor %}",
    "batch": "{{ [1] | batch(999999999, 'x') | list }}",
    "sort": "{% for i in range(999) %}{% set x = range(9999) | sort(reverse=true) %}{% endfor %}",
    "sort chữ dài": "{% set s = 'x' * 999 %}{% for i in range(999) %}"
    "{% set x = [s ~ 1, s ~ 2, s ~ 3, s ~ 4] | sort %}{% endfor %}",
    "groupby": "{% for i in range(999) %}{% set x = (['ab'] * 999) | groupby(0) %}{% endfor %}",
    "unique": "{% for i in range(9999) %}{% set x = range(9999) | unique | list %}{% endfor %}",
    "sum": "{% for i in range(9999) %}{{ range(9999) | sum }}{% endfor %}",
    "sum danh sách": "{{ range(9999) | batch(2) | sum(start=[]) }}",
    "map": "{% for i in range(9999) %}{{ range(9999) | map('so') | list }}{% endfor %}",
    "length của range": "{% for i in range(9999) %}{{ range(99999) | list | length }}{% endfor %}",
    "loop.length": "{% for i in range(99999) if i >= 0 %}{% for j in range(99999) if j >= 0 %}"
    "{{ loop.length }}{% endfor %}{% endfor %}",
    "tham số sao": "{% macro m() %}{{ varargs | length }}{% endmacro %}"
    "{% for i in range(99999) %}{{ m(*range(99999)) }}{% endfor %}",
    "số lẻ dài": "{{ 1 | so_bang(999999999) }}",
    "chỗ trống": "{% set s = 'x' * 999 %}{% for i in range(99999) %}{{ chua_co(s) }}{% endfor %}",
    "dẫn chiếu": "{% for i in range(99999) %}{{ dan_chieu('nq-1') }}{% endfor %}",
    "chú thích": "{% for i in range(99999) %}a{{ chu_thich('nq-1') }} {% endfor %}",
    "chú thích nhiều tên": "{% for i in range(999) %}{{ chu_thich(*(['nq-1'] * 999)) }}{% endfor %}",
    "bảng": "{% for i in range(99999) %}{{ bang.so_lieu() }}{% endfor %}",
    "bảng nhiệm vụ": "{% for i in range(99999) %}{{ bang.nhiem_vu_don_vi() }}{% endfor %}",
    "phụ lục": "{% for i in range(99999) %}{{ xem_phu_luc(i ~ '') }}"
    "{% call phu_luc(i ~ '', 'x') %}a{% endcall %}{% endfor %}",
    "mục": "{% for i in range(99999) %}{{ muc('I') }}{% endfor %}",
    "đề cương": "{% for i in range(99999) %}{% for m in de_cuong %}{% for j in range(9) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "đánh dấu": "{% for i in range(99999) %}*a **b _c_ {% endfor %}",
    "chữ không có chỗ ngắt": "{% for i in range(9999) %}{{ 'x' * 999 }}{% endfor %}",
    "mã mục": "{% for i in range(99999) %}\n# {{ ma_muc('m' ~ i) }}a {{ xem_muc('m' ~ i) }}\n{% endfor %}",
    "đoạn": "{% for i in range(99999) %}\na\n\n{% endfor %}",
    "cột của bảng": "{{ '|a' * 400 }}|\n{{ '|-' * 400 }}|\n{{ '|b' * 400 }}|\n",
    "hàng của bảng": "{% for i in range(30) %}\n|a|b|c|\n|-|-|-|\n"
    "{% for j in range(3000) %}\n|a|b|c|\n{% endfor %}\n\n{% endfor %}",
}
"""Ways to make a template go on for ever or fill all memory."""

COMPILED: Final = {
    "một trăm nghìn thẻ": "{{ don_vi.ten }}\n" * 100_000,
    "nhiều thẻ": "{{ ky.nhan }}\n" * (MOST_TAGS + 1),
    "biểu thức dài": "{{ " + "1 ~ " * MOST_NODES + "1 }}",
    "danh sách dài": "{{ [" + "1, " * MOST_NODES + "] }}",
    "if lồng nhau": "{% if 1 %}" * 1000 + "{% endif %}" * 1000,
    "for lồng nhau": "{% for i in [1] %}" * (MOST_LOOPS + 1) + "{% endfor %}" * (MOST_LOOPS + 1),
    "ngoặc": "{{ " + "(" * 90_000 + "1" + ")" * 90_000 + " }}",
    "cộng": "{{ 1" + " + 1" * (MOST_NESTED + 1) + " }}",
    "chấm": "{{ a" + ".b" * 90_000 + " }}",
    "phủ định": "{{ " + "not " * 40_000 + "1 }}",
    "lọc": "{{ 1" + " | so" * 40_000 + " }}",
    "số nghìn chữ số": "{{ " + "9" * 9000 + " }}",
    "số trăm chữ số": "{{ " + "9" * 150 + " }}",
    "số thập lục phân": "{{ 0x" + "f" * 90_000 + " }}",
    "số mũ": "{{ 1e999999 }}",
    "mẫu hai triệu chữ": "x" * 1_900_000,
    "dấu nháy": "{{ " + "'' " * 60_000,
    "dấu nháy không đóng": "{{ '" + r"\'" * 90_000,
    "ngoặc mở": "{{ " * 60_000,
}
"""Templates that take long before they run at all."""

PROGRAM: Final = """
import json, resource, sys
from pathlib import Path
sys.path[:0] = [{tests!r}, {source!r}]
import baocao.render.word, docx, openpyxl  # what every build loads
from baocao.pipeline.plan import Scope
from support import Sandbox

def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

sandbox = Sandbox(Path(sys.argv[1]))
sandbox.build()
pages = Path("/proc/self/statm")
if pages.exists():
    limit = int(pages.read_text().split()[0]) * resource.getpagesize() + {memory}
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
answers = dict()
for name, template in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")).items():
    sandbox.write("templates/bao-cao.md.j2", template)
    began = spent()
    problems = sandbox.build(scope=Scope(frozenset(["xa-mot"]))).problems
    said = [f"{{each.code}} {{each.place}} {{each.message}}" for each in problems]
    answers[name] = [said, spent() - began]
print(json.dumps(answers))
"""
"""Builds a document with each of many templates, in a process that has little memory left."""

Answer = tuple[list[str], float]
"""What was said of a template, and the seconds of the processor until then."""


def attack_templates(folder: Path, templates: Mapping[str, str]) -> dict[str, Answer]:
    """Return what happened with every template; all are tried in one process."""
    (folder / "w").mkdir()
    (folder / "mau.json").write_text(json.dumps(templates), encoding="utf-8")
    program = PROGRAM.format(tests=str(TESTS), source=str(REPOSITORY / "src"), memory=MEMORY)
    command = [sys.executable, "-c", program, str(folder / "w"), str(folder / "mau.json")]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, capture_output=True, timeout=HANGS, check=False, env=environment, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-2000:]
    content: dict[str, Answer] = json.loads(done.stdout)
    return content


PATIENT: Final = {
    "mục", "dẫn chiếu", "vòng lặp đệ quy", "khối call", "đề cương", "sum", "loop.length", "mã mục",
    "macro gọi chính nó hai lần", "map", "chỗ điền rộng kiểu cũ", "chú thích nhiều tên",
}  # fmt: skip
"""Ways that take the longest until they are stopped."""
TRIED: Final = frozenset(sorted(BOMBS.keys() - PATIENT)[::12])
READ: Final = frozenset(sorted(COMPILED)[::3])
"""The ways that `make test` goes; `.ci/run` goes them all."""


def with_front(templates: Mapping[str, str]) -> dict[str, str]:
    """Return templates as files."""
    return {name: f"{FRONT}{body}\n" for name, body in templates.items()}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """What happened with some templates of this file."""
    quick = {name: body for name, body in {**BOMBS, **COMPILED}.items() if name in TRIED | READ}
    return attack_templates(tmp_path_factory.mktemp("mau"), with_front(quick))


@pytest.fixture(scope="module")
def late_answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """What happened with the others."""
    late = {name: body for name, body in {**BOMBS, **COMPILED}.items() if name not in TRIED | READ}
    return attack_templates(tmp_path_factory.mktemp("mau"), with_front(late))


def ends_at_its_line(answer: Answer) -> bool:
    """Tell whether a template was stopped in time, with one message at its place."""
    said, seconds = answer
    place = r"BC6(02|03|11|12) templates/bao-cao\.md\.j2:\d+:\d+ (Mẫu|Văn bản)"
    return len(said) == 1 and re.match(place, said[0]) is not None and seconds < SECONDS


@pytest.mark.parametrize("name", sorted(TRIED))
def test_a_template_without_end_ends_with_a_message_at_its_line(
    answers: Mapping[str, Answer], name: str
) -> None:
    assert ends_at_its_line(answers[name]), answers[name]


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(BOMBS.keys() - TRIED))
def test_a_template_that_takes_its_time_ends_as_well(late_answers: Mapping[str, Answer], name: str) -> None:
    assert ends_at_its_line(late_answers[name]), late_answers[name]


@pytest.mark.parametrize("name", sorted(READ))
def test_a_template_that_cannot_be_read_in_time_is_refused_at_its_line(
    answers: Mapping[str, Answer], name: str
) -> None:
    assert is_refused_at_its_line(answers[name]), answers[name]


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(COMPILED.keys() - READ))
def test_another_template_is_refused_as_well(late_answers: Mapping[str, Answer], name: str) -> None:
    assert is_refused_at_its_line(late_answers[name]), late_answers[name]


def is_refused_at_its_line(answer: Answer) -> bool:
    """Tell whether a template was refused in time, before it ran."""
    said, seconds = answer
    return len(said) == 1 and said[0].startswith("BC601 templates/bao-cao.md.j2:") and seconds < SECONDS


@pytest.mark.parametrize(
    "subject", ["{{ 'x' * 999 ~ 'x' * 999 ~ 'x' * 999 ~ 'x' * 999 ~ 'x' * 999 ~ 'x' * 999 }}",
                "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"],
)  # fmt: skip
def test_expressions_in_the_front_matter_end_at_their_own_place(sandbox: Sandbox, subject: str) -> None:
    sandbox.write("templates/bao-cao.md.j2", f'---\nloai: bao-cao\ntrich_yeu: "{subject}"\n---\na\n')
    problem = next(each for each in sandbox.build().problems if each.code in {"BC611", "BC612"})
    assert str(problem.place) == "templates/bao-cao.md.j2:3:12"


MUCH: Final = (
    "{% for i in range(99999) %}{% if i %}{% if i %}{% if i %}{% endif %}{% endif %}{% endif %}{% endfor %}"
)
"""More than half of what a document may use up."""


def test_front_matter_and_body_of_one_document_use_the_same_fuel(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, f"a{MUCH}") == ["a"]
    front = f'---\nloai: bao-cao\nhuong: len\ntrich_yeu: "a{MUCH}"\n---\n'
    sandbox.write("templates/bao-cao.md.j2", f"{front}a{MUCH}\n")
    assert "BC611" in {each.code for each in sandbox.build().problems}


def test_every_document_has_its_own_fuel(sandbox: Sandbox) -> None:
    sandbox.write("templates/tong-hop.md.j2", f"{FRONT}a{MUCH}\n")
    assert printed_lines(sandbox, f"a{MUCH}") == ["a"]
    assert not [each for each in sandbox.build().problems if each.code == "BC611"]


@pytest.mark.parametrize("name", ["lipsum()", "cycler(1)", "joiner()", "dict(a=1)"])
def test_what_no_template_needs_is_not_there(sandbox: Sandbox, name: str) -> None:
    assert failed_composing(sandbox, f"{{{{ {name} }}}}").code == "BC602"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "{% set n = namespace(x=1) %}{% for i in [1, 2] %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }}",
            "4",
        ),
        ("{{ '**%s**, năm 2025: %d%%' % ('đạt', 7) }}", "đạt, năm 2025: 7%"),
        ("{{ '%(so)d ca' % {'so': 57349} }} {{ ky.den.strftime('%m/%Y') }}", "57349 ca 11/2025"),
        ("{{ 3 in range(1, 12) }} {{ 'a' in range(3) }}", "có không"),
        ("{{ '%02d' % 7 }} {{ '{:>3}'.format('a') }}", "07   a"),
        ("{{ ' a b '.strip().split() | join('-') }}", "a-b"),
        ("{{ [3, 1, 2] | sort(reverse=true) | map('so') | join(', ') }}", "03, 02, 01"),
        ("{{ [{'a': 1}, {'a': 2}] | sum(attribute='a') }}", "3"),
        ("{{ 'abc'[1:] }} {{ {'a': 5}['a'] }} {{ {'a': 5}.get('b', 6) }}", "bc 5 6"),
        ("{{ 2 in [1, 2] }} {{ 1 < 2 < 3 }} {{ 'a' is string }}", "có có có"),
        ("{% for x in [1, [2, [3]]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}", "123"),
        ("{% for x in [1, 2, 3] if x != 2 %}{{ x }}{{ ',' if not loop.last }}{% endfor %}", "1,3"),
    ],
)
def test_what_templates_do_every_day_is_as_before(sandbox: Sandbox, body: str, text: str) -> None:
    assert printed_lines(sandbox, body) == [text]


@pytest.mark.parametrize("body", ["{{ '\\ue005b:7\\ue006' }}", "\ue005bang:7\ue006", "{{ '%c' % 57349 }}",
                                  "{{ '{:c}'.format(57349) }}", "{{ '%lc' % 57349 }}",
                                  "{{ '%(x)c' % {'x': 57349} }}", "{{ '%(x(c))-5hc' % {'x(c)': 57349} }}"],
)  # fmt: skip
def test_nobody_but_functions_makes_the_signs_for_tables(sandbox: Sandbox, body: str) -> None:
    assert failed_composing(sandbox, body).code in {"BC601", "BC603"}


@pytest.mark.parametrize(
    ("body", "sign"), [("{{ bang.so_lieu().replace('0', 'x') }}", "bang:x"), ("{{ ma_muc('1') }}", "ten:1"),
                       ("{{ bang.so_lieu().replace('bang', 'xyz') }}", "xyz:0")],
)  # fmt: skip
def test_a_sign_that_stands_for_nothing_is_told_of(sandbox: Sandbox, body: str, sign: str) -> None:
    sandbox.write("templates/bao-cao.md.j2", f"{FRONT}Kết quả:\n\n{body}\n")
    (problem,) = sandbox.build(scope=Scope(frozenset(["xa-mot"]))).problems
    assert problem.code == "BC603"
    assert f"'{sign}'" in problem.message


def test_a_template_that_prints_nothing_is_told_of(sandbox: Sandbox) -> None:
    assert failed_composing(sandbox, "{# chưa viết #}").code == "BC613"


def test_quotes_in_an_open_tag_take_no_time() -> None:
    source = "{{ " + "'' " * 100_000
    assert with_kept_ends(source) == source


@pytest.mark.parametrize(("what", "most", "signs"), LIMITS)
def test_a_document_has_an_end(what: str, most: int, signs: str) -> None:
    text = (signs or "x")[0] * most
    assert excess_words(text) is None
    assert excess_words(f"{text}{text[0]}") == f"quá {count_text(most)} {what}"


ROOM: Final = 20
"""How many times more than the largest report in use a document may use up."""


@pytest.mark.parametrize("root", [REPOSITORY, EXAMPLE], ids=["data", "tinh-gia-lap"])
def test_the_reports_in_use_stay_far_below_the_limits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[Fuel] = []
    printed_texts: list[str] = []

    def filled(cells: int = 0) -> Fuel:
        used.append(Fuel(cells))
        return used[-1]

    def seen(text: str) -> str | None:
        printed_texts.append(text)
        return excess_words(text)

    monkeypatch.setattr(compose, "Fuel", filled)
    monkeypatch.setattr(compose, "excess_words", seen)
    loaded = load_checked(root, None)
    for workspace in loaded.workspaces:
        config = workspace.definitions.config
        requests = Requests(workspace, loaded.problems, loaded.owed, draft=True)
        templates = Templates(config.templates, config.root)
        for document in plan_documents(workspace, Scope()):
            compose.compose_document(requests.full_request(document), templates)
    assert max(fuel.steps for fuel in used) * ROOM < MOST_STEPS
    assert max(fuel.text for fuel in used) * ROOM < MOST_TEXT
    for _, most, signs in LIMITS:
        for text in printed_texts:
            assert (sum(map(text.count, signs)) if signs else len(text)) * ROOM < most
