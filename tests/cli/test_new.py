"""`new`: what is given is looked up, checked, and filled in."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from factbase.check.bases import base_text
from vendorwatch.cli.app import app
from vendorwatch.factbase.fields import FACT_FIELDS


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(base_text())
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["new", *map(str, args)])


def action(base: Path, *args: str) -> Result:
    return run("fact", "--kind", "action", "--facts", base, *args)


def test_names_become_ids(base: Path) -> None:
    result = action(base, "--actor", "japan government", "--targets", "hauwei, zte", "--effective", "2019-04?")
    assert result.exit_code == 0
    assert result.stdout.startswith("- id: jp-2019-huawei-zte  #")
    assert "  actor: jp-government\n  targets: [huawei, zte]\n" in result.stdout
    assert '"japan government" read as Government of Japan (jp-government), by words of' in result.stderr
    assert '"hauwei" read as Huawei (huawei), as a typo of' in result.stderr
    assert "paste it under facts:" in result.stderr


def test_unknown_name_is_kept_and_said(base: Path) -> None:
    result = action(base, "--actor", "Ministry of Nowhere")
    assert result.exit_code == 0
    assert "  actor: Ministry of Nowhere  # is no entity of the base yet\n" in result.stdout
    assert '"Ministry of Nowhere" is no entity' in result.stderr


def test_exact_names_come_before_typos_in_the_role(base: Path) -> None:
    result = run("fact", "--kind", "relationship", "--facts", base, "--carriers", "NEC", "--vendors", "nec")
    assert "  carriers: [nec]\n  vendors: [nec]\n" in result.stdout


def test_countries_sources_and_taken_ids(base: Path) -> None:
    result = action(base, "--where", "japan", "--source", "nope", "--basis", "own-voice", "--id", "huawei")
    assert '  where: ["JP"]\n' in result.stdout
    assert "  # source: is no source of the base yet\n  - {source: nope, basis: own-voice}\n" in result.stdout
    assert "huawei is taken" in result.stderr
    assert action(base, "--source", "caixin-2018-big3").stdout.endswith("  - {source: caixin-2018-big3, basis: }\n")


def test_parties_and_names(base: Path) -> None:
    parties = [f"--parties={text}" for text in ("investor=ntt", "target=NEC", "target=zte")]
    result = run("fact", "--kind", "deal", "--facts", base, *parties)
    assert "  parties: {investor: ntt, target: [nec, zte]}\n" in result.stdout
    result = run(
        "entity", "--facts", base, "--name", "Rakuten", "--names", "ja=楽天", "--country", "jp", "--ids", "wikidata=Q1"
    )
    assert "  rakuten:  # permanent once published\n" in result.stdout
    assert "    names: {ja: [楽天]}\n" in result.stdout
    assert "    ids: {wikidata: Q1}\n" in result.stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["fact"], list(FACT_FIELDS)),
        (["fact", "--kind", "ban"], list(FACT_FIELDS)),
        (["source", "--kind", "deal"], ["--type"]),
        (["thing"], ["source", "entity", "fact"]),
        ([], []),
        (["fact", "--kind", "deal", "--actor", "x"], ["--actor is no field of a new deal", "--parties"]),
        (["fact", "--kind", "action", "--action", "guidline"], ["did you mean 'guideline'?"]),
        (["fact", "--kind", "action", "--announced", "2018-13"], ["2018-13"]),
        (["fact", "--kind", "action", "--amount", "lots"], ["lots"]),
        (["fact", "--kind", "action", "--summary", "a", "--summary", "b"], ["one value"]),
        (["fact", "--kind", "action", "--summary", " "], ["--summary is empty"]),
        (["fact", "--kind", "deal", "--parties", "ntt"], ["KEY=VALUE"]),
        (["fact", "--kind", "action", "--id", "Not An Id"], ["Not An Id"]),
        (["entity", "--type", "firm"], ["firm"]),
    ],
)
def test_usage_errors(args: list[str], says: list[str]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert all(text in result.stderr for text in says)


def test_a_broken_base_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("facts: [")
    result = action(path, "--actor", "jp-government")
    assert result.exit_code == 0
    assert "  actor: jp-government\n" in result.stdout
    assert "names are kept as given" in result.stderr


def test_skeleton_can_be_appended(base: Path) -> None:
    with base.open("a") as file:
        file.write(action(base, "--actor", "jp-government").stdout)
    result = CliRunner().invoke(app, ["check", "--facts", str(base)])
    assert result.exit_code == 4
    assert "jp-" in result.stdout and "E004" in result.stdout


@pytest.mark.parametrize(
    "text", ["a: b", "#x", "[x", "'", '"', "- a", "\x1b[31m", "\u202ex", "x" * 500, "NO", "日本", "a, b"]
)
def test_any_text_is_quoted_as_needed(base: Path, text: str) -> None:
    result = action(base, "--summary", text, "--actor", text, "--where", text, "--instrument", text)
    assert result.exit_code in (0, 2)
    assert "\x1b" not in result.output and "\u202e" not in result.output
