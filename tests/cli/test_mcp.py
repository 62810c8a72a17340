"""The MCP server, as the SDK's own client sees it over standard input and output."""

import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from jsonschema import Draft202012Validator
from mcp import Client, StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from helpers import ACTING, command, environment, hostile_text, one_line, spawn, strict, write_text
from vendorwatch.output.brief import BRIEF, SILENCE
from vendorwatch.output.topics import TOPICS

CALLS: dict[str, dict[str, Any]] = {
    "lookup": {"name": "fjordcom"},
    "search": {"text": "quarzel"},
    "facts": {"kind": ["action", "deal"], "vendor": "quarzel"},
    "matrix": {},
    "timeline": {"name": "no-quarzel"},
    "conflicts": {},
    "cite": {"ids": ["no-2020-quarzel-ban", "kite-2019-ban"]},
}

MORE: list[tuple[str, dict[str, Any]]] = [
    ("lookup", {"name": "norway", "kind": "country"}),
    ("lookup", {"name": "quarzel", "as_of": "2019-08"}),
    ("lookup", {"name": "heron-2020-reprint"}),
    ("lookup", {"name": "no-2020-quarzel-ban"}),
    ("search", {"text": "quarzel", "limit": 1}),
    ("facts", {"limit": 2}),
    ("matrix", {"rows": "carriers"}),
    ("matrix", {"as_of": "2019-08", "vendor": ["quarzel", "brackett"], "country": "NO"}),
    ("timeline", {"limit": 3}),
    ("conflicts", {"name": "lagunet"}),
]

Talk = Callable[[Client], Awaitable[Any]]


def talk(base: Path, with_client: Talk) -> Any:
    """Start the server in a process of its own, talk to it, and shut it down."""

    async def session() -> Any:
        args = command("mcp", "--facts", base)
        server = StdioServerParameters(command=args[0], args=args[1:], env=environment({}))
        async with Client(stdio_client(server), raise_exceptions=True) as client:
            return await with_client(client)

    return anyio.run(session)


def call_all(base: Path, calls: list[tuple[str, dict[str, Any]]]) -> list[Any]:
    """The results of some calls, in one session."""

    async def ask(client: Client) -> list[Any]:
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    results = talk(base, ask)
    assert isinstance(results, list)
    return results


def test_it_lists_its_tools_typed_and_described(base_file: Path) -> None:
    async def ask(client: Client) -> Any:
        return await client.list_tools()

    tools = {tool.name: tool for tool in talk(base_file, ask).tools}
    assert set(tools) == set(CALLS)
    for tool in tools.values():
        assert tool.description
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        assert all(argument["description"] for argument in tool.input_schema["properties"].values())
        assert tool.output_schema["properties"].keys() == BRIEF["properties"].keys()
    assert 'not "no ban"' in SILENCE


def test_every_result_is_valid_cited_and_says_which_base_it_is_of(base_file: Path) -> None:
    results = call_all(base_file, [*CALLS.items(), *MORE])
    validator = Draft202012Validator(strict(BRIEF))
    for (name, arguments), result in zip([*CALLS.items(), *MORE], results, strict=True):
        document = result.structured_content
        assert not result.is_error, (name, arguments)
        assert json.loads(result.content[0].text) == document
        assert [error.message for error in validator.iter_errors(document)] == []
        assert document["status"] == "found", (name, arguments)
        assert len(document["base"]["sha256"]) == 64
        assert document["base"]["version"] == "2021-03-04"
        sources = {source["id"]: source for source in document["sources"]}
        facts = {fact["id"]: fact for fact in document["facts"]}
        for fact in facts.values():
            for citation in fact["citations"]:
                assert citation["says"]
                assert sources[citation["source"]]["URL"].startswith("https://")
                assert citation["outlets"]
        shown = [row["fact"] for row in (*document["cells"], *document["entries"]) if row["fact"]]
        shown += [id for pair in document["pairs"] for id in (pair["first"], pair["second"])]
        assert set(shown) <= set(facts)
        assert facts


