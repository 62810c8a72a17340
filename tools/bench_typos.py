"""Time one typo look-up against the bundled base, and against 200,000 entities with 600,000 names.

The large base is made up (syllables, seeded), compiled once into a temporary folder, and asked as the bundled one is.
"""

import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from vendorwatch.factbase.cache import bundled_facts, load_valid, write_read_model
from vendorwatch.factbase.inputs import read_inputs
from vendorwatch.factbase.model import Entity, FactBase, Origin
from vendorwatch.factbase.reader import Map
from vendorwatch.lookup.match import resolve
from vendorwatch.lookup.store import Store

ENTITIES = 200_000
RUNS = 200
CONSONANTS = ("b", "ch", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", "z")
VOWELS = ("a", "ai", "e", "i", "o", "or", "u", "un")
AIM = 1.5
PROCESS = 58
"""Milliseconds of a whole typo look-up against the bundled base (tools/bench.py)."""


def made_up_base() -> FactBase:
    """The bundled base and ENTITIES carriers more, each with three names."""
    base = load_valid(read_inputs([bundled_facts()]))
    draw = random.Random(4)
    origin = Origin("made-up", (1, 1), Map((1, 1)))
    entities = dict(base.entities)
    for number in range(ENTITIES):
        words = ["".join(_syllable(draw) for _ in range(draw.randint(2, 4))) for _ in range(draw.randint(1, 3))]
        name = " ".join(word.title() for word in words)
        aliases = (f"{name} Telecom", f"{words[0].title()} {number}")
        id = f"made-up-{number}"
        entities[id] = Entity(id, origin, "company", ("carrier",), name, "JP", {"en": aliases})
    return FactBase(base.version, base.sha256, base.sources, entities, base.facts)


def _syllable(draw: random.Random) -> str:
    return draw.choice(CONSONANTS) + draw.choice(VOWELS)


def median_ms(store: Store, queries: list[str]) -> float:
    """Milliseconds of one look-up, the median over RUNS of them."""
    times = []
    for run in range(RUNS):
        started = time.perf_counter()
        found = resolve(store, queries[run % len(queries)], "carrier")
        times.append(1000 * (time.perf_counter() - started))
        if not found:
            sys.exit(f"{queries[run % len(queries)]!r} is not found")
    return statistics.median(times)


def main() -> None:
    """Compile both bases, time both, and print the ratio."""
    import sqlite3

    queries = ["docmo", "nipon telegraf", "softbnak", "telstar", "verizno"]
    with tempfile.TemporaryDirectory() as folder:
        medians = {}
        for name, base in (("bundled", load_valid(read_inputs([bundled_facts()]))), ("200,000 entities", made_up_base())):
            path = Path(folder) / f"{name}.sqlite"
            started = time.perf_counter()
            write_read_model(base, path)
            compiled = time.perf_counter() - started
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
                medians[name] = median_ms(Store(connection, []), queries)
            size = path.stat().st_size / 2**20
            print(f"{name:18} {medians[name]:7.2f} ms a look-up; compiled in {compiled:.1f} s, {size:.0f} MiB")
        small, large = medians.values()
        ratio = (PROCESS + large - small) / PROCESS
        print(f"difference {large - small:.2f} ms of a process that takes about {PROCESS}: ratio {ratio:.2f}, aim {AIM}")


if __name__ == "__main__":
    main()
