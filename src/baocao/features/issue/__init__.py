"""Giving a document out: number, day, and a record of what it said."""
