"""What one version of an access says that the one before it did not, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from plexlog.domain import wording
from plexlog.domain.records import AccessDevice

_REMOVAL = ("removed_on", "removal_reason")
_LABELS = {"tip_confirmed": "tip confirmed", "inserted_on": "inserted"}
_PARTS = tuple(one.name for one in fields(AccessDevice) if one.name not in ("key", "extra", "id"))


def corrected(before: AccessDevice, after: AccessDevice) -> tuple[str, ...]:
    """What was on record and is another now; what was open before is completed, not corrected."""
    return tuple(name for name in _changed(before, after) if getattr(before, name) is not None)


def told_in(before: AccessDevice, after: AccessDevice) -> str:
    """`removed 2026-11-22: no longer needed; side left (was right)`."""
    changed = list(_changed(before, after))
    told = []
    if before.removed_on is None and after.removed_on is not None:
        told.append(f"removed {wording.day(after.removed_on)}: {after.removal_reason or ''}")
        changed = [name for name in changed if name not in _REMOVAL]
    elif before.removed_on is not None and after.removed_on is None:
        told.append(f"in place after all (was removed {wording.day(before.removed_on)})")
        changed = [name for name in changed if name not in _REMOVAL]
    for name in changed:
        was = getattr(before, name)
        now = _words(getattr(after, name))
        label = _LABELS.get(name, wording.words_of(name))
        told.append(f"{label} {now}" if was is None else f"{label} {now} (was {_words(was)})")
    return "; ".join(one.removesuffix(": ") for one in told)


def _changed(before: AccessDevice, after: AccessDevice) -> Iterator[str]:
    return (name for name in _PARTS if getattr(before, name) != getattr(after, name))


def _words(value: Any) -> str:
    if value is None:
        return wording.NOT_RECORDED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return wording.listed(
            one.name
            if one.volume_ml is None
            else f"{one.name} {wording.with_unit(wording.plain(one.volume_ml), 'mL')}"
            for one in value
        )
    return str(getattr(value, "label", value))
