"""Golden outputs: a made-up base in every format; where it makes a difference, in a wide terminal, a narrow one and a pipe.

`make golden` rewrites them; the difference is read in review.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from vendorwatch.lookup import query
from vendorwatch.lookup.answer import Answer
from vendorwatch.lookup.cite import find_cited
from vendorwatch.lookup.conflicts import conflicts
from vendorwatch.lookup.filters import NONE, Filters
from vendorwatch.lookup.lists import list_of
from vendorwatch.lookup.matrix import choices, matrix
from vendorwatch.lookup.search import search
from vendorwatch.lookup.store import Store, open_store
from vendorwatch.lookup.timeline import timeline
from vendorwatch.output import FORMATS, render
from vendorwatch.output.cite import STYLES
from vendorwatch.output.cite import render as render_citations
from vendorwatch.output.destination import Destination
from vendorwatch.output.notices import notices_of

GOLDEN = Path(__file__).with_name("golden")
SAMPLE = Path(__file__).parents[1] / "data/sample.yaml"

QUESTIONS: dict[str, Callable[[Store], Answer]] = {
    "carrier": lambda base: query.look_up(base, "carrier", "ムーンリンク"),
    "carrier-typo": lambda base: query.look_up(base, "carrier", "mooonlink"),
    "carrier-missing": lambda base: query.look_up(base, "carrier", "Nokia"),
    "vendor": lambda base: query.look_up(base, "vendor", "星海通信"),
    "country": lambda base: query.look_up(base, "country", "Malta"),
    "country-silent": lambda base: query.look_up(base, "country", "Tuvalu"),
    "source": lambda base: query.find_source(base, "gazette"),
    "show-fact": lambda base: query.show(base, "mt-2025-ban"),
    "show-ambiguous": lambda base: query.show(base, "ares"),
    "facts": partial(list_of, name="facts", filters=NONE),
    "carriers": partial(list_of, name="carriers", filters=NONE),
    "sources": partial(list_of, name="sources", filters=NONE),
    "matrix": lambda base: matrix(base, Filters(as_of="2025-06-01")),
    "matrix-carriers": lambda base: choices(base, NONE),
    "timeline": lambda base: timeline(base, "Malta", NONE),
    "conflicts": lambda base: conflicts(base, None, NONE),
    "as-of": lambda base: query.look_up(base, "vendor", "星海通信", Filters(as_of="2025-03-03", known_by="2025")),
    "search": lambda base: search(base, "xinghai lunaria"),
    "search-narrowed": lambda base: search(base, "通信 kind:relationship country:malta", Filters(limit=1)),
    "search-missing": lambda base: search(base, "xinghei"),
}

DESTINATIONS = {
    "terminal-100": Destination(is_terminal=True, width=100),
    "terminal-50": Destination(is_terminal=True, width=50),
    "pipe": Destination(width=100),
}

PLACES = {"table": tuple(DESTINATIONS), "json": ("terminal-100", "pipe")}
"""Where a format looks different; all others are the same in a terminal as in a pipe."""

CASES = [
    (question, format, place) for question in QUESTIONS for format in FORMATS for place in PLACES.get(format, ("pipe",))
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store([SAMPLE], tmp_path_factory.mktemp("cache")) as base:
        yield base


@pytest.mark.parametrize(("question", "format", "place"), CASES)
def test_output_is_as_reviewed(base: Store, question: str, format: str, place: str, update_golden: bool) -> None:
    answer = QUESTIONS[question](base)
    # The digest changes with every edit of the sample, and says nothing of the output.
    answer.base["sha256"] = "0" * 64
    talk = "".join(f"vendorwatch: {line}\n" for line in notices_of(answer))
    text = f"{talk}--\n{render(format, answer, DESTINATIONS[place])}"
    golden = GOLDEN / f"{question}.{format}.{place}.txt"
    if update_golden:
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_bytes().decode(), "run make golden, and read the difference"


@pytest.mark.parametrize("style", STYLES)
def test_citations_are_as_reviewed(base: Store, style: str, update_golden: bool) -> None:
    answer = find_cited(base, ["mt-2025-ban", "mt-2025-quanta-suit", "gazette-2025-ban"])
    text = render_citations(style, answer.facts, answer.sources)
    golden = GOLDEN.with_name("golden_cite") / f"{style}.txt"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_bytes().decode(), "run make golden, and read the difference"


def test_no_golden_output_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{'.'.join(case)}.txt" for case in CASES}


@pytest.mark.parametrize("format", FORMATS)
def test_only_the_formats_that_look_at_the_destination_change_with_it(base: Store, format: str) -> None:
    for question in QUESTIONS.values():
        texts = {place: render(format, question(base), destination) for place, destination in DESTINATIONS.items()}
        assert len(set(texts.values())) <= len(PLACES.get(format, ("pipe",)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_colour_and_links_change_nothing_but_escapes(base: Store, question: str) -> None:
    import re

    answer = QUESTIONS[question](base)
    plain = render("table", answer, Destination(is_terminal=True, width=100))
    coloured = render("table", answer, Destination(is_terminal=True, width=100, colour=True, links=True))
    bare = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", coloured)
    assert "\n".join(line.rstrip() for line in bare.split("\n")) == plain


@pytest.mark.parametrize("width", [20, 50, 69, 70, 100, 200])
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(base: Store, question: str, width: int) -> None:
    from rich.cells import cell_len

    answer = QUESTIONS[question](base)
    text = render("table", answer, Destination(is_terminal=True, width=width))
    for line in text.split("\n"):
        assert cell_len(line) <= width or line.startswith("https://")
    assert "…" not in text
    squeezed = "".join(text.split())
    for fact in answer.facts:
        # A summary is wrapped at words and may share its lines with other columns, so its words are looked for.
        assert all("".join(word.split()) in squeezed for word in fact["summary"].split() if len(word) < 10)
