"""The register of a unit: every number of every period, with its notation."""

from datetime import date

from baocao.features.issue.register import Register
from support import PROFILE, Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"


def read_register(sandbox: Sandbox, unit: str = "xa-mot") -> Register:
    definitions = sandbox.load().definitions
    return Register(definitions, definitions.registry.units[unit])


def registered_numbers(sandbox: Sandbox) -> list[tuple[str, int, str]]:
    return [
        (each.series.name, each.number, each.notation)
        for each in read_register(sandbox).registered_entries()
    ]


def test_a_unit_that_numbered_nothing_has_an_empty_register(sandbox: Sandbox) -> None:
    assert registered_numbers(sandbox) == []


def test_every_period_counts_by_the_year_of_its_day_else_of_the_period(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "chi_tieu:", "phat_hanh: {cd: {so: 7, ngay: 2026-01-05}}\nchi_tieu:")
    sandbox.write(
        "data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\nphat_hanh: {cd: {so: 6}}\n"
    )
    assert registered_numbers(sandbox) == [("năm 2025", 6, "/BC-UBND"), ("năm 2026", 7, "/BC-UBND")]


def test_a_party_body_counts_by_its_term_of_office(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/xa-mot/ho-so.yaml",
        f"{PROFILE.rstrip()}\nthe_thuc: dang\nnhiem_ky: [2025-08-16, 2020-07-01]\n",
    )
    for period, number, day in (("2025-07", 8, "2025-07-18"), ("2025-12", 6, "2026-01-05")):
        issue = f"phat_hanh: {{cd: {{so: {number}, ngay: {day}}}}}"
        sandbox.write(f"data/units/xa-mot/{period}.yaml", f"don_vi: xa-mot\nky: {period}\n{issue}\n")
    assert registered_numbers(sandbox) == [
        ("nhiệm kỳ từ ngày 01/7/2020", 8, "-BC/UBND"),
        ("nhiệm kỳ từ ngày 16/8/2025", 6, "-BC/UBND"),
    ]


def test_what_cannot_be_read_has_no_number(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "chi_tieu:", "phat_hanh: {cd: {so: bảy}, dc: {so: 7}, cd/x: 7}\nchi_tieu:")
    sandbox.write("data/units/xa-mot/2025-10.yaml", "don_vi: 'xa\n")
    assert registered_numbers(sandbox) == []


def test_without_a_template_the_notation_is_not_known(sandbox: Sandbox) -> None:
    product = sandbox.load().definitions.directives["cd"].products[0]
    sandbox.remove("templates/bao-cao.md.j2")
    assert read_register(sandbox).notation_of(product, date(2025, 11, 18)) == ""


def test_a_template_of_appendices_alone_is_an_attachment(sandbox: Sandbox) -> None:
    product = sandbox.load().definitions.directives["cd"].products[0]
    assert not read_register(sandbox).is_attachment(product)
    sandbox.replace("templates/bao-cao.md.j2", "huong: len", "huong: len\nphu_luc_so: II")
    assert read_register(sandbox).is_attachment(product)
