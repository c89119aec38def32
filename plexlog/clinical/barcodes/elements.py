"""The things that a scan can say, whichever bar code said them."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from plexlog.clinical.donation import FIRST_CHECKED_FLAG, LAST_CHECKED_FLAG
from plexlog.domain.words import Abo, RhD


class Kind(enum.StrEnum):
    """What an element is, in the words of the ward."""

    DONATION_NUMBER = "donation number"
    BLOOD_GROUP = "blood group"
    PRODUCT_CODE = "product code"
    EXPIRY = "expiry"
    LOT = "lot"
    TRADE_ITEM = "article number"
    SERIAL = "serial number"
    OTHER = "something else"


@dataclass(frozen=True, slots=True)
class DonationNumber:
    """A donation number of 13 characters, with the flag of the bar code or the keyed check."""

    kind: ClassVar[Kind] = Kind.DONATION_NUMBER
    din: str
    flag: str = ""
    check: str = ""

    @property
    def words(self) -> str:
        """As people read it, spaced as on the label."""
        return f"{self.kind} {self.din[:5]} {self.din[5:7]} {self.din[7:]}"

    @property
    def is_checked(self) -> bool:
        """Whether a slip in it would have been caught: flags outside 60 to 96 carry no check."""
        flags = range(FIRST_CHECKED_FLAG, LAST_CHECKED_FLAG + 1)
        return bool(self.check) or (self.flag != "" and int(self.flag) in flags)


@dataclass(frozen=True, slots=True)
class BloodGroup:
    """ABO and RhD of the donor; RhD absent where the label does not state it."""

    kind: ClassVar[Kind] = Kind.BLOOD_GROUP
    abo: Abo
    rhd: RhD | None
    phenotype: str = "0"  # of other groups; kept, not read

    @property
    def words(self) -> str:
        """As people read it."""
        return f"{self.kind} {self.abo}" + (f" RhD {self.rhd}" if self.rhd else "")


@dataclass(frozen=True, slots=True)
class ProductCode:
    """What the product is, by the blood bank's code; the table of codes is not in the program."""

    kind: ClassVar[Kind] = Kind.PRODUCT_CODE
    code: str

    @property
    def words(self) -> str:
        """As people read it."""
        return f"{self.kind} {self.code}"


@dataclass(frozen=True, slots=True)
class Expiry:
    """The last day, and the time of that day where the label states one."""

    kind: ClassVar[Kind] = Kind.EXPIRY
    day: date
    time: str = ""  # HH:MM

    @property
    def words(self) -> str:
        """As people read it."""
        return f"{self.kind} {self.day.isoformat()} {self.time}".rstrip()


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot or batch."""

    kind: ClassVar[Kind] = Kind.LOT
    number: str

    @property
    def words(self) -> str:
        """As people read it."""
        return f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class TradeItem:
    """The article number of a product (GTIN), as 14 digits."""

    kind: ClassVar[Kind] = Kind.TRADE_ITEM
    gtin: str

    @property
    def words(self) -> str:
        """As people read it."""
        return f"{self.kind} {self.gtin}"


@dataclass(frozen=True, slots=True)
class Serial:
    """The serial number of one pack."""

    kind: ClassVar[Kind] = Kind.SERIAL
    number: str

    @property
    def words(self) -> str:
        """As people read it."""
        return f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class Other:
    """Something that a bar code may say and no field here asks for."""

    kind: ClassVar[Kind] = Kind.OTHER
    name: str
    identifier: str
    content: str

    @property
    def words(self) -> str:
        """What it is; not what it says, which may name a person."""
        return self.name


Element = DonationNumber | BloodGroup | ProductCode | Expiry | Lot | TradeItem | Serial | Other
