"""E011: what may not change once published."""

import pytest

from factbase.check.bases import base_text, inputs_of, load
from vendorwatch.factbase.check.published import compare
from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.load import load_facts

ACT = "facts:\n- id: xx-2018-act\n  kind: action\n  summary: A ban of 5G gear from 2 firms.\n"


def against(old: str, new: str) -> list[Finding]:
    return compare(load(old), load(new))


@pytest.mark.parametrize(
    ("old", "what"),
    [
        (ACT, "fact 'xx-2018-act'"),
        ("entities:\n  acme:\n    name: Acme\n", "entity 'acme'"),
        ("sources:\n  a-page:\n    title: A\n", "source 'a-page'"),
    ],
)
def test_a_vanished_id(old: str, what: str) -> None:
    (finding,) = against(old, "")
    assert (finding.code, finding.file, finding.line, finding.column) == ("E011", "facts.yaml", 1, 1)
    assert what in finding.message and finding.id in what
    assert against("", old) == []


@pytest.mark.parametrize(
    ("old", "id", "new"),
    [
        (ACT, "xx-2018-act", "xx-2018-ban"),
        ("entities:\n  acme:\n    name: Acme\n", "acme", "acme-inc"),
        ("sources:\n  a-page:\n    title: A\n", "a-page", "another-page"),
    ],
)
def test_a_renamed_id(old: str, id: str, new: str) -> None:
    renamed = old.replace(id, new)
    (finding,) = against(old, renamed)
    assert finding.id == new
    assert f"'{id}'" in finding.message and f"'{new}'" in finding.message
    assert new in base_text(renamed).split("\n")[finding.line - 1][finding.column - 1 :]


def test_a_changed_kind() -> None:
    (finding,) = against(ACT, ACT.replace("action", "event"))
    assert "'action'" in finding.message and "'event'" in finding.message
    assert (finding.id, finding.column) == ("xx-2018-act", 3)


def test_changed_figures_need_a_note() -> None:
    changed = ACT.replace("5G", "4G").replace("2 firms", "2 vendors")
    (finding,) = against(ACT, changed)
    assert "5 before, 4 now" in finding.message
    assert base_text(changed).split("\n")[finding.line - 1].startswith("  summary")
    assert against(ACT, changed + "  note: The page says 4G.\n") == []
    assert len(against(ACT + "  note: Old.\n", changed + "  note: Old.\n")) == 1


def test_other_words_are_free() -> None:
    assert against(ACT, ACT.replace("A ban of", "Japan bans")) == []
    assert against(ACT, ACT + "  status: in-force\n") == []


def test_a_base_is_the_same_as_itself() -> None:
    base, _ = load_facts(inputs_of(base_text(ACT)))
    assert compare(base, base) == []
