"""Looks through the history, a page at a time, and says each change in a nurse's words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from plexlog.domain import wording
from plexlog.domain.changes import ACCESS, Change, FoundChange, Sought
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import Catalogue
from plexlog.domain.moments import Moment
from plexlog.domain.searching import MOST_MEANT
from plexlog.domain.shapes import Measured
from plexlog.services.desk import Desk
from plexlog.services.stories import here
from plexlog.services.times import read_day

R = TypeVar("R")
PAGE = 50  # lines at a time; a history has hundreds of thousands
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "values": ("Measured values and rows", ("observation", "reading")),
    "course of the run": (
        "What was given and done",
        (
            "session",
            "bag",
            "saline_bolus",
            "drug_given",
            "pause",
            "reaction",
            "checklist_answer",
            "lock",
            "override",
        ),
    ),
    "patients": (
        "Patients and results",
        ("patient", "access_device", "lab_result", "score", "follow_up", "physician_text"),
    ),
    "orders": (
        "Orders, limits and lists",
        ("course", "course_order", "limit_change", "setting_change", "fact"),
    ),
    "signatures": ("Signatures", ("signature", "signature_statement")),
    "staff": ("Staff and keys", ("staff", "unit")),
    "undone": (
        "Erased, gone back, triggers",
        ("erasure", "backup", "sqlite_master", "recovery"),
    ),
    "looks": ("Viewed, printed, exported", (ACCESS,)),
}  # by key: its words and the tables that are meant
_UNTOLD = {
    "key",
    "position",
    "extra",
    "spelled",
    "listed",
    "limits",
    "folded",
    "entered_at",
    "by",
    "signature",
    "sealed",
    "beside",
    "fingerprint",
    "history_head",
    "withdrawn_at",
    "withdrawn_why",
}  # columns that say nothing to a reader
_EMPTY: tuple[object, ...] = (None, "", "[]", "{}", [], {})
_LONGEST = 80  # characters of one column


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One change in words."""

    number: int
    at: Moment  # in the zone of this workstation
    who: str
    station: str
    whom: str  # the patient; empty where it is about none
    what: str
    old: str
    new: str
    why: str
    patient_key: str
    course_key: str
    session_key: str

    @property
    def change(self) -> str:
        """Old and new in one; empty where only something was looked at."""
        if self.old:
            return f"{self.old} → {self.new}"
        return f"new: {self.new}" if self.new else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Some lines, the newest first; `more` is the number to go on before, 0 at the end."""

    lines: tuple[HistoryLine, ...]
    more: int


def read_sought(desk: Desk, texts: Mapping[str, str]) -> Sought:
    """What was typed: patient, session, staff, kind, since, until (that day included).

    Raises RefusedError naming the box.
    """
    since = _read("since", texts, read_day)
    until = _read("until", texts, read_day)
    return Sought(
        patient=_read("patient", texts, partial(_meant, desk)) or "",
        session=_read("session", texts, _number),
        staff_key=texts.get("staff", ""),
        tables=KINDS[texts["kind"]][1] if texts.get("kind") else (),
        since=None if since is None else _start(desk, since),
        until=None if until is None else _start(desk, until + timedelta(days=1)),
    )


def _meant(desk: Desk, text: str) -> str:
    """Words for patients who are not too many to be looked through whole."""
    if len(desk.store.patients(text, MOST_MEANT + 1)) > MOST_MEANT:
        raise UnreadableError(
            f"More than {MOST_MEANT} patients are meant; type more of name or number"
        )
    return text


def search_history(desk: Desk, sought: Sought, before: int = 0) -> HistoryPage:
    """The newest changes that are sought, of those before a number where one is given."""
    found = desk.store.changes_sought(sought, before, PAGE + 1)
    shown = found[:PAGE]
    return HistoryPage(
        lines=tuple(_line(desk, one) for one in shown),
        more=shown[-1].change.number if len(found) > PAGE else 0,
    )


def _read(code: str, texts: Mapping[str, str], read: Callable[[str], R]) -> R | None:
    text = texts.get(code, "").strip()
    if not text:
        return None
    try:
        return read(text)
    except UnreadableError as unreadable:
        raise RefusedError([Refusal(code, str(unreadable))]) from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UnreadableError("must be the number of a session, such as 3")
    return int(text)


def _start(desk: Desk, day: date) -> Moment:
    zone = desk.clock.now().instant.tzinfo
    return Moment.of(datetime.combine(day, time(), zone).astimezone(UTC))


def _line(desk: Desk, found: FoundChange) -> HistoryLine:
    change = found.change
    old, new = _images(change, desk.catalogue)
    whom = ""
    if found.patient_key:
        name = f"{wording.in_capitals(found.family_name)}, {found.given_name}"
        whom = f"{name} · {found.record_number}"
    is_named = found.session_number is not None and change.table != "session"
    what = (_what(found, desk.catalogue), f"session {found.session_number}" if is_named else "")
    return HistoryLine(
        number=change.number,
        at=here(desk, change.at),
        who=change.name,
        station=change.station,
        whom=whom,
        what=", ".join(part for part in what if part),
        old=old,
        new=new,
        why=change.why,
        patient_key=found.patient_key,
        course_key=change.course_key or "",
        session_key=change.session_key or "",
    )


def _what(found: FoundChange, catalogue: Catalogue) -> str:
    change = found.change
    if change.table == "session":
        return f"Session {found.session_number}"
    if change.table == ACCESS:
        return f"{wording.sentence(change.operation)}: {change.new['what']}"
    code = change.new.get("code", "")
    if change.table == "observation" and code in catalogue:
        return catalogue[code].label
    words = wording.sentence(wording.words_of(change.table))
    usual = change.operation in ("insert", "update")
    return words if usual else f"{words}: {wording.words_of(change.operation)}"


def _images(change: Change, catalogue: Catalogue) -> tuple[str, str]:
    """Before and after in words; of a row with many columns only those that have changed."""
    if change.table == ACCESS:
        return "", ""
    if change.table == "observation":
        return _measured(change.old, catalogue), _measured(change.new, catalogue)
    old, new = _told(change.old), _told(change.new)
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    before = "; ".join(_column(name, old[name], catalogue) for name in changed if name in old)
    after = "; ".join(_column(name, new[name], catalogue) for name in changed if name in new)
    if change.new.get("withdrawn_at") and not change.old.get("withdrawn_at"):
        after = "taken off the plan" if change.table == "session" else "taken back"
    if not change.old or not (before or after):
        return "", after  # a new row; or nothing that would tell a reader something
    return before or wording.MISSING, after or wording.MISSING


def _measured(image: Mapping[str, Any], catalogue: Catalogue) -> str:
    if not image or image["withdrawn_at"]:
        return wording.MISSING
    number = Decimal(image["spelled"] or repr(image["value"]))
    if image["code"] not in catalogue:
        return wording.with_unit(wording.plain(number), image["unit"])
    return wording.quantity_with_unit(catalogue[image["code"]], Measured(value=number))


def _told(image: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        name: value
        for name, value in image.items()
        if value not in _EMPTY
        and name not in _UNTOLD
        and not name.endswith(("_key", "_utc", "_extra"))
    }


def _column(name: str, value: object, catalogue: Catalogue) -> str:
    if name == "quantity" and value in catalogue:
        return catalogue[str(value)].label
    return f"{wording.words_of(name)} {_words(str(value))}"


def _words(text: str) -> str:
    words = _said(_held(text))
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _held(text: str) -> object:
    """What a column holds: text, or the parts of something that is kept in one column."""
    if text[:1] in ("[", "{"):
        try:
            return json.loads(text, parse_float=str, parse_int=str)
        except ValueError:  # somebody's own words
            return text
    return text


def _said(held: object) -> str:
    """Text, times and parts of a column as one reads them."""
    if isinstance(held, dict):
        told = [(name, part) for name, part in held.items() if part not in _EMPTY]
        return ", ".join(f"{wording.words_of(name)} {_said(part)}" for name, part in told)
    if isinstance(held, list):
        return " / ".join(_said(part) for part in held)
    if isinstance(held, bool):
        return "yes" if held else "no"
    try:
        return wording.moment(Moment.parse(str(held)))
    except UnreadableError:
        return str(held)
