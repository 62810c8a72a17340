"""Whole-process timings of look-ups against a Typer hello-world, as ratios in one run: python tools/bench.py [--runs N].

Commands take turns, so that a machine that slows down slows all of them; medians are compared, and nothing is asserted.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HELLO = "import typer\n\ndef main(name: str = 'world'):\n    print(f'Hello {name}')\n\ntyper.run(main)\n"

COMMANDS: dict[str, tuple[list[str], float | None]] = {
    "typer hello-world": ([], None),
    "carrier docomo --json": (["carrier", "docomo", "--json"], 1.25),
    "country japan --json": (["country", "japan", "--json"], None),
    "carrier docomo --format table": (["carrier", "docomo", "--format", "table"], 2.3),
    "--help": (["--help"], 2.0),
    "carrier docmo --json (a typo)": (["carrier", "docmo", "--json"], None),
    "carrier Tesla --json (not found)": (["carrier", "Tesla", "--json"], None),
    "sources --format tsv": (["sources", "--format", "tsv"], None),
    "completion of carrier ntt": ([], 1.3),
}
"""What is timed, and the ratio that it should stay under."""

VARIABLES: dict[str, dict[str, str]] = {
    "completion of carrier ntt": {
        "_VENDORWATCH_COMPLETE": "complete_bash",
        "COMP_WORDS": "vendorwatch\ncarrier\nntt",
        "COMP_CWORD": "2",
    },
}
"""The environment that some of them need."""


def time_once(command: list[str], environment: dict[str, str]) -> float:
    """Wall-clock milliseconds of one run as a whole process."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
    return 1000 * (time.perf_counter() - started)


def main() -> None:
    """Time the commands in turn and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=25, help="counted runs of each command (default: 25)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO)
        environment = os.environ | {"VENDORWATCH_CACHE": folder}
        # Byte code is written as it is for every user, or the checkout would be compiled anew at each start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        program = str(Path(sys.executable).with_name("vendorwatch"))
        argv = {name: [program, *arguments] for name, (arguments, _) in COMMANDS.items()}
        argv["typer hello-world"] = [sys.executable, str(hello)]
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for run in range(runs + 2):
            for name, command in argv.items():
                taken = time_once(command, environment | VARIABLES.get(name, {}))
                if run >= 2:  # the first two fill caches
                    times[name].append(taken)
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, "
        f"medians of {runs} runs"
    )
    base = statistics.median(times["typer hello-world"])
    print(f"{'command':36} {'median':>8} {'min':>8} {'ratio':>6} {'aim':>5}")
    for name, (_, aim) in COMMANDS.items():
        median = statistics.median(times[name])
        print(f"{name:36} {median:6.0f} ms {min(times[name]):5.0f} ms {median / base:6.2f} {aim or '':>5}")


if __name__ == "__main__":
    main()
