"""What a new password must be, and how strong one is, in words.

Length counts, not signs of many kinds: a short sentence is easy to type with gloves and hard to
guess. The same rules hold in the window and at the command line.
"""

from __future__ import annotations

import re
import unicodedata

from plexlog.domain.common_passwords import ALPHABET, COMMON, ROWS
from plexlog.domain.errors import PlexlogError
from plexlog.domain.unit import SHORTEST_PASSWORD

LONGEST_PASSWORD = 256
FEWEST_SIGNS = 5  # different ones
GOOD, STRONG = 14, 20
_LEET = str.maketrans("013457@$!", "oleastasi")
_SHORTEST_NAME = 4  # a shorter one stands in many words


class PasswordRefusedError(PlexlogError):
    """A new password is not taken; the message says why and what would be."""


def normalised(password: str) -> str:
    """The password as it is taken: a keyboard may give ö as one sign or as two."""
    return unicodedata.normalize("NFC", password)


def why_not(password: str, *persons: str) -> str:
    """Why a password cannot be taken, as a sentence; empty where it can.

    `persons` are login and name of whom it is for.
    """
    password = normalised(password)
    if not password:
        return "A password is needed: it encrypts the record."
    if len(password) < SHORTEST_PASSWORD:
        return f"At least {SHORTEST_PASSWORD} characters; a short sentence is best."
    if len(password) > LONGEST_PASSWORD:
        return f"At most {LONGEST_PASSWORD} characters."
    return _easily_guessed(password, persons)


def _easily_guessed(password: str, persons: tuple[str, ...]) -> str:
    why = ""
    if len(set(password.casefold())) < FEWEST_SIGNS:
        why = "Too few different signs."
    elif _is_common(password):
        why = "This is among the first that are guessed."
    elif _is_of_person(password, persons):
        why = "It is hardly more than the login or the name."
    return f"{why} Take a short sentence." if why else ""


def see_that_it_is_safe(password: str, *persons: str) -> None:
    """Raises PasswordRefusedError for what cannot be taken."""
    if sentence := why_not(password, *persons):
        raise PasswordRefusedError(sentence)


def strength(password: str, *persons: str) -> str:
    """How strong a password is while it is typed, in words; empty for an empty one."""
    if not password:
        return ""
    if len(password) < SHORTEST_PASSWORD:
        missing = SHORTEST_PASSWORD - len(password)
        return f"Too short: {missing} more"
    if why_not(password, *persons):
        return "Easily guessed"
    if len(password) < GOOD:
        return "Enough; longer is better"
    return "Good" if len(password) < STRONG else "Strong"


def _is_common(password: str) -> bool:
    """Whether nothing is left of it but words that are guessed first, rows of keys and digits."""
    plain = password.casefold()
    spelled = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain).translate(_LEET)
    return _is_made_of_common(plain) or (spelled != "" and _is_made_of_common(spelled))


def _is_made_of_common(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    if not words:
        return _is_row(re.sub(r"\D", "", text))
    return all(word in COMMON or _halves_are_common(word) or _is_row(word) for word in words)


def _halves_are_common(word: str) -> bool:
    return any(word[:at] in COMMON and word[at:] in COMMON for at in range(1, len(word)))


def _is_row(text: str) -> bool:
    """Whether it runs along the keyboard or the alphabet, or repeats what does."""
    lines = [line * 3 for line in (*ROWS, ALPHABET)]
    return len(text) > 1 and any(text in line or text[::-1] in line for line in lines)


def _is_of_person(password: str, persons: tuple[str, ...]) -> bool:
    text = "".join(sign for sign in password.casefold() if sign.isalnum())
    names = {
        part
        for person in persons
        for part in re.findall(r"[^\W_]+", normalised(person).casefold())
    }
    without_all = _without(text, names)
    if without_all != text and not any(sign.isalpha() for sign in without_all):
        return True  # the names and a number
    left = _without(text, {name for name in names if len(name) >= _SHORTEST_NAME})
    return bool(persons) and len(left) < SHORTEST_PASSWORD // 2


def _without(text: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):  # a short one may stand in a longer one
        text = text.replace(name, "")
    return text
