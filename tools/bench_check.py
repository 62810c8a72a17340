"""How long `check` takes on a large base, as a ratio to the C loader's own time: python tools/bench_check.py [--runs N].

The denominator is `yaml.load(text, Loader=yaml.CSafeLoader)` of the same text, in the same process and run. The base is
made up, always the same, and has the kinds, fields and citations of the shipped one in about their shares.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

FACTS, ENTITIES, SOURCES = 20_000, 5_000, 800
TODAY = "2026-11-21"
RATIO_AIM, MEMORY_AIM, SECONDS_AIM = 4.0, 1.5, 1.5
"""At most: times the loader's time; GiB; seconds for the shipped base as a whole process."""

_LATIN = ("va", "ro", "ki", "ten", "mu", "sa", "lo", "ni", "hap", "ri", "to", "be", "ya", "ke", "mi", "no", "ra", "shu")
_KANA = (
    "ヴァ",
    "ロ",
    "キ",
    "テン",
    "ム",
    "サ",
    "ロー",
    "ニ",
    "ハプ",
    "リ",
    "ト",
    "ベ",
    "ヤ",
    "ケ",
    "ミ",
    "ノ",
    "ラ",
    "シュ",
)
_COUNTRIES = ("JP", "US", "DE", "FR", "GB", "IN", "KR", "CN", "AU", "NZ", "NO", "SE", "FI", "BR", "ZA", "MY", "IT", "ES")
_SHARES = {"statement": 27, "relationship": 25, "action": 13, "event": 13, "figure": 12, "proceeding": 4, "deal": 3}
_ROLES = {"outlet": 60, "vendor": 900, "carrier": 2700, "government": 240, "executive": 1000, "group": 100}
_TAILS = {
    "outlet": "News",
    "vendor": "Networks",
    "carrier": "Telecom",
    "government": "Authority",
    "executive": "Person",
    "group": "Carriers",
}


