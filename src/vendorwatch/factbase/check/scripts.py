"""Language tags and the writing that goes with them: W026."""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from vendorwatch.factbase.check.registry import Context, rule, shown
from vendorwatch.factbase.findings import Finding

# language [-Script] [-REGION] [-variant]…, each in its canonical case (RFC 5646, sections 2.1 and 2.1.1).
_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*")
_COUNTRIES_FOR_LANGUAGES = {
    "cn": "zh-Hans",
    "jp": "ja",
    "kr": "ko",
    "ua": "uk",
    "gr": "el",
    "cz": "cs",
    "dk": "da",
    "vn": "vi",
}

_HAN, _KANA, _HANGUL = "Han", "Kana", "Hangul"
_BY_CHARACTER_NAME = {
    "CJK": _HAN,
    "HIRAGANA": _KANA,
    "KATAKANA": _KANA,
    "HANGUL": _HANGUL,
    **{
        script.upper(): script
        for script in (
            "Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Telugu", "Kannada",
            "Malayalam", "Gujarati", "Thai", "Lao", "Khmer", "Myanmar", "Georgian", "Armenian", "Ethiopic", "Sinhala",
        )
    },
}  # fmt: skip
"""Scripts by the first word of their characters' Unicode names."""

_BY_SUBTAG: dict[str, AbstractSet[str]] = {
    "Hans": {_HAN},
    "Hant": {_HAN},
    "Hani": {_HAN},
    "Jpan": {_HAN, _KANA},
    "Hira": {_KANA},
    "Kana": {_KANA},
    "Kore": {_HAN, _HANGUL},
    "Hang": {_HANGUL},
    "Latn": {"Latin"},
    "Cyrl": {"Cyrillic"},
    "Grek": {"Greek"},
    "Arab": {"Arabic"},
    "Hebr": {"Hebrew"},
    "Deva": {"Devanagari"},
    "Beng": {"Bengali"},
    "Taml": {"Tamil"},
    "Thai": {"Thai"},
}
_LATIN = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "fi", "da", "nb", "nn", "no", "is", "pl", "cs", "sk", "sl",
    "hr", "hu", "ro", "et", "lv", "lt", "tr", "vi", "id", "ms", "sw", "ga", "ca",
)  # fmt: skip
_BY_LANGUAGE: dict[str, AbstractSet[str]] = {
    "zh": {_HAN},
    "ja": {_HAN, _KANA},
    "ko": {_HAN, _HANGUL},
    "el": {"Greek"},
    "bn": {"Bengali"},
    "ta": {"Tamil"},
    "te": {"Telugu"},
    "kn": {"Kannada"},
    "ml": {"Malayalam"},
    "gu": {"Gujarati"},
    "th": {"Thai"},
    "lo": {"Lao"},
    "km": {"Khmer"},
    "my": {"Myanmar"},
    "ka": {"Georgian"},
    "hy": {"Armenian"},
    "am": {"Ethiopic"},
    "si": {"Sinhala"},
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk"), frozenset({"Cyrillic"})),
    **dict.fromkeys(("ar", "fa", "ur"), frozenset({"Arabic"})),
    **dict.fromkeys(("he", "yi"), frozenset({"Hebrew"})),
    **dict.fromkeys(("hi", "mr", "ne"), frozenset({"Devanagari"})),
    **dict.fromkeys(_LATIN, frozenset({"Latin"})),
}
"""The writings of languages that are written in one way only, so that another is a slip."""


def scripts_of(text: str) -> set[str]:
    """The scripts of the letters of a text, as far as they are known here ("NTTドコモ": Latin and Kana)."""
    if text.isascii():
        return {"Latin"} if any(char.isalpha() for char in text) else set()
    scripts = set()
    for char in text:
        if char.isalpha() and unicodedata.category(char) != "Lm":
            words = unicodedata.name(char, "").removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ").split("-")[0].split()
            scripts.add(_BY_CHARACTER_NAME.get(words[0] if words else "", ""))
    return scripts - {""}


def _tag_fault(tag: str) -> str | None:
    """What is wrong with a language tag."""
    meant = _COUNTRIES_FOR_LANGUAGES.get(tag.casefold())
    if meant:
        return f"{shown(tag)} is a country, not a language; did you mean {meant!r}?"
    if _TAG.fullmatch(tag):
        return None
    subtags = tag.replace("_", "-").split("-")
    canonical = "-".join(
        part.lower() if not index else part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part
        for index, part in enumerate(subtags)
    )
    hint = f"did you mean {canonical!r}?" if _TAG.fullmatch(canonical) else "write one such as en, ja, zh-Hans or zh-Hant"
    return f"{shown(tag)} is no BCP 47 language tag; {hint}"


def _script_fault(tag: str, name: str) -> str | None:
    """What is wrong with the writing of a name under a well-formed tag."""
    match = _TAG.fullmatch(tag)
    language, subtag = match.groups() if match else ("", None)
    wanted = _BY_SUBTAG.get(subtag, set()) if subtag else _BY_LANGUAGE.get(language, set())
    found = scripts_of(name)
    if not wanted or not found:
        return None
    listed = " or ".join(sorted(wanted))
    if not found & wanted:
        return (
            f"{shown(name)} under {tag} is written in {' and '.join(sorted(found))}, not in {listed}; move it to its own tag"
        )
    strange = found - wanted - {"Latin"}
    if strange:
        return (
            f"{shown(name)} under {tag} mixes {' and '.join(sorted(strange))} into {listed}; correct the tag or the letters"
        )
    return None


@rule(
    "W026",
    "The keys of `names`, and a source's `language`, are BCP 47 tags, and the script of each name agrees with its tag.",
    reason=(
        "Names are shown and matched by language. A simplified name under `ja`, or a Cyrillic letter in a Latin name,"
        " is found by nobody. Latin letters may mix into any name (NTTドコモ), but the tag's own script must occur."
    ),
    wrong="entities:\n  nokia:\n    name: Nokia\n    names: {ru: [Nokia], jp: [ノキア]}\n",
    right="entities:\n  nokia:\n    name: Nokia\n    names: {ru: [Нокиа], ja: [ノキア]}\n",
)
def check_scripts(context: Context) -> Iterator[Finding]:
    """W026."""
    for entity in context.base.entities.values():
        for tag, names in entity.names.items():
            fault = _tag_fault(tag)
            if fault:
                yield entity.origin.finding("W026", entity.id, f"the key {fault}", "names", tag)
                continue
            for index, name in enumerate(names):
                fault = _script_fault(tag, name)
                if fault:
                    yield entity.origin.finding("W026", entity.id, f"the name {fault}", "names", tag, index)
    for source in context.base.sources.values():
        fault = _tag_fault(source.language) if source.language else None
        if fault:
            yield source.origin.finding("W026", source.id, f"language {fault}", "language")
