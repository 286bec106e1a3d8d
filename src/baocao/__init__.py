"""baocao: the report compiler for Vietnamese government units."""

__version__ = "0.1.0"