def test_results_are_bounded_and_say_how_much_more_there_is(base_file: Path) -> None:
    calls: list[tuple[str, Any]] = [
        ("facts", {"limit": 2}), ("timeline", {"limit": 3}), ("search", {"text": "qu*", "limit": 1}),
        ("matrix", {"rows": "carriers", "limit": 1}), ("conflicts", {"limit": 1}),
    ]  # fmt: skip
    for result in call_all(base_file, calls):
        document = result.structured_content
        shown = len(document["cells"] or document["pairs"] or document["entries"] or document["facts"])
        assert 0 < shown < document["total"]
        assert document["more"] == document["total"] - shown
        assert f"{shown} of {document['total']} are shown" in document["notes"][-1]


def test_not_found_and_ambiguous_are_results_and_no_errors(base_file: Path) -> None:
    calls: list[tuple[str, Any]] = [
        ("lookup", {"name": "zzyzx"}), ("lookup", {"name": "quarzel", "kind": "carrier"}), ("search", {"text": "zzyzx"}),
        ("facts", {"vendor": "zzyzx"}), ("cite", {"ids": ["zzyzx"]}), ("timeline", {"name": "zzyzx"}),
        ("lookup", {"name": "auralink"}), ("matrix", {"country": "korea"}),
    ]  # fmt: skip
    results = [result.structured_content for result in call_all(base_file, calls)]
    assert [result["status"] for result in results] == ["not_found"] * 6 + ["ambiguous"] * 2
    assert all(SILENCE in result["notes"] for result in results[:6])
    assert results[1]["candidates"][0]["kind"] == "vendor"
    for result in results[6:]:
        assert len(result["candidates"]) > 1
        assert any("fits several" in note for note in result["notes"])


def test_wrong_arguments_are_errors_that_say_the_way_out(base_file: Path) -> None:
    calls: list[tuple[str, Any, str]] = [
        ("lookup", {"nam": "fjordcom"}, "did you mean 'name'?"),
        ("lookup", {"name": "fjordcom", "kind": "planet"}, "'carrier'"),
        ("lookup", {"name": ["fjordcom"]}, "string"),
        ("facts", {"as_of": "soon"}, "as_of 'soon' is no day"),
        ("facts", {"kind": "wish"}, "none of: action"),
        ("facts", {"limit": 0}, "greater than or equal to 1"),
        ("facts", {"limit": 10**9}, "less than or equal to 100"),
        ("search", {"text": "!?"}, "nothing to search for"),
        ("cite", {"ids": []}, "at least 1"),
    ]
    results = call_all(base_file, [(name, arguments) for name, arguments, _ in calls])
    for (name, arguments, words), result in zip(calls, results, strict=True):
        assert result.is_error, (name, arguments)
        assert words in result.content[0].text
        assert "\n" not in result.content[0].text
        assert "pydantic" not in result.content[0].text


HOSTILE = [
    "\x00",
    "' OR 1=1 --",
    "\x1b[31m",
    "\u202e",
    "x" * 100_000,
    "🜁" * 500,
    "../../etc/passwd",
    "%s{0}",
    "NULL",
    "\ud7ff",
]


def test_hostile_input_ends_in_a_result_or_a_clear_error(base_file: Path) -> None:
    async def ask(client: Client) -> Any:
        for text in HOSTILE:
            for name, arguments in (("lookup", {"name": text}), ("search", {"text": text}), ("cite", {"ids": [text]})):
                result: Any = await client.call_tool(name, arguments)
                if result.is_error:
                    assert "nothing to search for" in result.content[0].text
                else:
                    assert result.structured_content["status"] == "not_found", (name, text[:20])
        for method in (client.call_tool("no_such_tool", {}), client.read_resource("vendorwatch://../facts.yaml")):
            try:
                assert (await method).is_error  # type: ignore[union-attr]
            except MCPError:
                continue
        return (await client.call_tool("lookup", {"name": "fjordcom"})).structured_content["status"]

    assert talk(base_file, ask) == "found"


def test_texts_of_a_hostile_base_cannot_act(tmp_path: Path) -> None:
    base = write_text(tmp_path, hostile_text())
    for result in call_all(base, [("lookup", {"name": "lagunet"}), ("conflicts", {}), ("cite", {"ids": ["no-2020-act"]})]):
        # As all JSON of the program: a zero-width space does nothing, and stays.
        assert not ACTING.search(result.content[0].text.rstrip("\n").replace("\u200b", ""))


