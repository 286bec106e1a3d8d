"""What the exit codes of every command mean."""

GOOD = 0
DATA_ERRORS = 1
USAGE = 2
INCOMPLETE = 3
INTERNAL = 70
INTERRUPTED = 130
