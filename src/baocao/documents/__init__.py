"""From figures to document trees: templates, Markdown, numbering, tables."""
