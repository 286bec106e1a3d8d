"""Proof that given outputs are what the sources make."""
