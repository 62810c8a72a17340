"""Freeze a version of the JSON contract: what its answers look like, and the type of every key.

    python tools/freeze_contract.py v1             write tests/data/contract/v1, which must not be there
    python tools/freeze_contract.py v1 --anew      write it anew: only while no release has it

tests/test_contract.py holds every later program against it.
"""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests/data/contract"

sys.path.insert(0, str(ROOT / "tests"))

QUESTIONS = {
    "ambiguous": "carrier auralink --json",
    "carrier": "carrier fjordcom --json",
    "check": "check --format json --today 2021-03-04",
    "conflicts": "conflicts --json",
    "countries": "countries --json",
    "country": "country norway --json",
    "deals": "deals --json",
    "diff": "diff {base} {newer} --json",
    "facts-on-a-day": "facts --as-of 2019-08 --vendor quarzle --limit 3 --json",
    "info": "info --json",
    "match": "match fjordkom --json",
    "matrix": "matrix --json",
    "not-found": "vendor zzyzx --json",
    "screen": "screen {names} --as-of 2021",
    "search": "search quarzel --limit 2 --json",
    "show": "show no-2020-quarzel-ban --json",
    "sources": "sources --json",
    "timeline": "timeline no-quarzel --json",
}
"""What is asked of the frozen base, by the name of its sample; files stand in the folder of the version."""


def answers(folder: Path) -> dict[str, Any]:
    """What the program answers today to QUESTIONS about the base in the folder of a version; lists for JSON Lines."""
    from helpers import run

    files = {"base": folder / "facts.yaml", "newer": folder / "newer.yaml", "names": folder / "names.txt"}
    found: dict[str, Any] = {}
    for name, line in QUESTIONS.items():
        # Where the base lies is no part of the contract.
        out = run(*line.format(**files).split(), "--facts", files["base"]).out.replace(str(folder), folder.name)
        found[name] = [json.loads(row) for row in out.splitlines()] if name == "screen" else json.loads(out)
    return found


def key_types() -> dict[str, dict[str, str]]:
    """The type of every key, by document and path."""
    from vendorwatch.output.schemas import SCHEMAS

    return {name: types_of(schema) for name, schema in SCHEMAS.items()}


def types_of(schema: dict[str, Any], path: str = "") -> dict[str, str]:
    """The type of every key of documents of this form, by its path: {"facts[].id": "string", …}.

    What may be missing says so. A schema that refers to parts of itself is not read: this takes those that hold everything.
    """
    found: dict[str, str] = {}
    for name, part in schema.get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        found[here] = _type_of(part) + ("" if name in schema.get("required", ()) else ", optional")
        found |= types_of(part, here) | types_of(part.get("items", {}), f"{here}[]")
    for rule in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        part = rule.get("then", rule)
        found |= {key: f"{type.removesuffix(', optional')}, optional" for key, type in types_of(part, path).items()}
    return found


def _type_of(schema: dict[str, Any]) -> str:
    types = schema.get("type", "string" if "const" in schema else "any")
    name = types if isinstance(types, str) else "|".join(sorted(types))
    return f"array of {_type_of(schema['items'])}" if name == "array" else name


def write(folder: Path) -> None:
    """Write the base, its answers and the types of their keys."""
    from helpers import BASE_TEXT

    folder.mkdir(parents=True, exist_ok=True)
    newer = BASE_TEXT.replace("Lagunet buys gear from Brackett.", "Lagunet bought gear from Brackett.")
    newer = newer.replace("amount: NOK 64.5 bn", "amount: NOK 65 bn").replace("name: Kite Wire}", "name: The Kite Wire}")
    for name, text in (
        ("facts.yaml", BASE_TEXT),
        ("newer.yaml", newer),
        ("names.txt", "Quarzel\nAuralink\nZzyzx\nFjordkom\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    documents = {"keys": key_types(), **answers(folder)}
    for name, document in documents.items():
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def main() -> None:
    """Freeze the version that the command line names."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--anew"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    folder = FOLDER / arguments[0]
    if folder.exists() and "--anew" not in sys.argv:
        sys.exit(f"{folder.relative_to(ROOT)} is frozen already; a version that was released never changes")
    write(folder)


if __name__ == "__main__":
    main()
