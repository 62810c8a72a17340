"""Exit codes, the same in every format (docs/reference.md)."""

ANSWERED = 0
NOTHING_FOUND = 1
USAGE = 2
AMBIGUOUS = 3
INVALID_BASE = 4
BUG = 70
INTERRUPTED = 130

BY_STATUS = {"found": ANSWERED, "not_found": NOTHING_FOUND, "ambiguous": AMBIGUOUS}
