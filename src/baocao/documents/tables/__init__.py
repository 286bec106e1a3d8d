"""Table specifications that templates can ask for by name."""
