"""A corrected copy of a DOCX: what rules find wrong and is certain is set right, all else is left."""
