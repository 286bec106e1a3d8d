"""The canonical form of files, written in place."""
