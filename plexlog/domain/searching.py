"""How names are compared when somebody looks for them: without case, accents and apostrophes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

# Letters that Unicode does not take apart into a plain one and its accent.
PLAIN_LETTERS = {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0131": "i"}
APOSTROPHES = "'\u2019\u2018\u02bc`\u00b4"
MOST_FOUND = 50  # nobody reads further; a longer search text finds the rest
MOST_SUGGESTED = 8  # under the line in which one types
MOST_MEANT = 500  # patients whose history is looked through at once
_TABLE = str.maketrans(PLAIN_LETTERS | dict.fromkeys(APOSTROPHES, ""))
_ALIKE = 0.85  # of the letters of two names; a slip of one or two letters


def unaccented(text: str) -> str:
    """A text without case and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def folded(text: str) -> str:
    """A text without case, accents and apostrophes: `O’Brien-Şahin` gives `obrien-sahin`."""
    return compared(unaccented(text.translate(_TABLE)))


def compared(kept: str) -> str:
    """A text that was kept without case and accents, as `folded` gives what is typed."""
    return kept.translate(_TABLE)


def words_sought(text: str) -> list[str]:
    """The words of what is typed, as they are compared; lists show `Family, Given`."""
    return folded(text).replace(",", " ").split()


def letters(name: str) -> str:
    """The letters of a name without signs and blanks: `van der Öl-Meer` gives `vanderolmeer`."""
    return "".join(sign for sign in folded(name) if sign.isalnum())


def resembling(own: str, others: Iterable[str]) -> list[str]:
    """Those of other names whose letters could be taken for these."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(own)  # worked out once
    found = []
    for other in others:
        matcher.set_seq1(other)
        if (
            matcher.real_quick_ratio() >= _ALIKE
            and matcher.quick_ratio() >= _ALIKE
            and matcher.ratio() >= _ALIKE
        ):
            found.append(other)
    return found


def are_alike(one: str, other: str) -> bool:
    """Whether two names could be one name, written twice: a slip of the pen, another order."""
    first, second = (sorted(folded(name).replace("-", " ").split()) for name in (one, other))
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= _ALIKE
