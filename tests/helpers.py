"""A made-up fact base that touches every feature, and ways to run the program; all companies in it are invented."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from vendorwatch.cli.app import app
from vendorwatch.factbase.inputs import Input
from vendorwatch.factbase.passages import describe_passage, describe_text
from vendorwatch.output.contract import ANSWER
from vendorwatch.output.registry import FORMATS as REGISTRY

FORMATS = tuple(REGISTRY)

SENTENCE = "Fjordcom runs part of its fourth generation network on radios that Quarzel delivered last spring"
ARTICLE = f"Carriers weigh their options\n\nThe north is wide and the masts are far apart.\n\n{SENTENCE}.\n"

HEAD = 'schema: vendorwatch/1\nversion: "2021-03-04"\n'

_SOURCES = f"""\
sources:
  heron-2019-radios:
    type: article-newspaper
    title: Carriers weigh their options [bold red]
    container-title: The Daily Heron
    author: [Ida Lund, Bo Sand]
    issued: "2019-06-01"
    URL: https://heron.example/radios
    language: en
    text: {describe_text(ARTICLE)}
  kite-2019-ban:
    type: webpage
    title: 禁止令を検討
    container-title: Kite Wire
    issued: "2019-07?"
    URL: https://kite.example/ban
  no-2020-act:
    type: legislation
    title: Act on Safe Networks
    container-title: Official Gazette
    issued: "2020-02-01"
    URL: https://gazette.example/act
  heron-2020-reprint:
    type: article-newspaper
    title: A Ban Is Coming
    container-title: The Daily Heron
    issued: "2019-07-20"
    URL: https://heron.example/ban
    original: kite-2019-ban
"""

_ENTITIES = """\
entities:
  auralink-north: {type: company, roles: [carrier], country: "NO", name: Auralink North}
  auralink-south: {type: company, roles: [carrier], country: "VU", name: Auralink South}
  brackett:
    type: company
    roles: [vendor]
    country: "VU"
    name: Brackett [Labs]
    names: {en: [Brackett Laboratories Inc.]}
  daily-heron: {type: company, roles: [outlet], country: "NO", name: The Daily Heron}
  fjord-holding:
    type: company
    roles: [holding]
    country: "NO"
    name: Fjord
    different_from: [fjordcom]
  fjordcom:
    type: company
    roles: [carrier]
    country: "NO"
    name: Fjordcom
    names: {en: [Fjordcom ASA, Fjord Communications], ja: [フィヨルドコム, 株式会社フィヨルドコム]}
    former_names: [{name: Nordlys Telefon, until: "2012"}]
    part_of: fjord-holding
    different_from: [fjord-holding]
  kite-wire: {type: company, roles: [outlet], country: "VU", name: Kite Wire}
  lagunet: {type: company, roles: [carrier], country: "VU", name: Lagunet, names: {en: [Lagunet & Co. Ltd]}}
  mira-brun: {type: person, roles: [executive], country: "NO", name: Mira Brun}
  no-government: {type: public-body, roles: [government], country: "NO", name: Government of Norway}
  no-two:
    type: group
    roles: [carrier]
    country: "NO"
    name: Norway's two largest carriers
    size: 2
    members: [fjordcom, polarmobil]
  no-small: {type: group, roles: [carrier], country: "NO", name: Small Norwegian carriers (not named), members: unknown}
  polarmobil: {type: company, roles: [carrier], country: "NO", name: Polarmobil}
  quarzel:
    type: company
    roles: [vendor]
    country: "VU"
    name: Quarzel
    names: {en: [Quarzel Networks Ltd.], zh-Hans: [夸泽尔], ja: [クァルツェル]}
    weak_names: [QZ]
  tessaro: {type: company, roles: [vendor], country: "NO", name: Tessaro}
  vu-government: {type: public-body, roles: [government], country: "VU", name: Government of Vanuatu}
"""

_FACTS = f"""\
facts:
- id: no-2019-fjordcom-quarzel
  kind: relationship
  summary: Fjordcom has Quarzel radios in its 4G network.
  carriers: [fjordcom]
  vendors: [quarzel]
  relation: supply
  status: active
  scope: {{network: [4g], layer: [ran]}}
  as_of: "2019-06-01?"
  citations:
  - {{source: heron-2019-radios, basis: own-voice, passage: {describe_passage(SENTENCE, ARTICLE)}}}
- id: no-2019-fjordcom-never-quarzel
  kind: relationship
  summary: Fjordcom says that Quarzel never supplied its 4G network.
  carriers: [fjordcom]
  vendors: [quarzel]
  relation: supply
  status: never
  scope: {{network: [4g], layer: [ran]}}
  as_of: "2019-07"
  citations:
  - {{source: kite-2019-ban, basis: on-record-self, asserted_by: fjordcom}}
