"""What the unit sets in words: as it is now, and how it is changed, never without a reason."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.errors import PlexlogError
from plexlog.domain.record_rows import RecordRow
from plexlog.domain.roles import Act, may, who_may
from plexlog.domain.unit_settings import (
    PAPER_SIZE,
    SETTINGS,
    TELEPHONES,
    Setting,
    SettingChange,
    lines_of,
    rows_of,
    value_of,
)
from plexlog.services.desk import Desk
from plexlog.services.limits import LONGEST_REASON
from plexlog.services.permission import needs

MOST_LINES = 40
LONGEST_LINE = 100
MOST_TELEPHONES = 4  # the letter stays on its page


class SettingRefusedError(PlexlogError):
    """A setting stays as it is; the message says why. `place` names the box."""

    def __init__(self, sentence: str, place: str = "value") -> None:
        super().__init__(sentence)
        self.place = place


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One setting as lists show it."""

    setting: Setting
    value: str
    last: SettingChange | None  # None where nobody has ever changed it


def setting_lines(desk: Desk) -> tuple[SettingLine, ...]:
    """All settings as they are now."""
    changes = desk.store.setting_changes()
    last = {one.name: one for one in changes}
    return tuple(
        SettingLine(setting=one, value=value_of(one.name, changes), last=last.get(one.name))
        for one in SETTINGS.values()
    )


def rows_now(desk: Desk, name: str) -> tuple[RecordRow, ...]:
    """The rows of a text for the hospital's record, in the unit's order."""
    return rows_of(SETTINGS[name], value_of(name, desk.store.setting_changes()))


def telephones(desk: Desk) -> tuple[str, ...]:
    """Whom a patient calls; empty where the unit has named nobody."""
    return lines_of(value_of(TELEPHONES, desk.store.setting_changes()))


def paper_size(desk: Desk) -> str:
    """The size on which the unit prints: `a4` or `letter`."""
    return value_of(PAPER_SIZE, desk.store.setting_changes()).casefold()


def why_fixed(desk: Desk) -> str:
    """Why whoever is signed in may not change settings; empty where they may."""
    if may(desk.store.me, Act.LIMITS):
        return ""
    return f"Only {who_may(Act.LIMITS)} changes this. You can read it here."


@needs(Act.LIMITS)
def change_setting(desk: Desk, name: str, text: str, why: str) -> None:
    """Change a setting, with a reason; an empty text brings the default back.

    Raises NotAllowedError, SettingRefusedError, StoreError.
    """
    if name not in SETTINGS:
        raise SettingRefusedError(f"There is no setting {name!r}: {', '.join(SETTINGS)}.")
    value = _checked(SETTINGS[name], text)
    if value == value_of(name, desk.store.setting_changes()):
        raise SettingRefusedError("It says so already.")
    reason = " ".join(why.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise SettingRefusedError(f"Say why, in 1 to {LONGEST_REASON} characters.", "why")
    desk.store.change_setting(name, value, reason)


def _checked(setting: Setting, text: str) -> str:
    lines = lines_of(text)
    most = MOST_LINES if setting.rows else MOST_TELEPHONES
    if len(lines) > most:
        raise SettingRefusedError(f"At most {most} lines.")
    if any(len(line) > LONGEST_LINE for line in lines):
        raise SettingRefusedError(f"A line takes at most {LONGEST_LINE} characters.")
    if setting.choices:
        return _chosen(setting, " ".join(lines))
    if not setting.rows:
        return "\n".join(lines)
    known = {row.label.casefold() for row in setting.rows}
    for line in lines:
        if line.casefold() not in known:
            rows = ", ".join(row.label for row in setting.rows)
            raise SettingRefusedError(f"There is no row {line!r}. There are: {rows}.")
    return "\n".join(row.label for row in rows_of(setting, text)) or setting.default


def _chosen(setting: Setting, text: str) -> str:
    known = {one.casefold(): one for one in (*setting.choices, "")}
    if text.casefold() not in known:
        raise SettingRefusedError(f"There is no {text!r}. Choose: {', '.join(setting.choices)}.")
    return known[text.casefold()] or setting.default
