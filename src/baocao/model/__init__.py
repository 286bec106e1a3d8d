"""Immutable records: what units, periods, directives, submissions, figures and documents are.

Most are NamedTuples: beside frozen dataclasses they are made four times faster, both the classes, which
counts in every command's start, and their instances. Records that stand among other values in a `match`
(`Ratio`, the parts of the document tree) are frozen dataclasses, since they must not look like tuples.
"""
