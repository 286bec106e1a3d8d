"""What changed between two periods or two revisions, by meaning."""
