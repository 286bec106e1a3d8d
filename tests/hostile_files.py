"""python tests/hostile_files.py FOLDER: files full of hostile texts, for the validators of .ci/run."""

import sys
from pathlib import Path

import hostile_texts as hostile
from baocao.render.sheet import render_workbook
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from test_noi_dung_la_trong_tep import MOMENT, hostile_document


def main(folder: Path) -> None:
    """Write the files; a validator takes '&#64;' as text for a mistake, which it is not here."""
    texts = hostile_document(tuple(text for text in hostile.ALL if "&#" not in text))
    form = load_form()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "la.xlsx").write_bytes(render_workbook(texts, form, MOMENT))
    (folder / "la.docx").write_bytes(WordRenderer(form).render(texts, MOMENT))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
