"""Workbooks: one worksheet for each appendix, with real numbers, ready to print on A4."""

from baocao.render.sheet.workbook import render_workbook

__all__ = ["render_workbook"]
