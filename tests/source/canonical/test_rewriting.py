"""Canonical YAML: only the writing changes, never what is said."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baocao.model.workspace import SourceFile
from baocao.source.canonical.layout import NO_LAYOUT, Layout, Orders, submission_layout
from baocao.source.canonical.reading import RefusedError
from baocao.source.canonical.rewriting import canonical_text, says_the_same
from baocao.source.files import read_file
from baocao.source.nodes import Mapping
from baocao.source.parsing import parse_source
from support import REPOSITORY

SUBMISSION = submission_layout(
    Orders(
        ("hs.tiep_nhan", "hs.truc_tuyen"), ("cd",), {"cd": ("1", "2", "10")}, {"cd": ("I", "I.1", "I.2")}
    )
)
CORPUS = sorted((REPOSITORY / "tests" / "vi_du").rglob("*.yaml"))


def source_file(text: str) -> SourceFile:
    return SourceFile("tệp.yaml", text, text.encode())


def rewrite_text(text: str, layout: Layout = NO_LAYOUT) -> str:
    """Return the canonical text, after proving that it is one and says the same."""
    given = source_file(textwrap.dedent(text).removeprefix("\n"))
    canonical = canonical_text(given, layout)
    assert says_the_same(given, canonical)
    assert canonical_text(source_file(canonical), layout) == canonical
    return canonical


def shown_text(text: str) -> str:
    return textwrap.dedent(text).removeprefix("\n")


def test_keys_of_a_report_come_in_the_order_of_the_docs() -> None:
    before = """
        nhiem_vu:
          cd:
            "10": {ket_qua: Xong, tien_do: hoan_thanh}
            "2": {tien_do: dang_thuc_hien}
        chi_tieu:
          hs.truc_tuyen: 3
          hs.tiep_nhan: 4
        ky: 2025-11
        don_vi: xa-mot
        """
    assert rewrite_text(before, SUBMISSION) == shown_text("""
        don_vi: xa-mot
        ky: 2025-11

        chi_tieu:
          hs.tiep_nhan: 4
          hs.truc_tuyen: 3

        nhiem_vu:
          cd:
            "2": {tien_do: dang_thuc_hien}
            "10": {tien_do: hoan_thanh, ket_qua: Xong}
        """)


def test_unknown_keys_stay_where_they_are() -> None:
    before = "chi_tieu:\n  hs.truc_tuyen: 3\n  la: 1\n  hs.tiep_nhan: 4\n"
    assert rewrite_text(before, SUBMISSION) == "chi_tieu:\n  hs.tiep_nhan: 4\n  la: 1\n  hs.truc_tuyen: 3\n"


def test_comments_go_where_their_key_goes() -> None:
    before = """
        # Báo cáo của xã
        ky: 2025-11   # tháng 11

        # Mã của xã
        don_vi: xa-mot
        chi_tieu:
          # đã đối chiếu
          hs.truc_tuyen: 3     # lấy từ hệ thống
          hs.tiep_nhan: 4
          # hết số liệu
        # hết tệp
        """
    assert rewrite_text(before, SUBMISSION) == shown_text("""
        # Báo cáo của xã
        # Mã của xã
        don_vi: xa-mot
        ky: 2025-11   # tháng 11

        chi_tieu:
          hs.tiep_nhan: 4
          # đã đối chiếu
          hs.truc_tuyen: 3     # lấy từ hệ thống
          # hết số liệu
        # hết tệp
        """)


def test_the_head_of_a_file_stays_at_its_top() -> None:
    before = "# SỐ LIỆU GIẢ LẬP\n\n# tháng\nky: 2025-11\ndon_vi: xa-mot\n"
    assert rewrite_text(before, SUBMISSION) == "# SỐ LIỆU GIẢ LẬP\n\ndon_vi: xa-mot\n# tháng\nky: 2025-11\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('a: "Sở Y tế"', "a: Sở Y tế"),
        ("a: 'Sở Y tế'", "a: Sở Y tế"),
        ("a: 'Số: 1'", 'a: "Số: 1"'),
        ('a: "010"', 'a: "010"'),
        ('a: "17:00"', 'a: "17:00"'),
        ("a: '2025-11-18'", 'a: "2025-11-18"'),
        ('a: "no"', 'a: "no"'),
        ('a: ""', 'a: ""'),
        ("a: '~'", 'a: "~"'),
        ("a: ~", "a: ~"),
        ("a:", "a:"),
        ("a: 3.781", "a: 3.781"),
        ('a: "# mục"', 'a: "# mục"'),
        ('a: " cách "', 'a: " cách "'),
        ('a: "nói \\"có\\""', 'a: nói "có"'),
        ('a: "\\"có\\""', """a: '"có"'"""),
        ("a: {b: 'một, hai'}", 'a: {b: "một, hai"}'),
        ("a: {b: 'một; hai'}", "a: {b: một; hai}"),
        ("a:   {b:   1,   c: [x,y]  }", "a: {b: 1, c: [x, y]}"),
        ("a: [ ]", "a: []"),
        ("a: {}", "a: {}"),
        ("a:\n- x\n-   y", "a:\n  - x\n  - y"),
        ("a:\n    b:\n        c: 1", "a:\n  b:\n    c: 1"),
        ("a: một\n  hai", "a: một hai"),
        ("a:\n  một", "a: một"),
        ("a: 1\n\n\n\nb: 2", "a: 1\n\nb: 2"),
        ("\n\na: 1\n\n", "a: 1"),
        ("a: 1   \nb: 2\t", "a: 1\nb: 2"),
        ("---\na: 1\n...", "a: 1"),
        ("? a\n: b", "a: b"),
        ('"a": 1', "a: 1"),
        ('"1": 1', '"1": 1'),
        ("a: [x: 1]", "a: [{x: 1}]"),
        ("a: {b, c: }", "a: {b, c: }"),
        ("a:\n  - - 1\n    - 2\n  - 3", "a:\n  - - 1\n    - 2\n  - 3"),
        ("a: # nói về b\n  b: 1", "a:  # nói về b\n  b: 1"),
        ("a: 1 #sát", "a: 1  #sát"),
    ],
)
def test_a_thing_is_written_one_way(before: str, after: str) -> None:
    assert rewrite_text(f"{before}\n") == f"{after}\n"


def test_letters_are_composed_everywhere() -> None:
    decomposed = "# cu\u0309a xa\u0303\na\u0301: xa\u0303\n".encode().decode()
    assert rewrite_text(decomposed) == "# của xã\ná: xã\n"


def test_the_lines_of_a_block_stay_as_they_are() -> None:
    before = 'a: |\n    - một: "x"\n\n      + hai   \n    # không phải chú thích\nb: >-\n   gấp\n   lại\n'
    assert rewrite_text(before) == (
        'a: |\n  - một: "x"\n\n    + hai\n  # không phải chú thích\nb: >-\n  gấp\n  lại\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: |+\n  một\n\n\nb: 1\n",
        "a: |-\n  một\nb: 1\n",
        "a: |2\n    thụt\n  một\n",
        "a:\n  - |\n    một\n  - hai\n",
        "a: |  # chú thích\n  một\n",
        "a: |\n  một\n# hết\n",
        "a:\n  b: |\n    một\n  # của a\nc: 1\n",
    ],
)
def test_blocks_that_are_right_stay(text: str) -> None:
    assert rewrite_text(text) == text


def test_a_text_of_several_lines_becomes_a_block() -> None:
    assert rewrite_text('a: "một\\nhai\\n"\n') == "a: |\n  một\n  hai\n"
    assert rewrite_text("a: một\n\n  hai\n") == "a: |-\n  một\n  hai\n"


def test_a_row_stays_on_its_line_however_long_it_is() -> None:
    row = f"a: {{ten: {'dài ' * 60}hết, loai: x}}\n"
    assert rewrite_text(row) == row


def test_brackets_over_several_lines_are_closed_up_if_they_fit() -> None:
    assert rewrite_text("a: [\n  x,\n  y,\n]\n") == "a: [x, y]\n"
    long = [f"phần-tử-số-{number}" for number in range(20)]
    assert rewrite_text(f"a: [{', '.join(long[:10])},\n  {', '.join(long[10:])}]\n") == (
        "a:\n" + "".join(f"  - {each}\n" for each in long)
    )


def test_comments_in_brackets_are_kept_line_by_line() -> None:
    before = "a: [  # danh sách\n  x,   # đầu\n  # rồi\n  y\n  # hết\n]  # sau\n"
    assert rewrite_text(before) == "# danh sách\na:  # sau\n  - x    # đầu\n  # rồi\n  - y\n  # hết\n"


def test_comments_at_line_ends_keep_their_column() -> None:
    before = 'a: 1          # một\nb: "Sở Y tế"  # hai\n'
    assert rewrite_text(before) == "a: 1          # một\nb: Sở Y tế    # hai\n"


def test_figures_need_no_quotes() -> None:
    before = 'chi_tieu:\n  hs.tiep_nhan: "3.781"\n  hs.truc_tuyen: {gia_tri: "86,6", xep_hang: "7/96"}\n'
    assert rewrite_text(before, SUBMISSION) == (
        'chi_tieu:\n  hs.tiep_nhan: 3.781\n  hs.truc_tuyen: {gia_tri: "86,6", xep_hang: 7/96}\n'
    )
    zero = 'chi_tieu:\n  hs.tiep_nhan: "010"\n'
    assert rewrite_text(zero, SUBMISSION) == zero


def test_keys_of_tasks_and_of_the_outline_are_in_quotes() -> None:
    before = "nhiem_vu:\n  cd:\n    1: {tien_do: hoan_thanh}\nnoi_dung:\n  cd:\n    I.1: Xong\n"
    assert rewrite_text(before, SUBMISSION) == (
        'nhiem_vu:\n  cd:\n    "1": {tien_do: hoan_thanh}\nnoi_dung:\n  cd:\n    "I.1": Xong\n'
    )


def test_line_ends_of_windows_and_the_mark_at_the_start_go(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2")
    file, _ = read_file(tmp_path / "a.yaml", tmp_path)
    assert file
    assert canonical_text(file, NO_LAYOUT) == "a: 1\nb: 2\n"


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\n", "a: *x\n", "a: !!str 1\n", "a: 1\na: 2\n", "<<: {a: 1}\n", "%YAML 1.2\n---\na: 1\n",
     "a: 1\n---\nb: 2\n", "a: [1\n", "- a\n", "a\n", "a: 1\n b: 2\n", "a: \x07\n", 'a: "\\a"\n',
     "a\u0301: 1\ná: 2\n", "? [a]\n: 1\n", "a:\u00a01\n"],
)  # fmt: skip
def test_what_the_readers_refuse_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        canonical_text(source_file(text), NO_LAYOUT)


@pytest.mark.sampled
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.parts[-4] + "-" + path.name)
def test_every_example_is_refused_or_says_the_same(path: Path) -> None:
    file, _ = read_file(path, REPOSITORY)
    if file is None:
        return
    root, problems = parse_source(file)
    if problems or not isinstance(root, Mapping):
        with pytest.raises(RefusedError):
            canonical_text(file, SUBMISSION)
        return
    text = canonical_text(file, SUBMISSION)
    assert text == file.text or says_the_same(file, text)
    assert canonical_text(source_file(text), SUBMISSION) == text


def test_what_says_something_else_is_noticed() -> None:
    given = source_file("a: 1  # lời\nb: [x, y]\nc: {d: 1}\n")
    assert says_the_same(given, "c: {d: 1}\nb: [x, y]\na: 1   # lời\n")
    for other in (
        "a: 2  # lời\nb: [x, y]\nc: {d: 1}\n",
        "a: 1\nb: [x, y]\nc: {d: 1}\n",
        "a: 1  # lời\nb: [y, x]\nc: {d: 1}\n",
        "a: 1  # lời\nb: [x]\nc: {d: 1}\n",
        "a: 1  # lời\nb: [x, y]\nc: {e: 1}\n",
        "a: 1  # lời\nb: [x, y]\nc: d\n",
        "a: [1\n",
    ):
        assert not says_the_same(given, other)
    assert not says_the_same(source_file('a: ""\n'), "a:\n")


words = st.text(st.sampled_from("aáb1 .,:#-'\"[]{}|>&*!%@`~?\\\n\t_=đ\u0309"), min_size=0, max_size=8)
names = st.text(st.sampled_from("abc.1-_ ă"), min_size=1, max_size=4).map(str.strip).filter(bool)
remarks = st.sampled_from(["", "", "", "# lời", "#sát", "# a: [1, {"])


@st.composite
def yaml_scalars(draw: st.DrawFn, *, in_flow: bool) -> str:
    text, style = draw(words), draw(st.sampled_from(["plain", "single", "double"]))
    if style == "single":
        return "'" + text.replace("'", "''").replace("\n", " ") + "'"
    if style == "double":
        plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{plain}"'
    bare = "".join(sign for sign in text if sign.isalnum() or (sign == " " and not in_flow))
    return bare.strip()


@st.composite
def yaml_flows(draw: st.DrawFn, depth: int) -> str:
    gap = draw(st.sampled_from(["", " ", "\n          "]))
    if depth == 0:
        return draw(yaml_scalars(in_flow=True)) or "x"
    parts = [draw(yaml_flows(depth - 1)) for _ in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):
        return f"[{gap}{f',{gap} '.join(parts)}{gap}]"
    keys = draw(st.lists(st.sampled_from("abcd"), min_size=len(parts), max_size=len(parts), unique=True))
    return (
        f"{{{gap}{f',{gap} '.join(f'{key}: {part}' for key, part in zip(keys, parts, strict=True))}{gap}}}"
    )


@st.composite
def yaml_blocks(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    """Lines of a mapping or a list, written in any of many ways."""
    prefix, lines = " " * indent, []
    deeper = indent + draw(st.integers(1, 4))
    is_list = indent > 0 and draw(st.booleans())
    keys = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    for key in keys:
        lines += draw(st.lists(st.sampled_from(["", "", f"{prefix}# trước", "   # lệch"]), max_size=2))
        begun = f"{prefix}-" if is_list else f'{prefix}"{key}":'
        note = draw(remarks)
        kind = draw(st.sampled_from(["scalar", "flow", "literal", "folded", "block"]))
        if kind == "block" and depth:
            lines += [f"{begun} {note}".rstrip(), *draw(yaml_blocks(deeper, depth - 1))]
        elif kind in {"literal", "folded"}:
            sign = "|" if kind == "literal" else ">"
            body = draw(st.lists(st.sampled_from(["chữ", "# không", "- a: 1", "chữ  ", ""]), max_size=4))
            chomping = draw(st.sampled_from(["", "-", "+"]))
            inner = [f"{' ' * deeper}{line}" if line else "" for line in ["đầu", *body]]
            lines += [f"{begun} {sign}{chomping} {note}".rstrip(), *inner]
        else:
            value = draw(yaml_flows(2)) if kind == "flow" else draw(yaml_scalars(in_flow=False))
            lines.append(f"{begun} {value} {note}".rstrip())
    if draw(st.booleans()):
        lines.append(f"{prefix}# cuối")
    return lines


@settings(deadline=None)
@given(yaml_blocks(0, 2))
def test_any_file_is_refused_or_says_the_same_for_good(lines: list[str]) -> None:
    given = source_file("\n".join(lines) + "\n")
    root, problems = parse_source(given)
    layout = Layout({"c": 0, "b": 1, "a": 2}, each=Layout({"1": 0, "a": 1}, quotes_keys=True))
    try:
        text = canonical_text(given, layout)
    except RefusedError:
        assert (
            problems
            or not isinstance(root, Mapping)
            or any(line.lstrip(" -").startswith(">") for line in lines)
        )
        return
    assert not problems
    assert says_the_same(given, text)
    assert canonical_text(source_file(text), layout) == text
