"""Canonical YAML: the same data always written the same way, comments kept, so that diffs are only data."""
