"""What a report says, in a form that no layout changes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from baocao.model.issuance import ABSENT
from baocao.rules.contents import content_digest, content_under, place_under, plain_content, printed_keys
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
LETTER = "van_ban:\n  cv-146: {loai: Công văn, so: 146-CV/ĐU, ngay: 2025-11-10}\n"
TEXTS = st.text(alphabet="aăđ -+\n\t", max_size=40)


def test_the_keys_name_what_the_directive_asks_and_what_the_prose_uses(sandbox: Sandbox) -> None:
    workspace = sandbox.load().workspaces[0]
    definitions, submission = workspace.definitions, workspace.submissions["xa-mot"]
    unit, directive = definitions.registry.units["xa-mot"], definitions.directives["cd"]
    keys = list(printed_keys(directive, unit, submission, definitions.catalogue, ()))
    assert [key for key in keys if key.startswith("chi_tieu")] == [
        "chi_tieu/hs.tiep_nhan",
        "chi_tieu/hs.truc_tuyen",
        "chi_tieu/hs.may_lay_so",
        "chi_tieu/hs.phan_tram",
        "chi_tieu/hs.kinh_phi",
    ]
    assert {"nhiem_vu/cd/1", "noi_dung/cd/I.1", "vuong_mac/cd", "chot_den"} <= set(keys)
    assert "noi_dung/cd/I.2" not in keys  # only for wards


def test_what_is_not_written_has_no_content(sandbox: Sandbox) -> None:
    submission = sandbox.load().workspaces[0].submissions["xa-mot"]
    for key in (
        "chi_tieu/hs.kinh_phi",
        "nhiem_vu/cd/2",
        "noi_dung/cd/II",
        "vuong_mac/cd",
        "van_ban/x",
        "chot_den",
    ):
        assert content_under(submission, key) is None
        assert place_under(submission, key) == submission.at
    assert content_digest(None) == ABSENT


def test_documents_that_a_report_carries_out_are_what_it_says(sandbox: Sandbox) -> None:
    sandbox.replace(
        FILE, "chi_tieu:", f"{LETTER}phat_hanh: {{cd: {{thuc_hien: [cv-146, nq-1]}}}}\nchi_tieu:"
    )
    workspace = sandbox.load().workspaces[0]
    definitions, submission = workspace.definitions, workspace.submissions["xa-mot"]
    unit, directive = definitions.registry.units["xa-mot"], definitions.directives["cd"]
    keys = list(printed_keys(directive, unit, submission, definitions.catalogue, ()))
    assert {"thuc_hien/cd", "van_ban/cv-146"} <= set(keys)
    assert content_under(submission, "thuc_hien/cd") == "cv-146\x1fnq-1"
    assert content_under(submission, "thuc_hien/khac") is None


def test_hashes_cannot_be_taken_for_the_word_of_what_is_absent() -> None:
    assert re.fullmatch("[0-9a-f]{16}", content_digest("khong_co"))


@given(TEXTS)
def test_texts_are_laid_out_once(text: str) -> None:
    assert plain_content(plain_content(text)) == plain_content(text)


@given(TEXTS)
def test_blanks_at_line_ends_do_not_count(text: str) -> None:
    assert plain_content("\n".join(f"{line}  " for line in text.split("\n"))) == plain_content(text)
