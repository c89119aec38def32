"""A given order shown in its form again, and the new version that the form makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from plexlog.clinical.order_words import entered_words
from plexlog.domain import codec
from plexlog.domain.records import AccessDevice, Course, Order
from plexlog.domain.unit import OrderChange
from plexlog.services.access_form import texts_of_device
from plexlog.services.desk import Desk
from plexlog.services.order_choices import (
    PRE_MEDICATION,
    PREFIX,
    STOP_RULE,
    STOP_VALUE,
    TESTS,
    texts_of_choices,
)
from plexlog.services.order_form import GROUPS
from plexlog.services.stories import here

__all__ = [
    "changed_order",
    "entered_words",
    "order_versions",
    "run_under",
    "texts_of_access",
    "texts_of_order",
]
_PLAIN = (
    "indication",
    "diagnosis",
    "icd10",
    "reason",
    "note",
    "response_scale",
    "plasma_volumes",
    "interval_hours",
    "balance_percent",
    "sessions_planned",
)
# Lists and numbers of the form that an order holds under the same key.
_CHOSEN = {f"{PREFIX}{key}" for key in (STOP_RULE, STOP_VALUE, PRE_MEDICATION, TESTS)}
_ACCESS = {
    "access_kind",
    "access_side",
    "access_site",
    "access_inserted_on",
    "lumens",
}  # boxes of the order's form; the rest of an access is told on the page of its course
_SHOWN = {
    *_CHOSEN,
    *_PLAIN,
    "ordered_by",
    "ordered_at",
    "replacement",
    "consents",
    "vitals_programme_min",
}


def texts_of_order(desk: Desk, order: Order) -> dict[str, Any]:
    """What the form shows of an order; who changes it is named anew."""
    document = codec.write(order)
    texts: dict[str, Any] = {code: _text(document.get(code)) for code in _PLAIN}
    programme = document.get("vitals_programme_min") or ()
    texts["vitals_programme_min"] = ", ".join(_text(minutes) for minutes in programme)
    for key, boxes in GROUPS.items():
        part = document.get(key) or {}
        texts |= {code: _text(part.get(name)) for code, (name, _read) in boxes.items()}
    texts["consents"] = [_texts(row) for row in document.get("consents") or ()]
    texts["replacement"] = [
        _texts(row) | {"share": f"{(100 * share.share).normalize():f}"}
        for row, share in zip(
            document.get("replacement") or (), order.replacement or (), strict=True
        )
    ]
    return texts | texts_of_choices(desk, order)


def texts_of_access(course: Course) -> dict[str, Any]:
    """What the form shows of the access on record: of the one that is in place."""
    texts = texts_of_device(access_in_place(course))
    return {code: text for code, text in texts.items() if code in _ACCESS}


def access_in_place(course: Course) -> AccessDevice | None:
    """The access of the order while it is in; or else the last one in, or what it names."""
    ordered = course.device(course.order.access_device_id)
    left_in = [one for one in course.access_devices or () if one.removed_on is None]
    return ordered if ordered in left_in or not left_in else left_in[-1]


def changed_order(former: Order, order: Order) -> Order:
    """The order of the form, with what the form does not show as it was."""
    before, now = codec.write(former), codec.write(order)
    for key, value in before.items():
        if key not in _SHOWN and key not in GROUPS:
            now.setdefault(key, value)
    for key, boxes in GROUPS.items():
        shown = {name for name, _read in boxes.values()}
        if key in now:
            unseen = {k: v for k, v in (before.get(key) or {}).items() if k not in shown}
            now[key] = unseen | now[key]
    given = {_consent(row): row for row in before.get("consents") or ()}
    if "consents" in now:
        now["consents"] = [_joined(given.get(_consent(row), {}), row) for row in now["consents"]]
    drugs = f"{PREFIX}{PRE_MEDICATION}"
    routes = {row["drug"]: row for row in before.get(drugs) or ()}
    if drugs in now:
        now[drugs] = [routes.get(row["drug"], {}) | row for row in now[drugs]]
    return codec.read_own(Order, now)


def order_versions(desk: Desk, course_key: str) -> tuple[OrderChange, ...]:
    """The versions of an order, the first one first, by the clock of this workstation."""
    changes = desk.store.order_changes(course_key)
    return tuple(replace(one, at=here(desk, one.at)) for one in changes)


def run_under(desk: Desk, session_key: str, changes: Sequence[OrderChange]) -> int:
    """The version of the order that a session was run under; before its start the one in force."""
    key = desk.store.order_of(session_key).key
    return next((one.version for one in reversed(changes) if one.order.key == key), len(changes))


def _consent(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return row["kind"], row["given_on"]


def _joined(former: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """A consent of the form, with its withdrawal and form as they were recorded."""
    unseen = {k: v for k, v in former.items() if k not in ("valid_until", "taken_by")}
    return {**unseen, **row}


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {key: _text(value) for key, value in row.items()}


def _text(value: Any) -> str:
    """A value of a document as people type it."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
