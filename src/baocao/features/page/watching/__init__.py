"""The page and the documents of a period, live while their YAML is being written."""
