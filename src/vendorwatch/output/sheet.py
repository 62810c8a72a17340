"""A sheet of Rich output: the console, the numbering of sources and conflicts, and the few ways to put text on it.

All data enters Rich as Text, never as markup. Only the table format imports this module, and Rich with it.
"""

from collections.abc import Mapping
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vendorwatch.lookup.answer import Answer, Document
from vendorwatch.output.destination import Destination
from vendorwatch.output.text import visible

CARD_WIDTH = 70
"""Below this many columns facts and rows stand in cards, not in tables."""

Pair = frozenset[str]
"""The ids of the two facts of a conflict, the same from either side."""


class Sheet:
    """One answer on its way to a destination; `left_out` counts, by kind, facts that are not shown."""

    def __init__(self, answer: Answer, destination: Destination, left_out: Mapping[str, int] = {}) -> None:
        self.answer = answer
        self.left_out = left_out
        self.destination = destination
        self.is_narrow = destination.width < CARD_WIDTH
        self.all_facts = [*answer.facts, *answer.related]
        self.source_numbers = {source["id"]: number for number, source in enumerate(answer.sources, 1)}
        pairs = dict.fromkeys(pair_of(fact, conflict) for fact in self.all_facts for conflict in fact["conflicts"])
        self.conflict_numbers = {pair: number for number, pair in enumerate(pairs, 1)}
        self.hits = {hit["fact"]: hit for hit in answer.hits}
        self.console = Console(
            file=StringIO(),
            width=destination.width,
            color_system="standard" if destination.colour else None,
            force_terminal=destination.colour or destination.links,
            no_color=not destination.colour,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )

    @property
    def shows_provenance(self) -> bool:
        """Whether file, line, passage and notes are shown: under `-v`, and for one fact alone."""
        match = self.answer.match
        return self.destination.verbose or (match is not None and match.kind == "fact")

    def print(self, text: str = "", style: str = "") -> None:
        """A line of data, wrapped at words."""
        self.console.print(Text(visible(text), style))

    def print_address(self, source: Document) -> None:
        """The address of a source, in one piece where the terminal is wide enough: it is there to be opened or copied."""
        if source["URL"]:
            url = visible(source["URL"])
            style = f"link {url} blue" if self.destination.links else ""
            self.console.print(Text(url, style, overflow="fold"), soft_wrap=not self.is_narrow)

    def table(self, *headers: str, leading: int = 0) -> Table:
        """An empty table in the house style, with `leading` empty lines between rows."""
        style = box.SIMPLE_HEAD if self.destination.unicode else box.ASCII_DOUBLE_HEAD
        padding = (0, 2, 0, 0)
        return Table(
            *headers, box=style, show_edge=False, pad_edge=False, padding=padding, header_style="dim", leading=leading
        )

    def text(self) -> str:
        """All that was printed, without spaces at the ends of lines."""
        assert isinstance(self.console.file, StringIO)
        printed = "\n".join(line.rstrip() for line in self.console.file.getvalue().split("\n"))
        return printed if self.destination.unicode else printed.encode("ascii", "backslashreplace").decode()


def pair_of(fact: Document, conflict: Document) -> Pair:
    """The two sides of a conflict of a fact."""
    return frozenset((fact["id"], conflict["with"]))
