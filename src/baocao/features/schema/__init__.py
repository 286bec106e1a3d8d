"""JSON Schema of what the readers of this package accept, for editors of YAML."""
