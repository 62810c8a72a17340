"""Where an answer goes, as the command line has found out; renderers are told and never ask the system."""

from typing import NamedTuple


class Destination(NamedTuple):
    """A terminal or a pipe: its width in columns, whether it takes colour and links, and any character."""

    is_terminal: bool = False
    width: int = 100
    colour: bool = False
    links: bool = False
    unicode: bool = True
    verbose: bool = False
