"""Which document a file of a build is, so that it can be made again and explained."""

from baocao.pipeline.explaining import Explainer
from support import Sandbox, period_of

NAME = "xa-mot_bao-cao_cd"


def test_a_draft_beside_what_was_given_out_is_explained_as_that_document(
    sandbox: Sandbox,
) -> None:
    explainer = Explainer(sandbox.root, period_of("2025-11"))
    plain = explainer.explain_file(f"{NAME}.docx", draft=True)
    beside = explainer.explain_file(f"{NAME}_du-thao.docx", draft=True)
    assert plain is not None
    assert beside is not None
    assert beside.data == plain.data
