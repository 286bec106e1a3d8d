"""Templates: every failure is a message with the template's line and the name that was meant."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from baocao.documents.environment import LoadedTemplate, Templates
from baocao.documents.views import FigureView, Namespace, by_dots
from baocao.model.diagnostic import Diagnostic
from baocao.model.place import Place
from baocao.source.nodes import Scalar
from composing import FRONT, failed_composing, printed_lines
from records import figure_of, usual_indicator
from support import Sandbox

ASKED_AT = Place("data/directives/cd.yaml", 13, 12)
NAMES: Mapping[str, object] = {
    "ten": "xã Một",
    "so": 3,
    "ngay": date(2025, 11, 18),
    "ct": by_dots({"hs.tiep_nhan": FigureView(figure_of(usual_indicator(), Decimal(3781)))}),
    "bang": Namespace({"so_lieu": lambda: "bảng"}),
}


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    """An empty folder of templates in a workspace."""
    (tmp_path / "templates").mkdir()
    return Templates(tmp_path / "templates", tmp_path)


Render = Callable[[str], tuple[str | None, list[Diagnostic]]]


@pytest.fixture
def render(tmp_path: Path, templates: Templates) -> Render:
    """Render a body under front matter of five lines."""

    def render_body(body: str) -> tuple[str | None, list[Diagnostic]]:
        (tmp_path / "templates" / "x.md.j2").write_text(FRONT + body, encoding="utf-8")
        loaded, problems = templates.load_template("x.md.j2", ASKED_AT)
        return templates.render(loaded, NAMES) if loaded else (None, problems)

    return render_body


def render_failure(render: Render, body: str) -> Diagnostic:
    text, (found,) = render(body)
    assert text is None
    return found


def write_template(tmp_path: Path, text: str, name: str = "x.md.j2") -> None:
    (tmp_path / "templates" / name).write_text(text, encoding="utf-8")


# What templates may do.


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ ten }} có {{ ct.hs.tiep_nhan | so }} hồ sơ", "xã Một có 3.781 hồ sơ"),
        ("{% for i in [1, 2] %}{{ i }};{% endfor %}", "1;2;"),
        ("{% if so > 2 %}\nnhiều\n{% endif %}\n", "nhiều\n"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) }}", "<1>"),
        ("{# ghi chú #}a", "a"),
        ("{{ khong_co | default('x') }}", "x"),
        ("{% if khong_co is defined %}a{% else %}b{% endif %}", "b"),
        ("{{ bang.so_lieu() }}", "bảng"),
        ("{{ 'ĐẤT' | lower }} {{ [3, 1] | sort | join(', ') }}", "đất 1, 3"),
    ],
)
def test_a_template_fills_in_names(render: Render, body: str, text: str) -> None:
    result, problems = render(body)
    assert problems == []
    assert result is not None
    assert result.lstrip("\n") == text


# Where lines end.


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("- a {% if so %}b{% endif %}\n- c\n", "- a b\n- c\n"),
        ("- a {# ghi chú #}\n- c\n", "- a \n- c\n"),
        ("{{ ten }}{% if so > 9 %}b{% endif %}\n\nc\n", "xã Một\n\nc\n"),
        ("{% for i in [1, 2] %}\n{{ i }}{% if i > 1 %}!{% endif %}\n{% endfor %}\nc", "1\n2!\nc"),
        ("{% if so %}\n  {% if so %}\nb\n  {% endif %}\n{% endif %}\nc", "b\nc"),
        ("{% if so %}{% endif %}{# a #}\nc", "c"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}\n{% set y %}a{% endset %}\nc{{ m(y) }}", "c<a>"),
        ("{% macro m(x) %}<{{ x }}{% if x %}>{% endif %}\n{% endmacro %}\nc{{ m(1) }}d", "c<1>\nd"),
        ("a{% set x = 1 %}\nb", "a\nb"),
        ("{% set x %}a{% endset %}b{% set y = 1 %}\nc", "b\nc"),
        ("a {%- if so %} b{% endif -%}\n c", "a bc"),
        ("a {% if so %}b{% endif +%}\nc", "a b\nc"),
        ("{{ '%}' }}{% if so == '%}' %}b{% endif %}\nc", "%}\nc"),
        ("{% if so == '%}' %}\nb\n{% endif %}\nc", "c"),
        ("a {% raw %}{% if %}\n{{ b }}{% endraw %}c", "a {% if %}\n{{ b }}c"),
        ("{% call(x) ct_dong(\n  1) %}\n{% endcall %}\nc", None),
    ],
)
def test_only_lines_that_print_nothing_lose_their_newline(
    render: Render, body: str, text: str | None
) -> None:
    result, problems = render(body)
    assert (result.lstrip("\n") if result is not None else None) == text
    assert [each.code for each in problems] == ([] if text is not None else ["BC602"])


def test_lines_that_keep_their_newline_keep_their_numbers(render: Render) -> None:
    failure = render_failure(
        render, "a {% if so %}b{% endif %}\nc {# d #}\n{{ ten }}{% if so %}e{% endif %} {{ tenn }}"
    )
    assert failure.place == Place("templates/x.md.j2", 8, 37)


def test_a_template_is_read_once(tmp_path: Path, templates: Templates) -> None:
    write_template(tmp_path, f"{FRONT}a")
    first, _ = templates.load_template("x.md.j2", ASKED_AT)
    write_template(tmp_path, f"{FRONT}b")
    assert templates.load_template("x.md.j2", ASKED_AT)[0] is first


def test_the_body_starts_on_the_line_after_the_front_matter(tmp_path: Path, templates: Templates) -> None:
    write_template(tmp_path, f"{FRONT}a")
    loaded, _ = templates.load_template("x.md.j2", ASKED_AT)
    assert loaded is not None
    assert loaded.first_line == 6
    assert loaded.front.get("loai") is not None


# Names that are not there.


@pytest.mark.parametrize(
    ("body", "place", "name", "hint"),
    [
        ("{{ tenn }}", "6:4", "tenn", "ten"),
        ("a\n\n  {{ tem }}", "8:6", "tem", "ten"),
        ("{% if tenn %}{% endif %}", "6:7", "tenn", "ten"),
        ("{% for x in tenn %}{% endfor %}", "6:13", "tenn", "ten"),
        ("{{ ct.hs.tiep_nhn }}", "6:10", "tiep_nhn", "tiep_nhan"),
        ("a\n{{ ct.hss.tiep_nhan }}", "7:7", "hss", "hs"),
        ("{{ ct.hs.tiep_nhan.khong_ap_dun }}", "6:20", "khong_ap_dun", "khong_ap_dung"),
        ("{{ bang.so_lieuu() }}", "6:9", "so_lieuu", "so_lieu"),
        ("{{ tenn() }}", "6:4", "tenn", "ten"),
        ("{{ tenn ~ 'a' }}", "6:4", "tenn", "ten"),
        ("{{ ngay.yearr }}", "6:9", "yearr", "year"),
        ("{% macro m() %}\n{{ tenn }}\n{% endmacro %}\n{{ m() }}", "7:4", "tenn", "ten"),
        ("{% for i in [1] %}\na\n{{ tenn }}\n{% endfor %}", "8:4", "tenn", "ten"),
    ],
)
def test_an_unknown_name_is_reported_at_its_place_with_the_nearest_one(
    render: Render, body: str, place: str, name: str, hint: str
) -> None:
    failure = render_failure(render, body)
    assert (failure.code, str(failure.place)) == ("BC602", f"templates/x.md.j2:{place}")
    assert f"'{name}'" in failure.message
    assert failure.message.endswith(f"Ý bạn là '{hint}'?")


@pytest.mark.parametrize(
    "name", ["so_dv", "ty_so", "tien", "ngay", "hang", "liet_ke", "bang_chu", "viet_hoa_dau", "length"]
)
def test_an_unknown_name_is_found_behind_a_filter(render: Render, name: str) -> None:
    failure = render_failure(render, f"{{{{ ct.hs.tiep_nhn | {name} }}}}")
    assert (failure.code, failure.place) == ("BC602", Place("templates/x.md.j2", 6, 10))


def test_a_name_like_no_other_has_no_hint(render: Render) -> None:
    assert "Ý bạn" not in render_failure(render, "{{ qqqqqqqq }}").message


def test_an_unknown_filter_is_reported_on_its_line_with_the_nearest_one(render: Render) -> None:
    failure = render_failure(render, "a\n{{ so | phan_tramm }}")
    assert failure.code == "BC602"
    assert failure.place is not None
    assert failure.place.line == 7
    assert failure.message.endswith("Ý bạn là 'phan_tram'?")


@pytest.mark.parametrize("name", ["safe", "tojson", "pprint", "xmlattr", "random", "format", "attr"])
def test_filters_that_reports_do_not_need_are_not_there(render: Render, name: str) -> None:
    assert render_failure(render, f"{{{{ ten | {name} }}}}").code == "BC602"


# Syntax and failures while running.


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ("a\n{% if so %}\nb", 8, "thiếu thẻ đóng"),
        ("a\n{% khong_co %}", 7, "thẻ không tồn tại"),
        ("{% endfor %}", 6, "thẻ không tồn tại"),
        ("{{ so is khong_co }}", 6, "phép thử không tồn tại"),
        ("a\nb\n{{ so ? 1 }}", 8, "ký tự không được phép"),
        ("{{ so + }}", 6, "viết dở, thiếu hoặc thừa dấu"),
        ("{{ (so }}", 6, "viết dở, thiếu hoặc thừa dấu"),
        ("{{ ten so }}", 6, "thiếu hoặc thừa dấu"),
        ("{{ ten", 6, "'{{' hoặc '{%' mở mà không đóng"),
        ("{# ghi chú", 6, "'{#' mở mà không đóng"),
    ],
)
def test_wrong_syntax_is_reported_with_its_line_in_vietnamese(
    render: Render, body: str, line: int, reason: str
) -> None:
    failure = render_failure(render, body)
    assert failure.code == "BC601"
    assert failure.place is not None
    assert (failure.place.file, failure.place.line) == ("templates/x.md.j2", line)
    assert reason in failure.message


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("{% khong_co %}", 4),
        ("a {% endfor %}", 6),
        ("{{ so is khong_co }}", 10),
        ("{{ so ? 1 }}", 7),
        ("{{ so_so so }}", 10),
        ("{{ so | phan_tramm }}", 9),
        ("{% for m trong ten %}{% endfor %}", 10),
        ("{{ so + }}", 1),
    ],
)
def test_wrong_syntax_is_reported_with_its_column_where_it_can_be_found(
    render: Render, body: str, column: int
) -> None:
    assert render_failure(render, f"a\n{body}").place == Place("templates/x.md.j2", 7, column)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "{% khong_co %}",
            "Mẫu sai cú pháp: có thẻ không tồn tại hoặc đặt sai chỗ (Encountered unknown tag 'khong_co').",
        ),
        ("{% block a %}{% endblock %}" * 2, "Mẫu sai cú pháp (block 'a' defined twice)."),
        ("{{ 1 / 0 }}", "Mẫu không chạy được: chia cho 0 (division by zero)."),
        (
            "{{ so | sort }}",
            "Mẫu không chạy được: dùng sai loại giá trị ('int' object is not iterable).",
        ),
        ("{{ '{x}'.format(y=1) }}", "Mẫu không chạy được: không có phần tử được hỏi ('x')."),
        ("{{ ten.encode('x') }}", "Mẫu dùng tên 'encode' không có."),
        (
            "{{ [so] | map('x') | list }}",
            "Mẫu không chạy được: dùng một thứ không có của Jinja2 (No filter named 'x').",
        ),
    ],
)
def test_what_python_says_stands_in_brackets_behind_a_vietnamese_sentence(
    render: Render, body: str, message: str
) -> None:
    assert render_failure(render, body).message == message


@pytest.mark.parametrize(
    ("body", "product", "message"),
    [
        ('{{ muc("I.9") }}', "bao-cao", "Mẫu không chạy được: đề cương không có mục 'I.9'."),
        (
            '{{ bang.nhiem_vu_don_vi(cot={"ket_qa": "a"}) }}',
            "bao-cao",
            "Mẫu không chạy được: bảng nhiệm vụ không có cột 'ket_qa'. Ý bạn là 'ket_qua'?",
        ),
        (
            '{{ bang.don_vi_chi_tieu("x.y") }}',
            "tong-hop",
            "Mẫu không chạy được: danh mục không có nhóm chỉ tiêu 'x.y'.",
        ),
    ],
)
def test_what_a_table_says_stands_alone(sandbox: Sandbox, body: str, product: str, message: str) -> None:
    assert failed_composing(sandbox, body, product).message == message


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a\n{{ 1 / (so - 3) }}", 7),
        ("{{ ten + 1 }}", 6),
        ("{{ so.bit_length(1) }}", 6),
        ("a\nb\n{{ none.x.y }}", 8),
        ("{{ ct.hs | viet_hoa_dau }}", 6),
        ("{% include 'khac.md.j2' %}", 6),
        ("{% for i in range(9999999) %}{% endfor %}", 6),
    ],
)
def test_what_fails_while_running_is_reported_with_its_line(render: Render, body: str, line: int) -> None:
    failure = render_failure(render, body)
    assert failure.code in {"BC602", "BC603"}
    assert failure.place is not None
    assert failure.place.line == line


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ ten.__class__.__mro__ }}",
        "{{ ct._items }}",
        "{{ bang.so_lieu.__globals__ }}",
        "{{ '{0.__class__}'.format(ten) }}",
        "{{ ten.format.__self__ }}",
        "{{ [].append(1) }}",
        "{{ {}.update({'a': 1}) }}",
        "{% set x = [1] %}{{ x.pop() }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ ct.hs.tiep_nhan.figure._replace.__func__ }}",
    ],
)
def test_the_inside_of_python_is_out_of_reach(render: Render, body: str) -> None:
    text, problems = render(body)
    assert text is None
    assert [problem.code for problem in problems] in (["BC602"], ["BC603"])


# Front matter and files.


@pytest.mark.parametrize(
    "text", ["a", "a\n---\nb: 1\n---\n", "---\nloai: x\n", "---\n---\na", "\n---\na: 1\n---\n"]
)
def test_a_template_without_front_matter_is_refused(
    tmp_path: Path, templates: Templates, text: str
) -> None:
    write_template(tmp_path, text)
    loaded, (found,) = templates.load_template("x.md.j2", ASKED_AT)
    assert loaded is None
    assert (found.code, found.place) == ("BC605", Place("templates/x.md.j2", 1, 1))


def test_front_matter_is_read_as_strictly_as_data(tmp_path: Path, templates: Templates) -> None:
    write_template(tmp_path, "---\nloai: bao-cao\nhuong: 'len\n---\na")
    loaded, (found,) = templates.load_template("x.md.j2", ASKED_AT)
    assert loaded is None
    assert found.code == "BC102"
    assert found.place is not None
    assert found.place.line == 3


def test_a_missing_template_is_reported_where_it_is_asked_for(tmp_path: Path, templates: Templates) -> None:
    write_template(tmp_path, FRONT, "bao-cao.md.j2")
    loaded, (found,) = templates.load_template("bao-cap.md.j2", ASKED_AT)
    assert loaded is None
    assert (found.code, found.place) == ("BC604", ASKED_AT)
    assert "'bao-cao.md.j2'" in found.message


def test_a_template_in_another_encoding_is_refused(tmp_path: Path, templates: Templates) -> None:
    (tmp_path / "templates" / "x.md.j2").write_bytes(FRONT.encode("utf-16"))
    loaded, (found,) = templates.load_template("x.md.j2", ASKED_AT)
    assert loaded is None
    assert found.code == "BC003"


def test_windows_line_ends_keep_their_line_numbers(tmp_path: Path, templates: Templates) -> None:
    body = f"{FRONT}a\n{{{{ tenn }}}}".replace("\n", "\r\n").encode()
    (tmp_path / "templates" / "x.md.j2").write_bytes(body)
    loaded, _ = templates.load_template("x.md.j2", ASKED_AT)
    assert loaded is not None
    _, (found,) = templates.render(loaded, NAMES)
    assert found.place == Place("templates/x.md.j2", 7, 4)


def test_the_subject_is_filled_in_and_fails_at_its_own_place(tmp_path: Path, templates: Templates) -> None:
    write_template(
        tmp_path, "---\nloai: bao-cao\ntrich_yeu: Báo cáo của {{ tenn }}\nphu: Của {{ ten }}\n---\n"
    )
    loaded, _ = templates.load_template("x.md.j2", ASKED_AT)
    assert loaded is not None
    assert filled_text(templates, loaded, "phu") == ("Của xã Một", [])
    _, (found,) = filled_text(templates, loaded, "trich_yeu")
    assert (found.code, found.place) == ("BC602", Place("templates/x.md.j2", 3, 12))


def filled_text(
    templates: Templates, loaded: LoadedTemplate, key: str
) -> tuple[str | None, list[Diagnostic]]:
    node = loaded.front.get(key)
    assert isinstance(node, Scalar)
    return templates.render_text(node, loaded.source, NAMES)


@pytest.mark.parametrize(("text", "code"), [("{{ a b }}", "BC601"), ("{{ 1 / 0 }}", "BC603")])
def test_a_subject_that_fails_is_reported_too(
    tmp_path: Path, templates: Templates, text: str, code: str
) -> None:
    write_template(tmp_path, f"---\nloai: bao-cao\ntrich_yeu: 'Báo cáo {text}'\n---\n")
    loaded, _ = templates.load_template("x.md.j2", ASKED_AT)
    assert loaded is not None
    _, (found,) = filled_text(templates, loaded, "trich_yeu")
    assert (found.code, found.place) == (code, Place("templates/x.md.j2", 3, 12))


# In a workspace.


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("{{ ct.hs.tiep_nhaan | so_dv }}", "tiep_nhan"),
        ("{{ don_vi.ten_ngann }}", "ten_ngan"),
        ("{{ kyy.nhan }}", "ky"),
        ("{{ bang.so_lieuu() }}", "so_lieu"),
    ],
)
def test_names_of_a_workspace_are_suggested(sandbox: Sandbox, body: str, name: str) -> None:
    assert f"Ý bạn là '{name}'?" in failed_composing(sandbox, body).message


def test_roll_ups_are_not_there_for_a_unit_that_speaks_for_itself(sandbox: Sandbox) -> None:
    assert failed_composing(sandbox, "{{ th.ct.hs.tiep_nhan }}").code == "BC602"


def test_a_failing_template_does_not_stop_other_documents(sandbox: Sandbox) -> None:
    failed_composing(sandbox, "{{ tenn }}")
    outcome = sandbox.build()
    assert {made.product for made in outcome.made} == {"tong-hop"}
    assert [(problem.code, str(problem.place)) for problem in outcome.problems] == [
        ("BC602", "templates/bao-cao.md.j2:6:4")
    ]


def test_a_good_template_is_printed(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, "Nhận {{ ct.hs.tiep_nhan | so_dv }}.") == ["Nhận 3.781 hồ sơ."]
