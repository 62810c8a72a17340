"""E064, E065: the base against held texts."""

from factbase.check.bases import base_text, inputs_of, load
from vendorwatch.factbase.check.held import Verification, verify
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.passages import describe_passage, describe_text

TEXT = (
    "Networks Shun Huawei\n"
    "The operator said on Monday that it would replace all of the Huawei gear in its network over several years.\n"
    "Nothing else was decided at the meeting, people close to the matter told our reporter.\n"
    "Prices fell by a tenth in the last quarter of the year.\n"
    "Prices fell by a tenth in the last quarter of the year.\n"
)
SENTENCE = "Nothing else was decided at the meeting, people close to the matter told our reporter."
TWICE = "Prices fell by a tenth in the last quarter of the year."
COPIED = "The operator said on Monday that it would replace all of the ZTE gear in its network."


def snippet(passage: str, summary: str = "A ban.", note: str = "Ours.") -> str:
    return (
        f"sources:\n  held:\n    text: {describe_text(TEXT)}\n    title: Networks Shun Huawei\n"
        f"facts:\n- id: xx-2018-act\n  kind: action\n  summary: {summary}\n  note: {note}\n"
        f"  citations:\n  - {{source: held, basis: own-voice, passage: {passage}}}\n"
    )


def check(text: str) -> tuple[Verification, Finding]:
    result = verify(load(text), [("any name.txt", TEXT)])
    (finding,) = result.findings
    return result, finding


def place_of(text: str, part: str) -> tuple[int, int]:
    lines = base_text(text).split("\n")
    line = next(index for index, line in enumerate(lines) if part in line)
    return line + 1, lines[line].index(part) + 1


def test_a_passage_found_once_is_fine() -> None:
    result = verify(load(snippet(describe_passage(SENTENCE, TEXT))), [("a", TEXT), ("b", "Another text.")])
    assert result.findings == ()
    assert result.checked == ("held",)
    assert set(result.missing) == {"caixin-2018-big3", "hdtechnews-2018-boycott"}
    assert result.passages == 1


def test_a_passage_found_nowhere() -> None:
    text = snippet("p4 36w 5047a00ec6a79b46")
    _, finding = check(text)
    assert (finding.code, finding.id) == ("E064", "xx-2018-act")
    assert (finding.line, finding.column) == place_of(text, "passage: p4")
    assert "p4 36w 5047a00ec6a79b46" in finding.message and "any name.txt" in finding.message


def test_a_passage_found_twice() -> None:
    _, finding = check(snippet(describe_passage(TWICE, None)))
    assert finding.code == "E064"
    assert "2 times" in finding.message


def test_without_the_text_nothing_is_said() -> None:
    result = verify(load(snippet("p4 36w 5047a00ec6a79b46")), [("other", "Another text.")])
    assert result.findings == () and result.checked == ()
    assert "held" in result.missing


def test_a_copied_sentence_is_found_though_a_name_changed() -> None:
    passage = describe_passage(SENTENCE, TEXT)
    text = snippet(passage, summary=COPIED)
    _, finding = check(text)
    assert (finding.code, finding.id) == ("E065", "xx-2018-act")
    assert (finding.line, finding.column) == place_of(text, "summary: The operator")
    assert "'the operator said on monday that it would'" in finding.message


def test_a_copied_note_of_a_citation_is_found() -> None:
    text = snippet(describe_passage(SENTENCE, TEXT)).replace("}\n", f", note: '{SENTENCE}'}}\n")
    _, finding = check(text)
    assert finding.code == "E065"
    assert (finding.line, finding.column) == place_of(text, "note: 'Nothing")


def test_names_and_titles_do_not_count() -> None:
    passage = describe_passage(SENTENCE, TEXT)
    note = "In 'Networks Shun Huawei' the Huawei gear in its network over several days is meant."
    assert verify(load(snippet(passage, note=note)), [("a", TEXT)]).findings == ()


def test_inputs_of_the_snippet_are_valid() -> None:
    from vendorwatch.factbase.check import check_facts

    text = base_text(snippet(describe_passage(SENTENCE, TEXT)))
    assert {finding.code for finding in check_facts(inputs_of(text), "2026-11-21")} <= {"W005"}
