"""Donation numbers: their check character and the flag of the bar code.

ISBT 128 Standard Technical Specification (ST-001), appendix A: ISO 7064 MOD 37-2.
"""

from __future__ import annotations

import re

from plexlog.clinical.domain_errors import ImpossibleValueError

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
FIRST_CHECKED_FLAG = 60
LAST_CHECKED_FLAG = 96
_NUMBER = re.compile(r"[A-NP-Z1-9][A-Z0-9]{4}[0-9]{8}")


def is_donation_number(din: str) -> bool:
    """Whether a text has the form of a donation number: 13 characters, facility, year, serial."""
    return _NUMBER.fullmatch(normalised(din)) is not None


def normalised(text: str) -> str:
    """As it stands on the label: capital letters, no spaces."""
    return text.replace(" ", "").upper()


def checksum(din: str) -> int:
    """ISO 7064 MOD 37-2 over the 13 characters, 0 to 36. Raises ImpossibleValueError."""
    number = normalised(din)
    if _NUMBER.fullmatch(number) is None:
        raise ImpossibleValueError(
            f"donation number {din!r} is not possible; possible are 13 characters: a letter or "
            "digit, four letters or digits, eight digits"
        )
    total = 0
    for character in number:
        total = (total + CHARACTERS.index(character)) * 2 % 37
    return (38 - total) % 37


def check_character(din: str) -> str:
    """The character printed in a box after the donation number, for keyboard entry."""
    return CHARACTERS[checksum(din)]


def check_fits(din: str, keyed: str) -> bool:
    """Whether the keyed check character belongs to the donation number."""
    return is_donation_number(din) and normalised(keyed) == check_character(din)


def flag_fits(din: str, flag: str) -> bool:
    """Whether a flag of the bar code fits; only 60 to 96 carry the checksum."""
    if not (flag.isascii() and flag.isdigit()):
        return True
    number = int(flag)
    if not FIRST_CHECKED_FLAG <= number <= LAST_CHECKED_FLAG:
        return True
    return is_donation_number(din) and number - FIRST_CHECKED_FLAG == checksum(din)
