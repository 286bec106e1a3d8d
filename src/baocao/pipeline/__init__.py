"""The stages wired together: load, check, roll up, compose, render, write."""
