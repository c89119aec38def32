"""An access as a form gives it: with the order, and later whenever more is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from plexlog.domain import codec, wording
from plexlog.domain.errors import Refusal, UnreadableError
from plexlog.domain.fields import read_number
from plexlog.domain.records import AccessDevice
from plexlog.services.form_texts import NEEDED, Typed, day_text, word_of

ACCESS_ID = "access-1"
PREFIX = "access_"
REMOVED = f"{PREFIX}removed_on"
REMOVAL_REASON = f"{PREFIX}removal_reason"
LUMENS = "lumens"
YES, NO = "yes", "no"
REASONS = (
    "no longer needed",
    "course finished",
    "suspected infection",
    "infection",
    "thrombosis",
    "blocked or poor flow",
    "dislodged",
    "replaced by another access",
)  # why an access is removed; other words are the unit's own
_OF_LUMEN = ("name", "volume_ml")
_UNTYPED = {"key", "extra", "id", LUMENS}
BOXES: Mapping[str, str] = {
    f"{PREFIX}{one.name}": one.name for one in fields(AccessDevice) if one.name not in _UNTYPED
}
"""The boxes of an access, each with what of the access it holds."""


def _yes_or_no(text: str) -> bool:
    if text not in (YES, NO):
        raise UnreadableError("must be yes or no")
    return text == YES


_READS = {
    "site": word_of,
    "inserted_on": day_text,
    "removed_on": day_text,
    "tip_confirmed": _yes_or_no,
}


def read_access(typed: Typed, access_id: str) -> AccessDevice | None:
    """The access of a form; None where nothing is typed of it, or too little to be one."""
    part = Typed(typed.texts)
    part.document["id"] = access_id
    for code, name in BOXES.items():
        part.take(code, _READS.get(name, str), name)
    lumens = part.rows(LUMENS, {"name": str, "volume_ml": read_number})
    if lumens:
        part.document[LUMENS] = lumens
    if len(part.document) == 1:
        typed.refusals += part.refusals
        return None
    device = part.record(AccessDevice)
    codes = {name: code for code, name in BOXES.items()}
    typed.refusals += [
        Refusal(codes.get(one.place, one.place), one.reason) for one in part.refusals
    ]
    return device


def refuse_impossible(typed: Typed, device: AccessDevice, today: date) -> None:
    """Days that contradict each other or lie ahead, and a removal that is half told."""
    inserted, removed = device.inserted_on, device.removed_on
    for code, day in ((f"{PREFIX}inserted_on", inserted), (REMOVED, removed)):
        if day is not None and day > today:
            typed.refuse(code, f"{day} lies in the future")
    if removed is not None and inserted is not None and removed < inserted:
        typed.refuse(REMOVED, f"{removed} is before it was inserted on {inserted}")
    if removed is not None and device.removal_reason is None:
        typed.refuse(REMOVAL_REASON, NEEDED)
    if removed is None and device.removal_reason is not None and not typed.text(REMOVED):
        typed.refuse(REMOVED, f"{NEEDED} beside the reason")


def texts_of_device(device: AccessDevice | None) -> dict[str, Any]:
    """An access as its form shows it."""
    document = {} if device is None else codec.write(device)
    texts: dict[str, Any] = {code: _text(document.get(name)) for code, name in BOXES.items()}
    texts["access_site"] = wording.words_of(texts["access_site"])
    tip = document.get("tip_confirmed")
    texts["access_tip_confirmed"] = "" if tip is None else (YES if tip else NO)
    rows = document.get(LUMENS) or ()
    texts[LUMENS] = [{key: _text(row.get(key)) for key in _OF_LUMEN} for row in rows]
    return texts


def with_what_is_not_shown(former: AccessDevice, device: AccessDevice) -> AccessDevice:
    """The access of a form, with what the form does not show of the one on file."""
    is_same = texts_of_device(device)[LUMENS] == texts_of_device(former)[LUMENS]
    lumens = former.lumens if is_same else device.lumens
    return replace(device, key=former.key, extra=former.extra, lumens=lumens)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
