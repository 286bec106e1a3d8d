"""What is behind every figure of a page: the same that `trace` answers, of all figures at once."""
