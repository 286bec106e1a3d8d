"""From document trees to files: Word, worksheets, reproducible archives."""
