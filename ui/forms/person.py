"""A person in a few signs, as cards and lists show them."""

from __future__ import annotations

from datetime import date

from plexlog.domain.language import gettext as _

_SIGNS = {"female": "♀", "male": "♂"}


def sex_sign(sex: str | None) -> str:
    """The sign of the sex used in formulas; nothing where it is not stated."""
    return _SIGNS.get(sex or "", "")


def years(born: str, today: date) -> int | None:
    """Completed years of age; None for what is no date."""
    try:
        day = date.fromisoformat(born)
    except ValueError:
        return None
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def age_words(born: str, today: date) -> str:
    """`42 y`; nothing where the birth date is not known."""
    age = years(born, today)
    return "" if age is None else _("{years} y").format(years=age)


def person_words(sex: str | None, born: str, today: date) -> str:
    """`♀ 42 y`."""
    return " ".join(part for part in (sex_sign(sex), age_words(born, today)) if part)