- id: no-2020-two-tessaro
  kind: relationship
  summary: The two largest carriers pick Tessaro for 5G.
  carriers: [no-two]
  vendors: [tessaro]
  relation: selection
  status: announced
  scope: {{network: [5g]}}
  announced: "2019-07-15"
  citations: [{{source: heron-2020-reprint, via: [kite-wire], basis: anonymous, asserted_by: company sources}}]
- id: vu-2019-lagunet-brackett
  kind: relationship
  summary: Lagunet buys gear from Brackett.
  carriers: [lagunet]
  vendors: [brackett]
  relation: supply
  status: active
  as_of: "2019"
  conflicts: [{{with: vu-2019-lagunet-no-brackett, type: scope-unclear, note: The article names no network.}}]
  citations: [{{source: kite-2019-ban, basis: hearsay}}]
- id: vu-2019-lagunet-no-brackett
  kind: relationship
  summary: Lagunet never put Brackett gear into its core.
  carriers: [lagunet]
  vendors: [brackett]
  relation: supply
  status: never
  scope: {{network: [4g], layer: [core]}}
  as_of: "2019"
  citations: [{{source: heron-2019-radios, basis: own-voice}}]
- id: no-2019-quarzel-plan
  kind: action
  thread: no-quarzel
  summary: Norway weighs keeping Quarzel out of its networks.
  actor: no-government
  targets: [quarzel]
  action: deployment-ban
  status: considered
  binding: unknown
  names_vendors: "no"
  scope: {{network: [any], buyers: [carriers]}}
  announced: "2019-07?"
  effective: "2020~"
  citations:
  - {{source: kite-2019-ban, basis: own-voice}}
  - {{source: heron-2020-reprint, basis: own-voice}}
- id: no-2020-quarzel-ban
  kind: action
  thread: no-quarzel
  supersedes: no-2019-quarzel-plan
  summary: Norway bars Quarzel from new network sites.
  actor: no-government
  targets: [quarzel]
  action: deployment-ban
  status: in-force
  binding: mandatory
  names_vendors: "yes"
  checked: "2021-02-01"
  instrument: Act on Safe Networks
  scope: {{network: [any], buyers: [carriers]}}
  announced: "2020-02-01"
  effective: "2020-03-01"
  deadlines: [{{by: "2024-12", what: core networks}}]
  citations: [{{source: no-2020-act, basis: document}}]
- id: vu-2020-brackett-stake
  kind: deal
  summary: Brackett takes a tenth of Tessaro.
  deal: equity-stake
  parties: {{investor: brackett, target: tessaro}}
  status: announced
  amount: NOK 64.5 bn
  equivalents: [USD 7 bn]
  share: 10 %
  announced: "2019-05"
  citations: [{{source: heron-2019-radios, basis: on-record-self, asserted_by: brackett}}]
- id: no-2020-tessaro-target
  kind: figure
  summary: Tessaro wants a fifth of the market by 2030.
  about: [tessaro]
  metric: market-share
  type: target
  status: stated
  amount: about 20 %
  by: "2030"
  baseline: {{amount: 0.7 %, as_of: "2020?"}}
  citations: [{{source: heron-2019-radios, basis: on-record-self, asserted_by: tessaro}}]
- id: no-2019-brun-denies
  kind: statement
  summary: Brun denies that Quarzel can listen in.
  speaker: mira-brun
  about: [quarzel]
  position: denies
  status: stated
  announced: "2019-06-01"
  citations: [{{source: heron-2019-radios, basis: on-record-self, asserted_by: mira-brun}}]
- id: vu-2019-quarzel-case
  kind: proceeding
  summary: Quarzel sues the government of Vanuatu.
  proceeding: civil
  parties: {{claimant: quarzel, respondent: vu-government}}
  status: filed
  announced: "2019-07?/2019-08?"
  citations: [{{source: kite-2019-ban, basis: own-voice}}]
- id: vu-2021-rollout
  kind: event
  summary: Lagunet plans to start 5G on the outer islands.
  event: rollout
  parties: {{carrier: lagunet}}
  status: planned
  effective: "2022/.."
  announced: "2019-07"
  citations: [{{source: kite-2019-ban, basis: own-voice}}]
- id: no-2018-slip
  kind: event
  summary: A launch that never was; the source speaks of another year.
  event: launch
  parties: {{carrier: polarmobil}}
  status: completed
  announced: "2018-05-01"
  withdrawn: {{date: "2020-01-01", reason: Read from the wrong article.}}
  citations: [{{source: heron-2019-radios, basis: own-voice}}]
