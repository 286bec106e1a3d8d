"""From a figure back to unit, file, line and commit: what `trace` and the page tell."""
