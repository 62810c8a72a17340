"""The one error that a fact base raises; in a file of its own, since every start needs it and little else."""


class FactBaseError(Exception):
    """The fact base cannot be read, or is invalid; the message is one line: what, where, what to do."""
