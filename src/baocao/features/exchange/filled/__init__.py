"""Forms that come back: what was written into them, and what becomes of it."""
