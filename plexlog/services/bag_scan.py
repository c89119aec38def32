"""Scans of one bag's labels: read, held against each other, the fluid and what is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.findings import Finding
from plexlog.domain.records import Bag, Course, Session
from plexlog.domain.words import Fluid
from plexlog.services.given_questions import GROUP_OF_THE_UNIT, unanswered
from plexlog.services.observed import day_of, typed_observed
from plexlog.services.open_session import OpenSession
from plexlog.services.run_records import questions_of, refuse_new, refuse_same_unit
from plexlog.services.scanning import Kind, Scan, ScanError, bag_from_scan, read_scan
from plexlog.services.typed_record import typed_record

OF_PLASMA = (Kind.DONATION_NUMBER, Kind.BLOOD_GROUP, Kind.PRODUCT_CODE)
OF_A_PACK = (Kind.TRADE_ITEM, Kind.SERIAL)


def add_scan(scans: Sequence[Scan], text: str, fluid: Fluid | None) -> tuple[Scan, ...]:
    """The scans of a bag with one more; the same label twice is one.

    Raises ScanError for what cannot be read, says nothing of a bag, is of another bag than the
    scans before it, or stands on another kind of fluid than the chosen one.
    """
    scan = read_scan(text)
    if scan in scans:
        return tuple(scans)
    together = (*scans, scan)
    bag_from_scan(together)
    if fluid is not None:
        _refuse_other_fluid(scan, fluid)
    return together


def known_product(course: Course, product: str) -> Bag | None:
    """The last bag of the course with a product: what it was, so that nobody types it again."""
    bags = [bag for session in course.sessions or () for bag in session.bags or ()]
    return next((bag for bag in reversed(bags) if bag.product == product), None)


def questions(session: OpenSession, texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """What would be asked of a bag with these texts, once fluid and volume can be read.

    The group of the unit is not asked for while it may still be typed.
    """
    told = {key: text for key, text in texts.items() if text}
    if not {"fluid", "volume_ml"} <= set(told):
        return ()
    try:
        bag = typed_observed(session, Bag, told | {"id": "unit"})
    except RefusedError:
        return ()  # what cannot be read is said beside its field
    asked = unanswered(questions_of(session, bag), {})
    return tuple(one for one in asked if one.code != GROUP_OF_THE_UNIT)


def objections(session: OpenSession, texts: Mapping[str, str]) -> list[Refusal]:
    """Why a bag with these texts must not be hung, as far as they say; nothing is recorded."""
    now = day_of(session) or session.desk.now()
    told = {"fluid": Fluid.PLASMA_FRESH_FROZEN.value, "volume_ml": "1"} | {
        key: text for key, text in texts.items() if text
    }
    try:
        bag = replace(typed_record(Bag, told | {"id": "unit"}, now), started_at=now)
        view = session.view()
        refuse_same_unit(view.session, bag)
        refuse_new(session, with_bag(view.session, bag))
    except RefusedError as refused:
        return [one for one in refused.refusals if one.place in texts]
    return []


def with_bag(session: Session, bag: Bag) -> Session:
    """The session with one more bag."""
    return replace(session, bags=(*(session.bags or ()), bag))


def _refuse_other_fluid(scan: Scan, fluid: Fluid) -> None:
    kinds = [element.kind for element in scan.elements]
    if not fluid.is_plasma and any(kind in OF_PLASMA for kind in kinds):
        raise ScanError(
            f"This is the {scan.words} ({scan.standard}): it stands on plasma, not on "
            f"{fluid.label}. Choose the plasma, or scan what hangs."
        )
    is_unit = fluid.is_plasma and fluid is not Fluid.PLASMA_SD_TREATED
    if is_unit and any(kind in OF_A_PACK for kind in kinds):
        raise ScanError(
            f"This is the {scan.words} ({scan.standard}): it stands on a bottle, not on "
            f"{fluid.label}. Choose the fluid, or scan the donation number."
        )
