"""The data structures of ISBT 128 by their identifiers: ST-001, table of data structures.

Those that a field here asks for are read; the others are known, so that they can be named.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Structure:
    """A data structure: what it is, and how many characters follow its identifier."""

    name: str
    length: int | None = None  # None: to the end of the scan


BLOOD_GROUP = "=%"
PRODUCT_CODE = "=<"
EXPIRY_DAY = "=>"
EXPIRY_TIME = "&>"
COMPOUND = "=+"
DONATION_LENGTH = 15  # 13 characters and the flag, after the single =
COMPOUND_LENGTH = 5  # how many structures, and the number of their list

STRUCTURES: dict[str, Structure] = {
    BLOOD_GROUP: Structure("blood group", 4),
    PRODUCT_CODE: Structure("product code", 8),
    EXPIRY_DAY: Structure("expiry", 6),
    EXPIRY_TIME: Structure("expiry with time", 10),
    "=*": Structure("date of collection", 6),
    "&*": Structure("date and time of collection", 10),
    "=}": Structure("date of production", 6),
    "&}": Structure("date and time of production", 10),
    "&(": Structure("special testing", 5),
    "={": Structure("red cell antigens"),
    "=\\": Structure("red cell antigens"),
    "&\\": Structure("red cell antigens"),
    "&%": Structure("red cell antigens with history"),
    "&{": Structure("platelet antigens"),
    "=[": Structure("HLA alleles"),
    '="': Structure("HLA alleles"),
    "=)": Structure("maker and catalogue number of the container"),
    "&)": Structure("lot of the empty container"),
    "=;": Structure("number of the donor"),
    "='": Structure("number of a member of staff"),
    "=-": Structure("maker and catalogue number of a supply"),
    "&-": Structure("lot of a supply"),
    "=#": Structure("birth date of a patient"),
    "&#": Structure("number of a patient"),
    "=]": Structure("month and year of expiry"),
    '&"': Structure("infection markers"),
    "=$": Structure("consignment number"),
    "&$": Structure("dimensions"),
    "= ": Structure("date and time"),
    "=,": Structure("division of a product"),
    "&+": Structure("code of a processing facility"),
    "=/": Structure("product code of a processor"),
    "&,": Structure("number of a product of human origin"),
    "&/": Structure("chain of identity"),
    "&;": Structure("national number of a donor"),
    "&!": Structure("exclusion mark"),
}
