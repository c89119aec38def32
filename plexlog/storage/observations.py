"""What is measured: one row for each value, whatever the quantity."""

from __future__ import annotations

from typing import Any

from plexlog.domain.entry import limits_of
from plexlog.domain.errors import Refusal, RefusedError, UnreadableRowError
from plexlog.domain.fields import Catalogue, Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Measured
from plexlog.domain.words import MeasurementSource
from plexlog.storage.mapping import (
    NOT_OURS,
    from_json,
    number_from_column,
    number_to_column,
    to_json,
)


def to_row(place: Place, code: str, measured: Measured, catalogue: Catalogue) -> dict[str, Any]:
    """The columns of one value. Raises RefusedError for a quantity not recorded there."""
    if not catalogue.takes(code, place):
        raise RefusedError([Refusal(code, f"is not recorded at {place.value}")])
    declared = catalogue[code]
    if not declared.possible.hold(measured.value):
        raise RefusedError(
            [Refusal(code, f"{measured.value} is not possible; {declared.refusal()}")]
        )
    value, spelled = number_to_column(measured.value)
    # what comes from a document nobody has judged yet: the limits of now do
    flag = measured.flag if measured.limits else measured.flag or declared.check(measured.value)
    return {
        "place": place.value,
        "code": code,
        "value": value,
        "spelled": spelled,
        "typed": measured.typed,
        "unit": measured.unit or declared.unit,
        "observed_at": _text(measured.taken_at),
        "entered_at": _text(measured.entered_at),
        "by": measured.by,
        "source": measured.source.value if measured.source else None,
        "flag": flag.word if flag else None,
        "answered": measured.answered,
        "limits": measured.limits or limits_of(declared),
        "extra": to_json(dict(measured.extra)),
    }


def from_row(row: Any) -> Measured:
    """The value of a row. Raises StoreError."""
    try:
        return _read(row)
    except NOT_OURS as error:
        raise UnreadableRowError("observation", row["key"], error) from error


def _read(row: Any) -> Measured:
    return Measured(
        key=row["key"],
        value=number_from_column(row["value"], row["spelled"]),
        typed=row["typed"],
        unit=row["unit"],
        taken_at=_moment(row["observed_at"]),
        entered_at=_moment(row["entered_at"]),
        by=row["by"],
        source=MeasurementSource(row["source"]) if row["source"] else None,
        flag=Severity[row["flag"].upper()] if row["flag"] else None,
        answered=row["answered"],
        limits=row["limits"] or "",
        extra=from_json(row["extra"]),
    )


def _text(moment: Moment | None) -> str | None:
    return None if moment is None else moment.text


def _moment(text: str | None) -> Moment | None:
    return None if text is None else Moment.parse(text)
