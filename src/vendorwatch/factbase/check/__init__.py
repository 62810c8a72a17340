"""The rules of `vendorwatch check` (docs/rules.md): a registry, a module per family, nothing printed here.

Only what is called is imported: every start of the program may need `blocking_findings`, editors alone need the rest.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vendorwatch.factbase.findings import Finding
from vendorwatch.factbase.inputs import Input
from vendorwatch.factbase.model import FactBase

if TYPE_CHECKING:
    from vendorwatch.factbase.check.registry import Rule

    RULES: dict[str, Rule]

__all__ = ["RULES", "blocking_findings", "check_facts"]


def check_facts(inputs: Sequence[Input], today: str, earlier: FactBase | None = None) -> list[Finding]:
    """Everything that is wrong with the fact files: the loader's findings and those of all rules, sorted, each once.

    `today` is an ISO day (`YYYY-MM-DD`); only warnings depend on it. `earlier` is a published version of the base, which
    E011 compares with. Raises FactBaseError where a file is no text.
    """
    from vendorwatch.factbase.check.registry import Context, all_rules
    from vendorwatch.factbase.load import load_facts

    base, found = load_facts(inputs)
    context = Context(base, tuple(inputs), today, tuple(found), earlier)
    findings = set(found)
    for rule in all_rules().values():
        if rule.check is not None:
            findings.update(rule.check(context))
    return sorted(findings)


def blocking_findings(base: FactBase) -> list[Finding]:
    """What makes a base unfit for answers beyond the loader's findings: shared ids, references that lead nowhere."""
    from vendorwatch.factbase.check.references import shared_ids, unresolved

    return sorted({*shared_ids(base), *unresolved(base)})


def __getattr__(name: str) -> Any:
    if name == "RULES":
        from vendorwatch.factbase.check.registry import all_rules

        return all_rules()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
