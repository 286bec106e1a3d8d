"""From YAML files to records: every node keeps its place, every problem is collected."""
