"""How every command is called where its changes to the disk are counted, failed, or its last."""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from faulting import Call
from support import FILES

REPORT: Final = "data/units/xa-mot/2025-11.yaml"
HEAD: Final = "don_vi: xa-mot\nky: 2025-11\n"
EARLIER: Final = "don_vi: xa-mot\nky: 2025-10\n"
MORE_FIGURES: Final = (REPORT, "3.276", "3.300")
OTHER_REPORT: Final = ("data/units/xa-hai/2025-11.yaml", "", "don_vi: xa-hai\nky: 2025-11\n")
PRODUCTS: Final = (
    "data/directives/cd.yaml",
    "tong-hop: {mau: tong-hop.md.j2, lap_boi: [{don_vi: so-a}]}",
    "bao-cao-2: {mau: bao-cao.md.j2, lap_boi: [{cap: xa}]}",
)
"""One document is made no more, another one anew."""
FULL: Final = textwrap.dedent(FILES[REPORT])
ALL_REPORTS: Final = tuple(
    (f"data/units/{unit}/2025-11.yaml", "", FULL.replace("xa-mot", unit))
    for unit in ("xa-hai", "phuong-ba")
)
DRAFTS: Final = "build --ky 2025-11"
SHEETS: Final = "check --ky 2025-11 --phieu phieu"
TABLE: Final = "status --ky 2025-11 --xlsx b.xlsx"
REMIND: Final = "remind --ky 2025-11"
PAGE: Final = "page --ky 2025-11"
ISSUE: Final = "issue --ky 2025-11 --don-vi xa-mot --so 189 --ngay 2025-11-18"
ACCEPTING: Final = "--chap-nhan-thieu mất-điện --nguoi-duyet giám-đốc"
FORMS: Final = "form --ky 2025-11 --out bieu"
IMPORT: Final = "import bieu --ky 2025-11 --ngay 2025-11-17"
FILLED: Final[Mapping[str, Mapping[str, int | str]]] = {
    "xa-mot": {"chi_tieu/hs.truc_tuyen": 3300},
    "xa-hai": {"chi_tieu/hs.tiep_nhan": 50, "chi_tieu/hs.truc_tuyen": 40, "noi_dung/cd/I.1": "Đã nhận."},
    "phuong-ba": {"chi_tieu/hs.tiep_nhan": 60, "noi_dung/cd/I.1": "Đã nhận.\nĐã trả."},
}
"""What is filled into the forms of units: one report changes, two are new."""


def fill_forms(folder: Path) -> None:
    """Fill in the forms as the units would."""
    for unit, values in FILLED.items():
        (path,) = folder.glob(f"bieu/**/*_{unit}.xlsx")
        _fill_form(path, values)


def fill_one_wrongly(folder: Path) -> None:
    """Fill in the forms, one of them with what is no number."""
    fill_forms(folder)
    (path,) = folder.glob("bieu/**/*_phuong-ba.xlsx")
    _fill_form(path, {"chi_tieu/hs.tiep_nhan": "sáu mươi"})


def _fill_form(path: Path, values: Mapping[str, int | str]) -> None:
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(max_col=4):
            if (key := str(row[0].value)) in values:
                row[3].value = values[key]
    book.save(path)


CALLS: Final = (
    Call("build", DRAFTS, (DRAFTS,), (PRODUCTS, MORE_FIGURES)),
    Call("build-accepting", f"{DRAFTS} --don-vi so-a --chinh-thuc {ACCEPTING}", (DRAFTS,)),
    Call("issue-accepting", f"{ISSUE.replace('xa-mot', 'so-a')} {ACCEPTING}", (DRAFTS,), done=1),
    Call("build-first", DRAFTS),
    Call("build-one-unit", f"{DRAFTS} --don-vi xa-mot", (DRAFTS,), (MORE_FIGURES,)),
    Call("build-check", f"{DRAFTS} --check", (ISSUE,), has_git=True),
    Call("issue", ISSUE, (DRAFTS,), done=1),
    Call("issue-department", ISSUE.replace("xa-mot", "so-a"), (), ALL_REPORTS, done=1),
    Call("fmt", "fmt", (), ((REPORT, HEAD, "ky: 2025-11\ndon_vi: xa-mot\n"),
                            (REPORT.replace("11", "10"), EARLIER, "ky: 2025-10\ndon_vi: xa-mot\n"))),
    Call("new", "new --ky 2025-12"),
    Call("form", FORMS, (FORMS,), (MORE_FIGURES,)),
    Call("form-first", FORMS),
    Call("import", IMPORT, (FORMS,), prepare=fill_forms),
    Call("import-back", f"{IMPORT} --tra-lai tra", (FORMS,), prepare=fill_one_wrongly, done=1),
    Call("schema", "schema", ("schema",), ((".baocao/schema/bao-cao-cu.json", "", "{}\n"),
                                           ("data/units/don-vi.yaml", "ten: sở", "ten: Sở"))),
    Call("schema-first", "schema"),
    Call("status", TABLE, (TABLE,), (OTHER_REPORT,)),
    Call("remind", REMIND, (DRAFTS, REMIND), (OTHER_REPORT,)),
    Call("remind-first", REMIND),
    Call("remind-nobody", REMIND, (REMIND,), ALL_REPORTS),
    Call("page", PAGE, (DRAFTS, PAGE), (MORE_FIGURES,)),
    Call("page-first", PAGE),
    Call("diff", "diff 2025-10 2025-11 --xlsx b.xlsx --docx b.docx"),
    Call("diff-rev", "diff --rev HEAD --xlsx b.xlsx", (), (), has_git=True),
    Call("check", SHEETS, (SHEETS,), ALL_REPORTS[:1]),
    Call("init", "init moi", done=2),
    Call("trace", "trace 2025-11 hs.tiep_nhan"),
    Call("inspect", "inspect out/2025-11", (DRAFTS,)),
)  # fmt: skip
WRITE_NOTHING: Final = {"trace", "inspect"}
