"""A patient as a form gives them: read, checked place by place, joined to what was on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.fields import read_number
from plexlog.domain.records import Allergy, Patient
from plexlog.domain.shapes import Record
from plexlog.services.form_texts import Rows, Typed, day_text, known_word, word_of
from plexlog.services.unit_slips import height_words

NEEDED = ("family_name", "given_name", "birth_date", "record_number")
FREE = "other"  # the kind of a history that only its note describes
R = TypeVar("R", bound=Record)


def read_patient(texts: Mapping[str, Any], former: Patient | None = None) -> Patient:
    """The patient of a filled-in form. Raises RefusedError with the codes of the boxes.

    Lists are None where nobody has asked; an empty one means that there is none.
    """
    typed = Typed(texts)
    typed.need(NEEDED)
    for code in ("family_name", "given_name", "record_number", "sex_for_formulas"):
        typed.take(code)
    typed.take("birth_date", day_text)
    typed.take("height_cm", read_number)
    _take_blood_group(typed)
    _take_lists(typed)
    patient = typed.record(Patient)
    if typed.refusals or patient is None:
        raise RefusedError([_with_slip(one, typed) for one in typed.refusals])
    return patient if former is None else _joined(patient, former, texts)


def _with_slip(refusal: Refusal, typed: Typed) -> Refusal:
    """A refused height with what it looks like, such as metres typed as centimetres."""
    words = height_words(typed.text("height_cm")) if refusal.place == "height_cm" else ""
    return Refusal(refusal.place, f"{refusal.reason}; {words}") if words else refusal


def texts_of(patient: Patient) -> dict[str, Any]:
    """What the form shows of a patient."""
    blood = patient.blood_group
    return {
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "birth_date": patient.birth_date.isoformat(),
        "record_number": patient.record_number,
        "sex_for_formulas": patient.sex_for_formulas or "",
        "height_cm": "" if patient.height_cm is None else f"{patient.height_cm.normalize():f}",
        "abo": blood.abo if blood else "",
        "rhd": (blood.rhd or "") if blood else "",
        "allergies": _rows(patient.allergies, ("substance", "reaction")),
        "histories": _rows(patient.histories, ("kind", "note")),
        "other_identifiers": _rows(patient.other_identifiers, ("kind", "value")),
    }


def _rows(records: Sequence[Record] | None, names: Sequence[str]) -> list[dict[str, str]] | None:
    if records is None:
        return None
    return [
        {"key": record.key} | {name: getattr(record, name) or "" for name in names}
        for record in records
    ]


def _take_blood_group(typed: Typed) -> None:
    abo, rhd = typed.text("abo"), typed.text("rhd")
    if rhd and not abo:
        typed.refuse("abo", "is needed beside Rhesus D")
    elif abo:
        typed.document["blood_group"] = {"abo": abo} | ({"rhd": rhd} if rhd else {})


def _take_lists(typed: Typed) -> None:
    """The lists. A list said to hold something must name it: nothing named is not "none"."""
    if typed.texts.get("allergies") is not None:
        rows = typed.rows("allergies", {"substance": str, "reaction": str})
        _need_named(typed, "allergies", rows, "substance")
        typed.document["allergies"] = [row | _agent(row.get("substance", "")) for row in rows]
    if typed.texts.get("histories") is not None:
        rows = typed.rows("histories", {"kind": word_of, "note": str})
        _need_named(typed, "histories", rows, "illness")
        typed.document["histories"] = [{"kind": FREE} | row for row in rows]
    if typed.texts.get("other_identifiers") is not None:
        rows = typed.rows("other_identifiers", {"kind": word_of, "value": str})
        typed.document["other_identifiers"] = rows


def _need_named(typed: Typed, code: str, rows: Sequence[object], what: str) -> None:
    if typed.texts[code] and not rows:
        typed.refuse(code, f"name the {what}, or choose “Not asked” or “Asked: none”")


def _agent(substance: str) -> dict[str, str]:
    agent = known_word(substance)
    return {"agent": agent} if agent else {}


def _joined(patient: Patient, former: Patient, texts: Mapping[str, Any]) -> Patient:
    """The corrected patient with the keys of before, and with what the form does not show."""
    return replace(
        patient,
        key=former.key,
        extra=former.extra,
        allergies=_allergies(patient, former, texts.get("allergies")),
        histories=_kept(
            patient.histories, former.histories, texts.get("histories"), ("kind", "note")
        ),
        other_identifiers=_kept(
            patient.other_identifiers,
            former.other_identifiers,
            texts.get("other_identifiers"),
            ("kind", "value"),
        ),
    )


def _allergies(patient: Patient, former: Patient, rows: Rows | None) -> tuple[Allergy, ...] | None:
    """The allergies; what rules read stays as it came while the substance is the same."""
    kept = _kept(patient.allergies, former.allergies, rows, ("substance", "agent", "reaction"))
    before = {one.key: one for one in former.allergies or () if one.key}
    if kept is None:
        return None
    return tuple(
        replace(one, agent=before[one.key].agent)
        if one.key in before and before[one.key].substance == one.substance
        else one
        for one in kept
    )


def _kept(
    now: tuple[R, ...] | None,
    before: tuple[R, ...] | None,
    rows: Rows | None,
    shown: Sequence[str],
) -> tuple[R, ...] | None:
    if now is None:
        return None
    by_key = {record.key: record for record in before or ()}
    keys = [
        str(row.get("key") or "")
        for row in rows or ()
        if any(str(text).strip() for name, text in row.items() if name != "key")
    ]
    return tuple(
        replace(by_key[key], **{name: getattr(record, name) for name in shown})
        if key in by_key
        else record
        for record, key in zip(now, keys, strict=True)
    )
