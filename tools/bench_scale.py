"""The same questions to the bundled base, and to it with 1,000,000 facts more: python tools/bench_scale.py [--facts N].

The facts are made up (200,000 carriers, 20,000 sources, 50 vendors, 200 countries) and written into the read model directly,
since nobody edits a file of that size. Commands are timed as whole processes, in turn; medians are compared and nothing is
asserted. Where both bases give the same rows, the ratio is that of size alone.
"""

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from vendorwatch.factbase.cache import _target, bundled_facts, load_valid, write_read_model
from vendorwatch.factbase.inputs import digest_of, read_inputs
from vendorwatch.factbase.names import key_of, sound_of, words_of_name
from vendorwatch.factbase.stages import brief_of

CARRIERS, SOURCES, VENDORS = 200_000, 20_000, 50
KEPT_OUT = ("JP", "CN")
"""Countries of which the made-up facts tell nothing, so that both bases answer alike."""

QUESTIONS: dict[str, tuple[list[str], float | None]] = {
    "info": (["info", "--json"], None),
    "carrier docomo": (["carrier", "docomo", "--json"], 1.3),
    "50 rows of 5G supply": (["facts", "--kind", "relationship", "--network", "5g", "--limit", "50", "--json"], 1.3),
    "50 rows of a vendor": (["facts", "--vendor", "huawei", "--limit", "50", "--json"], 1.3),
    "a rare word": (["search", "olympics", "--json"], 1.3),
    "a word in every tenth": (["search", "huawei", "--json"], 5),
    "country on a day": (["country", "japan", "--as-of", "2020-01-01", "--json"], 1.3),
}
"""What is asked, and the ratio that it should stay under."""


def main() -> None:
    """Write the large base, time both, and print medians, ratios, memory and the time of the matrix."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / f"{name}.yaml" for name in ("small", "large")}
        for name, file in files.items():
            file.write_bytes(bundled_facts().read_bytes() + f"# {name}\n".encode())
        started = time.perf_counter()
        size = write_large(files["large"], Path(folder) / "cache", given.facts)
        print(f"{given.facts} facts written in {time.perf_counter() - started:.0f} s, {size / 2**20:.0f} MiB")
        environment = os.environ | {"VENDORWATCH_CACHE": str(Path(folder) / "cache")}
        print(f"{'question':24} {'bundled':>10} {'large':>10} {'ratio':>6} {'aim':>4}")
        for question, (words, aim) in QUESTIONS.items():
            small, large = (_median(words, file, environment, given.runs) for file in files.values())
            print(f"{question:24} {small:7.0f} ms {large:7.0f} ms {large / small:6.2f} {aim or '':>4}")
        seconds = _median(["matrix", "--json"], files["large"], environment, 1) / 1000
        print(f"matrix of the large base {seconds:.1f} s (aim 5)")
        memory = _memory(QUESTIONS["carrier docomo"][0], files["large"], environment)
        print(f"most memory of a look-up {memory:.0f} MiB (aim 150)")


def _command(words: list[str], file: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("vendorwatch")), *words, "--facts", str(file)]


def _median(words: list[str], file: Path, environment: dict[str, str], runs: int) -> float:
    """Milliseconds of a whole process, the median; one run before it fills caches."""
    times = []
    for run in range(runs + 1):
        started = time.perf_counter()
        done = subprocess.run(_command(words, file), capture_output=True, env=environment, check=False)
        if done.returncode:
            sys.exit(f"{words}: exit {done.returncode}: {done.stderr.decode()}")
        times += [1000 * (time.perf_counter() - started)] if run or runs == 1 else []
    return statistics.median(times)


def _memory(words: list[str], file: Path, environment: dict[str, str]) -> float:
    """MiB that one process takes at most."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run(
        [sys.executable, "-c", code, *_command(words, file)], capture_output=True, env=environment, check=True
    )
    return int(done.stdout) / 1024


def write_large(file: Path, cache: Path, facts: int) -> int:
    """Write the read model of `file` with made-up facts added, where the program will look for it; its size in bytes."""
    inputs = read_inputs([file])
    digest = digest_of(inputs)
    target = _target(cache, digest)
    cache.mkdir()
    write_read_model(load_valid(inputs), target)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    made = Made(connection)
    made.write_records()
    made.write_facts(facts)
    connection.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
    connection.execute("UPDATE meta SET value = ? WHERE key = 'sha256'", [digest])
    connection.execute("UPDATE meta SET value = (SELECT COUNT(*) FROM facts) WHERE key = 'facts'")
    connection.execute("COMMIT")
    connection.close()
    return target.stat().st_size


