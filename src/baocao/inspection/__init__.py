"""Any DOCX against the form that the law prescribes, measured apart from the renderer."""
