"""A bag in words: its fluid, in full and short, and where it comes from."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Bag
from plexlog.domain.words import Fluid

_SHORT = {
    Fluid.SALINE: _("NaCl 0.9 %"),
    Fluid.PLASMA_FRESH_FROZEN: _("FFP"),
    Fluid.PLASMA_FROZEN_24_H: _("FP24"),
    Fluid.PLASMA_CRYO_POOR: _("Cryo-poor plasma"),
    Fluid.PLASMA_SD_TREATED: _("SD plasma"),
    Fluid.PLASMA_PATHOGEN_REDUCED: _("PR plasma"),
    Fluid.STARCH: _("Starch"),
}  # as written on a ward's board; shown only where the full name has no room


def fluid_name(bag: Bag) -> str:
    """A fluid with its concentration, as on the bag."""
    return _with_strength(bag, wording.sentence(bag.fluid.label))


def short_name(bag: Bag) -> str:
    """The same where there is little room; never cut."""
    return _with_strength(bag, _SHORT.get(bag.fluid, wording.sentence(bag.fluid.label)))


def _with_strength(bag: Bag, label: str) -> str:
    percent = bag.concentration_percent
    return label if percent is None else f"{label} {wording.plain(percent)} %"


def bag_source(bag: Bag) -> str:
    """Where a bag comes from: donation number or lot, and expiry."""
    source = bag.din or bag.lot
    parts = [] if source is None else [f"{'DIN' if bag.din else 'lot'} {source}"]
    if bag.expires_on is not None:
        parts.append(_("exp {day}").format(day=f"{bag.expires_on:%Y-%m}"))
    return "  ·  ".join(parts) or _("no lot recorded")
