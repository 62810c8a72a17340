"""Speed and memory of `screen` against a loop of RapidFuzz's WRatio over the same names: python tools/bench_screen.py.

Names are made by a fixed rule: 60 % that the base does not hold, 30 % as it has them, 10 % with a typo. The loop is timed on
a sample of them and extrapolated, since the whole would take it half an hour. Nothing is asserted.
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rapidfuzz import fuzz, process

import vendorwatch
from vendorwatch.lookup.match import ANY, names_of_kind
from vendorwatch.lookup.store import open_store

AIM = 30
_FIRST = ("Alba", "Brenta", "Cordis", "Delmar", "Elbrus", "Fenwick", "Galena", "Hestia", "Kestrel", "Larkspur", "Nimbus")
_SECOND = (
    "Foods",
    "Logistics",
    "Pharma",
    "Textiles",
    "Paper",
    "Shipping",
    "Motors",
    "Glass",
    "Bakery",
    "Furniture",
    "Timber",
)
_FORMS = ("GmbH", "Ltd.", "S.A.", "Inc.", "AG", "B.V.", "Oy", "SpA", "LLC", "Limited")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def make_names(count: int, known: list[str], seed: int = 5) -> list[str]:
    """Names of a made-up ledger: 60 % unknown, 30 % of `known` as they are, 10 % of `known` with a typo, mixed."""
    chance = random.Random(seed)
    typable = [name for name in known if len(name) > 5]
    names = []
    for number in range(count):
        if number % 10 < 6:
            made = "".join(chance.choices(_LETTERS, k=chance.randint(4, 7))).title()
            names.append(" ".join((made, chance.choice(_FIRST), chance.choice(_SECOND), chance.choice(_FORMS))))
        elif number % 10 < 9:
            names.append(chance.choice(known))
        else:
            names.append(_with_typo(chance.choice(typable), chance))
    chance.shuffle(names)
    return names


def _with_typo(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name) - 1)
    before, here, after = name[:place], name[place], name[place + 1 :]
    changes = (before + after, before + chance.choice(_LETTERS) + after, before + here + here + after)
    return chance.choice((*changes, before + after[0] + here + after[1:]))


def time_loop(names: list[str], known: list[str]) -> float:
    """Seconds a name that the loop takes."""
    started = time.perf_counter()
    for name in names:
        process.extractOne(name, known, scorer=fuzz.WRatio)
    return (time.perf_counter() - started) / len(names)


def time_screen(path: Path, jobs: int, kind: str | None) -> tuple[float, float]:
    """Seconds of a whole process that screens the file, and the most memory that it and any process of its took, in MB."""
    code = (
        "import json, os, resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "assert done.returncode == 0, done.returncode\n"
        "print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))\n"
    )
    command = [sys.executable, "-m", "vendorwatch", "screen", str(path), "--jobs", str(jobs), "-q"]
    command += ["--kind", kind] if kind else []
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return time.perf_counter() - started, json.loads(done.stdout) / unit


def time_here(names: list[str], kind: str | None) -> float:
    """Seconds of the Python interface, in this process."""
    with vendorwatch.open_base() as base:
        started = time.perf_counter()
        for _ in base.screen(names, kind):
            pass
        return time.perf_counter() - started


def main() -> None:
    """Print the ratio, names a second and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000, help="names to screen (default: 100000)")
    parser.add_argument("--sample", type=int, default=500, help="names that the slow loop is timed on (default: 500)")
    parser.add_argument("--memory", type=int, default=1_000_000, help="rows to compare memory on; 0: not (default: 1000000)")
    parser.add_argument("--kind", choices=("vendor", "carrier", "country"), help="names of one kind, for both")
    given = parser.parse_args()
    with open_store() as store:
        known = [name.text for name in names_of_kind(store, given.kind or ANY, "1")]
    cores = os.cpu_count() or 1
    print(f"Python {platform.python_version()}, {platform.machine()}, {cores} cores; {len(known)} names in the base")
    names = make_names(given.names, known)
    loop = time_loop(names[: given.sample], known) * len(names)
    print(f"WRatio loop       {loop:9.1f} s, extrapolated from {given.sample} of {len(names)} names")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.txt"
        path.write_text("".join(f"{' '.join(name.split())}\n" for name in names), encoding="utf-8")
        timed = {"in Python, 1 core": time_here(names, given.kind)}
        small = 0.0
        for jobs in sorted({1, cores}):
            timed[f"command, {jobs} core{'s' if jobs > 1 else ''}"], small = time_screen(path, jobs, given.kind)
        for title, seconds in timed.items():
            rate, ratio = len(names) / seconds, loop / seconds
            print(f"{title:17} {seconds:9.1f} s {rate:9.0f} names/s {ratio:7.1f} times the loop (aim {AIM})")
        if given.memory:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(f"{' '.join(name.split())}\n" for name in make_names(given.memory, known, seed=6))
            seconds, large = time_screen(path, cores, given.kind)
            print(f"most memory       {small:9.0f} MB for {len(names)} rows")
            print(f"                  {large:9.0f} MB for {given.memory} rows, {seconds:.0f} s")


if __name__ == "__main__":
    main()