- id: no-2018-found-false
  kind: relationship
  summary: Polarmobil was said to use Quarzel.
  carriers: [polarmobil]
  vendors: [quarzel]
  relation: supply
  status: active
  as_of: "2018"
  rank: deprecated
  rank_reason: The paper took it back.
  citations: [{{source: heron-2019-radios, basis: hearsay}}]
"""

BASE_TEXT = f"{HEAD}{_SOURCES}{_ENTITIES}{_FACTS}"

HOSTILE = "[bold red]x[/bold red] \\e[31mred \\u202Eevil\\u2066 \\u200B\\u0085\\u2028 [link=https://evil.example]y[/link]"
"""As the inside of a double-quoted YAML text: markup, an escape sequence, marks of direction, line breaks, nothing seen."""

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What must not reach a terminal from data."""


def write_base(folder: Path, name: str = "facts.yaml") -> Path:
    """Write the made-up base into a folder, and return its path."""
    path = folder / name
    path.write_text(BASE_TEXT, encoding="utf-8")
    return path


def write_text(folder: Path, text: str, name: str = "facts.yaml") -> Path:
    """Write any text as a fact file, and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def hostile_text() -> str:
    """The made-up base with names, summaries and notes that try to act on a terminal."""
    text = BASE_TEXT.replace("name: Brackett [Labs]", f'name: "Brackett {HOSTILE}"')
    text = text.replace("title: Act on Safe Networks", f'title: "Act {HOSTILE}"')
    text = text.replace("summary: Lagunet buys gear from Brackett.", f'summary: "Lagunet {HOSTILE}"')
    text = text.replace("note: The article names no network.", f'note: "Note {HOSTILE}"')
    return text.replace("instrument: Act on Safe Networks", f'instrument: "Law {HOSTILE}"')


def inputs_of(text: str, name: str = "facts.yaml") -> list[Input]:
    """A file of that text, as if it had been read."""
    return [Input(Path(name), text.encode())]


class Ran(NamedTuple):
    """What a run left: exit code, standard output, and standard error."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Standard output as the one JSON object that it must be."""
        document = json.loads(self.out)
        assert isinstance(document, dict)
        return document

    @property
    def lines(self) -> list[str]:
        """The lines of standard error."""
        return self.err.splitlines()


def run(*args: object, input: str | bytes | None = None) -> Ran:
    """Run the command line in this process. A bug (exit 70) shows itself."""
    result = CliRunner().invoke(app, [str(arg) for arg in args], input=input)
    assert result.exit_code != 70, result.stderr
    return Ran(result.exit_code, result.stdout, result.stderr)


def spawn(*args: object, env: Mapping[str, str | None] = {}, input: bytes = b"", **more: Any) -> Ran:
    """Run `python -m vendorwatch` as a process of its own; None in `env` unsets."""
    result = subprocess.run(
        command(*args), input=input, capture_output=True, env=environment(env), timeout=60, check=False, **more
    )
    return Ran(result.returncode, result.stdout.decode(), result.stderr.decode())


def command(*args: object) -> list[Any]:
    """The command line of a process of its own; bytes stay as they are."""
    return [sys.executable, "-m", "vendorwatch", *(arg if isinstance(arg, bytes) else str(arg) for arg in args)]


def environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    """This process's environment with changes; None unsets."""
    merged = {**os.environ, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def one_line(ran: Ran) -> str:
    """The one line that a failed run says on standard error, with nothing in it that acts and no traceback."""
    assert len(ran.lines) == 1, ran.err
    assert ran.err.startswith("vendorwatch: ")
    assert ran.err.endswith("\n")
    assert not ACTING.search(ran.lines[0])
    assert "Traceback" not in ran.err
    return ran.lines[0].removeprefix("vendorwatch: ")


def assert_valid(document: dict[str, Any]) -> None:
    """Assert that an answer fulfils the JSON contract, with all its keys and no other."""
    errors = [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(document)]
    assert not errors, errors
    assert list(document) == ANSWER["required"]


def strict(schema: Any) -> Any:
    """The schema as the tests hold it: an object with a key that is not documented does not fit."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    # What stands under allOf says more of the same object, and so must stay open.
    closed = {key: part if key == "allOf" else strict(part) for key, part in schema.items()}
    return closed | ({"unevaluatedProperties": False} if isinstance(schema.get("properties"), dict) else {})


@cache
def _validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(ANSWER)
    return Draft202012Validator(strict(ANSWER))


def read_terminal(terminal: int) -> bytes:
    """All that a process writes to a pseudo-terminal until it ends."""
    written = b""
    while True:
        try:
            data = os.read(terminal, 65_536)
        except OSError:
            return written
        if not data:
            return written
        written += data
