"""A reporting regime says ten things; check tells which are lacking, and the docs show their keys."""

import re

import pytest

from baocao.features.check.reporting import report_on
from baocao.model.diagnostic import Diagnostic
from baocao.pipeline.loading import load_checked
from baocao.rules.reporting_regime import ELEMENTS, Element
from support import REPOSITORY, Sandbox

DIRECTIVE = "data/directives/cd.yaml"
SENT = "phuong_thuc: thư điện tử\n"


def told_regimes(sandbox: Sandbox) -> list[Diagnostic]:
    found = report_on(load_checked(sandbox.root, None)).found
    return [each for each in found if each.code == "BC524"]


def test_a_directive_that_does_not_say_how_reports_are_sent_is_told(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, SENT, "")
    (told,) = told_regimes(sandbox)
    assert "chưa nêu phương thức gửi, nhận báo cáo." in told.message


def test_a_directive_that_says_all_ten_is_complete(sandbox: Sandbox) -> None:
    assert told_regimes(sandbox) == []


def test_who_consolidates_receives_the_reports(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, "  tong-hop: {mau: tong-hop.md.j2, lap_boi: [{don_vi: so-a}]}\n", "")
    (told,) = told_regimes(sandbox)
    assert "chưa nêu cơ quan nhận báo cáo." in told.message
    sandbox.replace(DIRECTIVE, "ma: cd", "ma: cd\nco_quan_nhan: Sở A")
    assert told_regimes(sandbox) == []


def test_a_request_for_once_is_as_its_sender_wants_it(sandbox: Sandbox) -> None:
    sandbox.replace(
        DIRECTIVE, "tan_suat: [thang]", "tan_suat: [dot_xuat]\nlich: {2025-11: {chot: 2025-11-14}}"
    )
    assert told_regimes(sandbox) == []


def test_there_are_ten() -> None:
    assert len(ELEMENTS) == len({element.name for element in ELEMENTS}) == 10


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.name)
def test_the_docs_name_the_keys_of_each(element: Element) -> None:
    page = (REPOSITORY / "docs" / "chi-dao.md").read_text(encoding="utf-8")
    rows = dict(
        re.findall(r"^\| ([^|]+) \| ([^|]+) \|", page[page.index("### Mười nội dung") :], re.MULTILINE)
    )
    assert [key.strip("` ") for key in rows[element.name].split(",")] == list(element.keys)