class Made:
    """Made-up records, seeded, in the form of the bundled base's own documents."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.draw = random.Random(5)
        self.templates = {
            kind: json.loads(
                connection.execute("SELECT document FROM facts WHERE kind = ? ORDER BY id", [kind]).fetchone()[0]
            )
            for kind in ("relationship", "action")
        }
        codes = [str(code) for (code,) in connection.execute("SELECT code FROM countries ORDER BY code")]
        self.countries = [code for code in codes if code not in KEPT_OUT][:200]
        self.vendors = ["huawei", *(f"made-vendor-{number}" for number in range(1, VENDORS))]

    def write_records(self) -> None:
        """Carriers, vendors, governments and sources."""
        rows = []
        for number in range(CARRIERS):
            rows.append((f"made-{number}", "carrier", f"Made Carrier {number}", self._country(number)))
        rows += [(id, "vendor", id.title(), "SE") for id in self.vendors[1:]]
        rows += [(f"made-{code.lower()}", "government", f"State of {code}", code) for code in self.countries]
        entity = json.loads(self.connection.execute("SELECT document FROM entities WHERE id = 'jio'").fetchone()[0])
        first = self.connection.execute("SELECT MAX(number) FROM names").fetchone()[0]
        for number, (id, role, name, country) in enumerate(rows, first + 1):
            own = {"id": id, "roles": [role], "name": name, "country": country, "names": {}}
            document = json.dumps(entity | own, separators=(",", ":"))
            self._insert("entities", (id, "company", name, country, 5, "2020", document))
            self._insert("roles", (role, id))
            key = key_of(words_of_name(name))
            self._insert("names", (number, id, False, "name", name, key, key, sound_of(key), sound_of(key)))
        source = json.loads(self.connection.execute("SELECT document FROM sources ORDER BY id").fetchone()[0])
        for number in range(SOURCES):
            id, day = f"made-source-{number}", self._day()
            document = json.dumps(source | {"id": id, "issued": day, "title": f"Report {number}"}, separators=(",", ":"))
            self._insert("sources", (id, "webpage", f"Report {number}", "Made Post", day, None, 50, document))

    def write_facts(self, count: int) -> None:
        """The facts, newest last, and all that is selected by."""
        start = self.connection.execute("SELECT MAX(number) FROM searched").fetchone()[0]
        for number in range(count):
            self._write_fact(number, start + number + 1)

    def _write_fact(self, number: int, place: int) -> None:
        kind = "action" if number % 10 == 0 else "relationship"
        carrier = self.draw.randrange(CARRIERS)
        vendor = self.vendors[0] if number % 10 == 3 else self.draw.choice(self.vendors[1:])
        country, day, id = self._country(carrier), self._day(), f"x-{number}-made"
        actor = f"made-{carrier}" if kind == "relationship" else f"made-{country.lower()}"
        summary = f"Made fact {number} on {vendor} and {actor}."
        date = {"edtf": day, "earliest": day, "latest": day, "inferred": False, "approximate": False}
        template: dict[str, Any] = self.templates[kind]
        roles = ("carrier", "vendor") if kind == "relationship" else ("actor", "target")
        parties = [
            {"role": role, "id": party, "name": party, "type": "company", "country": country, "group": None}
            for role, party in zip(roles, (actor, vendor), strict=True)
        ]
        source = f"made-source-{number % SOURCES}"
        citation = template["citations"][0] | {"source": source, "chain": [source], "origin": source, "issued": date}
        own: dict[str, Any] = {
            "id": id,
            "summary": summary,
            "parties": parties,
            "where": [country],
            "conflicts": [],
            "thread": None,
        }
        own |= {"dates": dict.fromkeys(template["dates"]) | {"announced": date}, "citations": [citation]}
        own |= {"superseded_by": None, "supersedes": None, "status": "active" if kind == "relationship" else "in-force"}
        document = template | own | {"scope": template["scope"] | {"network": ["5g"]}}
        text = json.dumps(document, separators=(",", ":"))
        columns = (
            id,
            kind,
            document["status"],
            None,
            summary,
            day,
            day,
            day,
            "single-origin",
            0,
            day,
            day,
            None,
            None,
            text,
        )
        self._insert("facts", columns)
        for party in parties:
            self._insert("parties", (party["id"], id, party["role"], None, day))
        self._insert("places", (country, id, day, 0))
        self._insert("networks", ("5g", id, day))
        self._insert("citations", (source, id, 0, "own-voice", "supports", day))
        if kind == "action":
            brief = json.dumps(brief_of(document), separators=(",", ":"))
            self._insert("acts", (country, vendor, id, brief))
        self._insert("searched", (place, id))
        words = " ".join(words_of_name(summary))
        sql = "INSERT INTO fulltext (rowid, label, summary, name, own, note, source) VALUES (?, ?, ?, ?, '', '', '')"
        self.connection.execute(sql, (place, f"§{kind} §{country.lower()}", words, vendor))

    def _insert(self, table: str, row: tuple[object, ...]) -> None:
        self.connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def _country(self, number: int) -> str:
        return self.countries[number % len(self.countries)]

    def _day(self) -> str:
        return f"{self.draw.randint(2012, 2025)}-{self.draw.randint(1, 12):02}-{self.draw.randint(1, 28):02}"


if __name__ == "__main__":
    main()
