"""Word documents: a package made once with python-docx, and per document only what differs.

python-docx makes styles, settings and package parts. Bodies are written as XML text, since building
paragraphs and tables one object at a time takes as long as everything else together.
"""

from baocao.render.word.package import WordRenderer

__all__ = ["WordRenderer"]
