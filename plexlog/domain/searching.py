"""How names are compared when somebody looks for them: without case, accents and apostrophes."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

# Letters that Unicode does not take apart into a plain one and its accent.
PLAIN_LETTERS = {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0131": "i"}
APOSTROPHES = "'\u2019\u2018\u02bc`\u00b4"
MOST_FOUND = 500  # nobody reads further; a longer search text finds the rest
_TABLE = str.maketrans(PLAIN_LETTERS | dict.fromkeys(APOSTROPHES, ""))
_ALIKE = 0.85  # of the letters of two names; a slip of one or two letters


def unaccented(text: str) -> str:
    """A text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def folded(text: str) -> str:
    """A text without case, accents and apostrophes: `O’Brien-Şahin` gives `obrien-sahin`."""
    return unaccented(text.translate(_TABLE)).translate(_TABLE)


def are_alike(one: str, other: str) -> bool:
    """Whether two names could be one name, written twice: a slip of the pen, another order."""
    first, second = (sorted(folded(name).replace("-", " ").split()) for name in (one, other))
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= _ALIKE
