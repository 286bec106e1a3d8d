"""From a printed figure back to unit, file, line and commit."""
