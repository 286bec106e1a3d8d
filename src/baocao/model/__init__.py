"""Frozen records: what units, periods, directives, submissions, figures and documents are."""