def _word(number: int, syllables: tuple[str, ...]) -> str:
    """A word of three syllables, another for each number."""
    base = len(syllables)
    return "".join(syllables[number // base**place % base] for place in range(3))


def _sources(dice: random.Random) -> Iterator[str]:
    for number in range(SOURCES):
        yield (
            f"  made-up-source-{number:03}:\n    type: article-newspaper\n    title: Carriers weigh {number} vendors’ gear\n"
            f"    container-title: {_name('outlet', number % _ROLES['outlet'])}\n    author: [Made Up]\n"
            f'    issued: "{_issued(number)}"\n    URL: https://news.example/{number}/carriers-weigh-their-gear.html\n'
            f"    language: en\n    text: {dice.randrange(300, 900)}w {dice.getrandbits(128):032x}\n"
        )


def _issued(source: int) -> str:
    return f"{2012 + source % 14}-{1 + source % 12:02}-{1 + source % 28:02}"


def _first(role: str) -> int:
    roles = list(_ROLES)
    return sum(_ROLES[before] for before in roles[: roles.index(role)])


def _name(role: str, number: int) -> str:
    return f"{_word(_first(role) + number, _LATIN).capitalize()} {_TAILS[role]}"


def _id(role: str, number: int) -> str:
    return f"{_word(_first(role) + number, _LATIN)}-{_TAILS[role].lower()}"


def _entities() -> Iterator[str]:
    types = {"government": "public-body", "executive": "person", "group": "group"}
    for role, count in _ROLES.items():
        for number in range(count):
            lines = [f"type: {types.get(role, 'company')}", f"roles: [{'carrier' if role == 'group' else role}]"]
            lines.append(f"name: {_name(role, number)}")
            lines.append(f'country: "{_COUNTRIES[number % len(_COUNTRIES)]}"')
            if role in ("vendor", "carrier"):
                kana = f", ja: [{_word(_first(role) + number, _KANA)}]" if number % 3 == 0 else ""
                lines.append(f"names: {{en: [{_name(role, number)} Holdings Inc.]{kana}}}")
            if role == "executive":
                lines.append(f"part_of: {_id('carrier', number)}")
            if role == "group":
                lines.append(f"members: [{', '.join(_id('carrier', 27 * number + step) for step in range(4))}]")
            yield f"  {_id(role, number)}:\n" + "".join(f"    {line}\n" for line in lines)


def _own(kind: str, number: int, dice: random.Random) -> list[str]:
    """The fields of a kind."""
    carrier, vendor = _id("carrier", number % _ROLES["carrier"]), _id("vendor", number // 3 % _ROLES["vendor"])
    government = _id("government", number % _ROLES["government"])
    match kind:
        case "action":
            acts = (f"actor: {government}", f"targets: [{vendor}]", "action: deployment-ban", "status: in-force")
            return [*acts, "binding: mandatory", "names_vendors: unknown", "scope: {network: [5g], buyers: [carriers]}"]
        case "relationship":
            relation = dice.choice(("supply", "trial", "selection"))
            sides = (f"carriers: [{carrier}]", f"vendors: [{vendor}]", f"relation: {relation}", "status: active")
            return [*sides, f"scope: {{network: [{dice.choice(('4g', '5g'))}], layer: [ran]}}"]
        case "deal":
            return [
                "deal: contract",
                f"parties: {{buyer: {carrier}, seller: {vendor}}}",
                "status: announced",
                "amount: USD 25 m",
            ]
        case "figure":
            return [f"about: [{vendor}]", "metric: market-share", "type: estimate", "status: stated", "amount: about 20 %"]
        case "statement":
            speaker = _id("executive", number % _ROLES["executive"])
            return [f"speaker: {speaker}", "position: denies", f"about: [{vendor}]", "status: stated"]
        case "proceeding":
            return ["proceeding: civil", f"parties: {{claimant: {vendor}, respondent: {government}}}", "status: filed"]
        case _:
            return ["event: launch", f"parties: {{carrier: {carrier}}}", "status: completed"]


def _facts(dice: random.Random) -> Iterator[str]:
    kinds = dice.choices(list(_SHARES), list(_SHARES.values()), k=FACTS)
    for number, kind in enumerate(kinds):
        source = number % SOURCES
        lines = [
            f"thread: made-up-thread-{number // 4:04}",
            f"summary: Fact {number} says who uses, bars or praises whose gear.",
        ]
        lines += _own(kind, number, dice)
        lines.append(f'where: ["{_COUNTRIES[number % len(_COUNTRIES)]}"]')
        lines.append(f'as_of: "{_issued(source)}"')
        if number % 5 == 0 and number:
            lines.append(f"conflicts: [{{with: {_fact_id(number - 1)}, type: different-measure, note: Two other counts.}}]")
        if number % 3 == 0:
            lines.append("note: The page gives no day; it is the article’s own, and the network is not named at all.")
        passage = f"p{dice.randrange(1, 20)} {dice.randrange(8, 40)}w {dice.getrandbits(64):016x}"
        via = f"via: [{_id('outlet', (source + 1) % _ROLES['outlet'])}], " if number % 4 == 0 else ""
        lines += ["citations:", f"- {{source: made-up-source-{source:03}, {via}basis: own-voice, passage: {passage}}}"]
        yield f"- id: {_fact_id(number)}\n  kind: {kind}\n" + "".join(f"  {line}\n" for line in lines)


def _fact_id(number: int) -> str:
    return f"xx-2018-made-up-{number:05}"


def base_text() -> str:
    """The made-up base as YAML, the same at every call."""
    dice = random.Random(20261121)
    parts = (f'schema: vendorwatch/1\nversion: "{TODAY}"\nsources:\n', *_sources(dice), "entities:\n", *sorted(_entities()))
    return "".join((*parts, "facts:\n", *_facts(dice)))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(path: Path, runs: int) -> dict[str, float]:
    """In this process: seconds of the loader and of the check (medians, taking turns), findings, peak memory in GiB."""
    import gc
    import resource

    import yaml

    from vendorwatch.factbase.check import check_facts
    from vendorwatch.factbase.inputs import read_inputs

    gc.disable()  # as the program does
    text = path.read_text(encoding="utf-8")
    inputs = read_inputs([path])
    found = check_facts(inputs, TODAY)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 2**30
    loads, checks = [], []
    for _ in range(runs):
        loads.append(_seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)))
        gc.collect()
        checks.append(_seconds(lambda: check_facts(inputs, TODAY)))
        gc.collect()
    times = {"load": statistics.median(loads), "check": statistics.median(checks)}
    return {**times, "findings": len(found), "peak": peak}


def report(runs: int = 3) -> None:
    """Print the sizes, the ratio, the peak memory, and the time of `check` on the shipped base as a whole process."""
    path = Path(tempfile.gettempdir()) / f"vendorwatch-bench-{FACTS}-{ENTITIES}-{os.getuid()}.yaml"
    text = base_text()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    child = [sys.executable, __file__, "--measure", str(path), "--runs", str(runs)]
    seen = json.loads(subprocess.run(child, stdout=subprocess.PIPE, check=True).stdout)
    program = [sys.executable, "-m", "vendorwatch", "check", "-q"]
    whole = [_seconds(lambda: subprocess.run(program, stdout=subprocess.DEVNULL, check=False)) for _ in range(5)]
    print(f"check: {FACTS} facts, {ENTITIES} entities, {len(text) / 2**20:.1f} MiB, {seen['findings']:g} findings")
    print(f"  yaml.load, CSafeLoader (the measure)  {seen['load']:6.2f} s")
    print(f"  check_facts                           {seen['check']:6.2f} s")
    print(f"  ratio                                 {seen['check'] / seen['load']:6.2f}    aim: {RATIO_AIM:g}")
    print(f"  peak memory of one check              {seen['peak']:6.2f} GiB  aim: {MEMORY_AIM:g}")
    print(f"  vendorwatch check, the shipped base   {statistics.median(whole):6.2f} s  aim: {SECONDS_AIM:g}")


def main() -> None:
    """Print the report; with --measure, do the measuring in this process and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each (default: 3)")
    parser.add_argument("--measure", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure, given.runs)))
    else:
        report(given.runs)


if __name__ == "__main__":
    main()
