"""What must hold: of definitions, of submissions, and of a period as a whole."""
