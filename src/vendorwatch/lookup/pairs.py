"""Two names word by word: whether each word of one is near a word of the other."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from vendorwatch.factbase.names import FILLERS, key_of, sound_of
from vendorwatch.factbase.segments import allowed_edits
from vendorwatch.lookup.places import CONNECTORS


def pair_up(words: Sequence[str], others: Sequence[str], more: int = 0) -> bool:
    """Whether the words are those of the other name in its order, each within the edits that its length allows, or `more`.

    A space too many or too few is a slip: a word may be near two others in one piece. Connectors may be missing.
    """
    if not words or not others:
        return CONNECTORS.issuperset((*words, *others))
    for taken, other_taken in ((1, 1), (2, 1), (1, 2)):
        run, other_run = words[:taken], others[:other_taken]
        fits = len(run) == taken and len(other_run) == other_taken and _are_near(run, other_run, more)
        if fits and pair_up(words[taken:], others[other_taken:], more):
            return True
    return (words[0] in CONNECTORS and pair_up(words[1:], others, more)) or (
        others[0] in CONNECTORS and pair_up(words, others[1:], more)
    )


def _are_near(run: Sequence[str], other_run: Sequence[str], more: int) -> bool:
    """Whether two runs are within the edits of the shorter; one at least, since beside right words a short one tells.

    Of two words in one piece none may be edited away ("Department" is not "US Department").
    """
    word, other = key_of(run), key_of(other_run)
    most = max(1, allowed_edits(min(len(word), len(other)))) + more
    if len(run) != len(other_run):
        most = min(most, *(len(part) - 1 for part in (*run, *other_run)))
    # A space that is missing beside a word that is not counted: "ofthe".
    forms = {word, *(word.removesuffix(filler) for filler in FILLERS), *(word.removeprefix(filler) for filler in FILLERS)}
    return any(min(OSA.distance(form, other), OSA.distance(sound_of(form), sound_of(other))) <= most for form in forms)