def test_calls_may_run_side_by_side(base_file: Path) -> None:
    async def ask(client: Client) -> list[str]:
        found: list[str] = []

        async def one(name: str) -> None:
            found.append((await client.call_tool("lookup", {"name": name})).structured_content["status"])

        async with anyio.create_task_group() as group:
            for name in ("fjordcom", "quarzel", "norway") * 5:
                group.start_soon(one, name)
        return found

    assert talk(base_file, ask) == ["found"] * 15


def test_the_resources_tell_of_the_base_and_how_to_read_it(base_file: Path) -> None:
    async def ask(client: Client) -> Any:
        listed = [str(resource.uri) for resource in (await client.list_resources()).resources]
        contents: dict[str, Any] = {uri: (await client.read_resource(uri)).contents[0] for uri in listed}
        return {uri: content.text for uri, content in contents.items()}

    texts = talk(base_file, ask)
    assert set(texts) == {"vendorwatch://info", *(f"vendorwatch://help/{topic}" for topic in TOPICS)}
    assert json.loads(texts["vendorwatch://info"])["base"]["version"] == "2021-03-04"
    assert "unnamed" in texts["vendorwatch://help/citations"]


def test_answers_follow_a_fact_file_that_changes(tmp_path: Path, base_file: Path) -> None:
    base = write_text(tmp_path, base_file.read_text(encoding="utf-8"))

    async def ask(client: Client) -> list[Any]:
        first = await client.call_tool("lookup", {"name": "fjordcom"})
        base.write_text(base.read_text(encoding="utf-8").replace("2021-03-04", "2021-03-05"), encoding="utf-8")
        second = await client.call_tool("lookup", {"name": "fjordcom"})
        base.write_text("no base", encoding="utf-8")
        return [first, second, await client.call_tool("lookup", {"name": "fjordcom"})]

    first, second, third = talk(base, ask)
    assert [result.structured_content["base"]["version"] for result in (first, second)] == ["2021-03-04", "2021-03-05"]
    assert third.is_error
    assert "the fact base" in third.content[0].text


def _message(id: int, method: str, **params: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).encode() + b"\n"


def test_standard_output_carries_the_protocol_alone_and_the_end_of_input_ends_it(base_file: Path) -> None:
    client = {"name": "test", "version": "0"}
    lines = _message(1, "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=client)
    lines += b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n{not json\n\xff\xfe\n'
    lines += _message(2, "tools/call", name="lookup", arguments={"name": "fjordcom"})
    process = subprocess.Popen(
        command("mcp", "--facts", base_file), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment({}),
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(lines)
    process.stdin.flush()
    messages: list[dict[str, Any]] = []
    while not any(message.get("id") == 2 for message in messages):
        messages.append(json.loads(process.stdout.readline()))
    rest, _ = process.communicate(timeout=30)
    messages += [json.loads(line) for line in rest.splitlines()]
    assert process.returncode == 0
    assert all(message["jsonrpc"] == "2.0" for message in messages)
    answer = next(message for message in messages if message.get("id") == 2)
    assert answer["result"]["structuredContent"]["status"] == "found"


def test_a_client_that_says_nothing_gets_nothing(base_file: Path) -> None:
    assert spawn("mcp", "--facts", base_file) == (0, "", "")


def test_a_base_that_cannot_be_read_is_said_at_once(tmp_path: Path) -> None:
    ran = spawn("mcp", "--facts", tmp_path / "none.yaml")
    assert (ran.code, ran.out) == (4, "")
    assert "no such file" in one_line(ran)


def test_without_the_extra_one_line_says_how_to_get_it() -> None:
    code = "import sys\nsys.modules['mcp'] = None\nsys.argv[1:] = ['mcp']\nfrom vendorwatch.__main__ import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "pip install 'vendorwatch[mcp]'" in done.stderr


@pytest.mark.parametrize("name", CALLS)
def test_every_tool_is_documented(name: str) -> None:
    page = (Path(__file__).parent.parent.parent / "docs/mcp.md").read_text(encoding="utf-8")
    assert f"| `{name}` |" in page
