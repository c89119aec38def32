"""An order as a form gives it, read part by part: rules can judge what is there already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from plexlog.domain.errors import Refusal, UnreadableError
from plexlog.domain.facts import Indication
from plexlog.domain.fields import read_number
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Order
from plexlog.domain.searching import folded
from plexlog.services.access_form import ACCESS_ID, read_access
from plexlog.services.desk import Desk
from plexlog.services.form_texts import Typed, day_text, read_whole, word_of
from plexlog.services.order_choices import PREFIX, take_choices
from plexlog.services.times import read_planned, read_time

_WHOLE = Decimal(100)
_NOT_NAMED = 4
_SHORT = 3  # so few letters stand in the midst of many words


@dataclass(frozen=True, kw_only=True)
class OrderDraft:
    """What could be read of a form; the order is None until an indication is chosen."""

    order: Order | None
    access: AccessDevice | None
    first_at: Moment | None
    refusals: tuple[Refusal, ...]


def find_indications(desk: Desk, text: str) -> tuple[Indication, ...]:
    """Indications that a text names, the best first."""
    return indications_named(desk.knowledge.indications.values(), text)


def indications_named(facts: Iterable[Indication], text: str) -> tuple[Indication, ...]:
    """Indications that hold every word of the text, those that it names best first.

    A common abbreviation is best, then the begin of a word; a longer text may stand anywhere.
    """
    words = folded(text).split()
    by_code = {fact.code: fact for fact in facts}
    ranks = {
        code: max((_rank(word, fact) for word in words), default=_NOT_NAMED)
        for code, fact in by_code.items()
    }
    best_first = sorted(ranks, key=ranks.__getitem__)
    return tuple(by_code[code] for code in best_first if ranks[code] < _NOT_NAMED)


@lru_cache(maxsize=1024)  # of facts, no patient's names; asked again with each letter typed
def _held(label: str, rest: str) -> tuple[str, str]:
    return folded(label), folded(rest)


def _rank(word: str, fact: Indication) -> int:
    """How well a word names an indication, 0 best."""
    label, rest = _held(fact.label, f"{fact.disease} {fact.code}")
    if word in fact.aliases.split():
        return 0
    for rank, held in enumerate((label, rest), start=1):
        if re.search(rf"\b{re.escape(word)}", held):
            return rank
    is_inside = len(word) > _SHORT and word in f"{label} {rest}"
    return _NOT_NAMED - 1 if is_inside else _NOT_NAMED


def read_order(desk: Desk, texts: Mapping[str, Any]) -> OrderDraft:
    """What can be read of a form, and what stands in the way of the rest."""
    typed = Typed(texts)
    typed.need(("indication", "ordered_by"))
    given_at = typed.value("ordered_at", _Given(desk.now()).read)
    typed.document["ordered_at"] = (given_at or desk.now()).text
    for code in ("diagnosis", "icd10", "reason", "note", "ordered_by"):
        typed.take(code)
    for code in ("indication", "response_scale"):
        typed.take(code, word_of)
    for code in ("plasma_volumes", "interval_hours", "balance_percent"):
        typed.take(code, read_number)
    typed.take("sessions_planned", read_whole)
    typed.take("vitals_programme_min", read_programme)
    _take_replacement(typed)
    _take_groups(typed)
    _take_consents(typed)
    take_choices(desk, typed)
    access = read_access(typed, ACCESS_ID)
    if access is not None:
        typed.document["access_device_id"] = access.id
    _refuse_impossible_days(typed, access, desk.now().day)
    first_at = typed.value("first_at", _Planned(desk.now()).read)
    order = typed.record(Order)
    return OrderDraft(
        order=order, access=access, first_at=first_at, refusals=tuple(typed.refusals)
    )


@dataclass(frozen=True)
class _Given:
    """When an order was given that is written down later: by telephone, or on paper."""

    now: Moment

    def read(self, text: str) -> Moment:
        return read_time(text, self.now)


@dataclass(frozen=True)
class _Planned:
    now: Moment

    def read(self, text: str) -> Moment:
        return read_planned(text, self.now)


def read_programme(text: str) -> list[Decimal]:
    """Read the minutes between vitals, `5, 5, 5, 15`. Raises UnreadableError."""
    try:
        return [read_number(part) for part in text.replace(";", " ").replace(",", " ").split()]
    except UnreadableError:
        raise UnreadableError("must be minutes, such as 5, 5, 5, 15") from None


def read_share(text: str) -> Decimal:
    """Read a share in percent as a part of one. Raises UnreadableError."""
    return read_number(text.replace("%", "")) / _WHOLE


def _take_replacement(typed: Typed) -> None:
    rows = typed.rows(
        "replacement",
        {
            "fluid": str,
            "concentration_percent": read_number,
            "diluent": str,
            "diluted_to_percent": read_number,
            "share": read_share,
        },
    )
    if not rows:
        return
    shares = [row["share"] for row in rows if "share" in row]
    if len(shares) == len(rows) and sum(shares) != 1:
        together = (sum(shares) * _WHOLE).normalize()
        typed.refuse("replacement", f"the shares make {together:f} %, not 100 %")
        return
    typed.document["replacement"] = rows


def _take_groups(typed: Typed) -> None:
    """Groups of boxes that make a part of the order; the first box of a group is needed."""
    for key, boxes in GROUPS.items():
        part = Typed(typed.texts)
        for code, (name, read) in boxes.items():
            part.take(code, read, name)
        typed.refusals += part.refusals
        first, (name, _read) = next(iter(boxes.items()))
        if not part.document:
            continue
        if name not in part.document:
            typed.refuse(first, "is needed beside the rest")
        else:
            typed.document[key] = part.document


def _take_consents(typed: Typed) -> None:
    rows = typed.rows(
        "consents",
        {"kind": str, "given_on": day_text, "valid_until": day_text, "taken_by": str},
    )
    if rows:
        typed.document["consents"] = rows


def _refuse_impossible_days(typed: Typed, access: AccessDevice | None, today: date) -> None:
    """Days that contradict each other, or today; documents hold days so that they compare."""
    if access is not None and access.inserted_on is not None and access.inserted_on > today:
        typed.refuse("access_inserted_on", f"{access.inserted_on} lies in the future")
    trial = typed.document.get("steroid_trial", {})
    started, ended = trial.get("started_on", ""), trial.get("ended_on", "")
    if started > today.isoformat():
        typed.refuse("steroid_started", f"{started} lies in the future")
    if started and ended and ended < started:
        typed.refuse("steroid_ended", f"{ended} is before it began on {started}")
    for row, consent in enumerate(typed.document.get("consents", ())):
        given, until = consent.get("given_on", ""), consent.get("valid_until", "")
        if given > today.isoformat():
            typed.refuse(f"consents[{row}].given_on", f"{given} lies in the future")
        if given and until and until < given:
            typed.refuse(f"consents[{row}].valid_until", f"{until} is before {given}, when given")


def place_of(place: str) -> str:
    """The code of the box at which a refusal of the order is shown."""
    place = place.removeprefix(PREFIX)
    head, _dot, rest = place.partition(".")
    boxes = GROUPS.get(head)
    if boxes is None:
        return place
    return next((code for code, (name, _read) in boxes.items() if name == rest), place)


GROUPS: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    "anticoagulant": {
        "ac_product": ("product", str),
        "ac_ratio": ("inlet_ac_ratio", read_number),
        "ac_heparin_bolus": ("heparin_bolus_iu", read_number),
        "ac_heparin_hourly": ("heparin_iu_per_h", read_number),
    },
    "catheter_lock": {
        "lock_agent": ("agent", str),
        "lock_heparin": ("heparin_iu_ml", read_number),
        "lock_citrate": ("citrate_percent", read_number),
    },
    "calcium_plan": {
        "calcium_salt": ("salt", str),
        "calcium_rate": ("ml_per_l_replaced", read_number),
        "calcium_route": ("route", str),
        "calcium_note": ("note", str),
    },
    "steroid_trial": {
        "steroid_drug": ("drug", str),
        "steroid_dose": ("dose_mg_per_day", read_number),
        "steroid_started": ("started_on", day_text),
        "steroid_ended": ("ended_on", day_text),
        "steroid_response": ("response", str),
    },
}


def guideline_words(fact: Indication) -> Sequence[str]:
    """What the guidelines say of an indication, part by part."""
    words = []
    if fact.asfa_category:
        grade = f", grade {fact.asfa_grade}" if fact.asfa_grade else ""
        words.append(f"{fact.asfa_edition} category {fact.asfa_category}{grade}")
    if fact.aan_level:
        what = {"for": "for exchange", "against": "against exchange"}
        said = what.get(fact.aan_direction, fact.aan_direction)
        direction = f", {said}" if said else ""
        words.append(f"{fact.aan_edition} level {fact.aan_level}{direction}")
    if not words:
        words.append("in neither ASFA nor AAN")
    return words
