"""Who fills in a form reads names, cells and titles of columns, never a key of YAML."""

import re

import pytest

from baocao.features.exchange.filled.wording import FormWords, places_words
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import MESSAGES
from baocao.model.place import Place
from support import Sandbox

YAML: re.Pattern[str] = re.compile(r"\b[a-z]+_[a-z_]+\b|\{|giai_trinh|\.yaml")
AT_CELLS = sorted(
    code
    for code in MESSAGES
    if re.fullmatch("BC2[0-2][0-9]|BC3(0[2356]|1[017])|BC4[0-6][0-9]", code)
    and code not in {"BC216", "BC223", "BC224", "BC226", "BC228", "BC444"}
)
"""The codes of what a unit can write in a form."""


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> FormWords:
    sandbox = Sandbox(tmp_path_factory.mktemp("kho"))
    return FormWords(sandbox.load().definitions.catalogue.indicators)


def said_of(code: str, **details: str) -> Diagnostic:
    message = MESSAGES[code]
    names = re.findall(r"(?<!\{)\{(\w+)\}(?!\})", message.what + message.advice)
    known = {**dict.fromkeys(names, "…"), **details}
    return Diagnostic(code, Place("a.yaml", 1, 1), tuple(known.items()))


@pytest.mark.parametrize("code", AT_CELLS)
def test_no_advice_at_a_cell_names_a_key(words: FormWords, code: str) -> None:
    diagnostic = said_of(code)
    assert not YAML.search(words.advice_text(diagnostic, {}, ()))


def test_indicators_are_called_by_their_names(words: FormWords) -> None:
    diagnostic = said_of("BC401", key="hs.tiep_nhan", value="12", bounds="từ 0 đến 10", measure="hồ sơ")
    assert words.message_text(diagnostic) == "'Tiếp nhận' = 12 nằm ngoài khoảng cho phép (từ 0 đến 10)"


def test_a_reason_is_asked_in_the_cell_for_it(words: FormWords) -> None:
    notes: dict[tuple[str, ...], str] = {("giai_trinh", "hs.tiep_nhan"): "Biểu!I13"}
    advice = words.advice_text(said_of("BC423"), notes, ("chi_tieu", "hs.tiep_nhan"))
    assert "ghi lý do vào ô Biểu!I13" in advice


def test_cells_of_one_sheet_are_named_together() -> None:
    names = ("Nội dung!D5", "Nội dung!D6", "Nhiệm vụ!D5")
    assert places_words(names) == "Nội dung!D5, D6; Nhiệm vụ!D5"


def test_columns_of_cited_documents_are_called_by_their_titles(words: FormWords) -> None:
    assert words.message_text(said_of("BC204", key="loai")) == "Thiếu 'Tên loại văn bản'"
    assert "'Số, ký hiệu'" in words.message_text(said_of("BC215", key="so"))


def test_whoever_fills_in_cells_is_not_sent_to_the_catalogue(words: FormWords) -> None:
    diagnostic = said_of("BC411", name="Tổng", condition="a.b == c.d", operands="a.b = 1")
    assert "danh mục" not in words.advice_text(diagnostic, {}, ())
    assert "==" not in words.message_text(diagnostic)


def test_a_whole_number_is_given_as_it_has_to_be_typed(words: FormWords) -> None:
    assert "3781" in words.advice_text(said_of("BC210"), {}, ())
