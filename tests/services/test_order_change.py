"""A given order is changed: nothing unseen is lost, and every stop is asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plexlog.domain import codec, json_text
from plexlog.domain.errors import RefusedError
from plexlog.domain.records import (
    AccessDevice,
    Anticoagulant,
    CatheterLock,
    Consent,
    Course,
    FluidShare,
    Lumen,
    Order,
    Override,
)
from plexlog.domain.words import (
    AccessKind,
    AnticoagulantProduct,
    ConsentKind,
    Fluid,
    LockAgent,
    Side,
)
from plexlog.services import ordering
from plexlog.services.desk import Desk
from plexlog.services.order_change import changed_order, texts_of_access, texts_of_order
from plexlog.services.order_form import read_order
from tests.services.ward import COURSE, ORDERED_AT

CASES = Path(__file__).parents[1] / "cases"
THIN = replace(COURSE.order, replacement=(FluidShare(fluid=Fluid.SALINE, share=Decimal(1)),))


def form_of(desk: Desk, order: Order, **typed: object) -> Order:
    texts = texts_of_order(desk, order) | {"ordered_by": "Dr B"} | typed
    made = read_order(desk, texts)
    assert made.refusals == ()
    assert made.order is not None
    return changed_order(order, made.order)


@pytest.mark.parametrize("name", ["gbs-albumin-five", "ms-relapse-steroids", "ttp-plasma-daily"])
def test_an_order_goes_through_its_form_unchanged(desk: Desk, name: str) -> None:
    document = json_text.parse((CASES / f"{name}.json").read_bytes())
    former = codec.read(Order, document["order"])

    order = form_of(desk, former)

    assert replace(order, ordered_by="", ordered_at=ORDERED_AT) == replace(
        former, ordered_by="", ordered_at=ORDERED_AT
    )


def test_what_the_form_does_not_show_stays(desk: Desk) -> None:
    consent = Consent(
        kind=ConsentKind.PROCEDURE,
        given_on=date(2026, 11, 1),
        withdrawn_on=date(2026, 11, 2),
        language="fr",
    )
    former = replace(COURSE.order, consents=(consent,), access_device_id="veins")

    order = form_of(desk, former, plasma_volumes="1.5")

    assert order.plasma_volumes == Decimal("1.5")
    assert order.consents == (consent,)
    assert order.access_device_id == "veins"
    assert order.ordered_by == "Dr B"


def test_what_is_cleared_in_the_form_is_gone(desk: Desk) -> None:
    lock = CatheterLock(agent=LockAgent.SALINE)
    former = replace(
        COURSE.order,
        catheter_lock=lock,
        anticoagulant=Anticoagulant(product=AnticoagulantProduct.ACD_A),
    )

    order = form_of(desk, former, lock_agent="", note="later", consents=[])

    assert (order.catheter_lock, order.note, order.consents) == (None, "later", None)
    assert order.anticoagulant == former.anticoagulant


def given(desk: Desk, course: Course = COURSE) -> Course:
    return desk.store.course(desk.store.add_course(course))


def test_a_stop_that_was_answered_before_is_asked_again(desk: Desk) -> None:
    answer = Override(finding="colloid-very-low", reason="trial", by="Dr A", at=ORDERED_AT)
    course = given(desk, replace(COURSE, order=THIN, overrides=(answer,)))
    changed = replace(THIN, note="still thin")

    with pytest.raises(RefusedError, match="needs the reason"):
        ordering.change_order(desk, course, changed, "typing slip")
    ordering.change_order(desk, course, changed, "typing slip", (answer,))

    assert desk.store.course(course.key).order.note == "still thin"


def test_versions_say_who_when_and_why(desk: Desk) -> None:
    course = given(desk)

    ordering.change_order(
        desk, course, replace(course.order, ordered_by="Dr B"), "recovers slowly"
    )

    first, second = desk.store.order_changes(course.key)
    assert (first.version, first.ordered_by) == (1, course.order.ordered_by)
    assert (second.version, second.ordered_by, second.why) == (2, "Dr B", "recovers slowly")
    assert second.by == desk.me


def test_the_access_on_record_is_shown_that_of_the_order_first() -> None:
    line = AccessDevice(
        id="line",
        kind=AccessKind.NON_TUNNELLED_CATHETER,
        side=Side.RIGHT,
        site="internal-jugular",
        inserted_on=date(2026, 11, 1),
        lumens=(Lumen(name="arterial", volume_ml=Decimal("1.2")),),
    )
    gone = replace(line, id="gone", removed_on=date(2026, 11, 2))
    course = replace(COURSE, access_devices=(line, gone))
    ordered = replace(course, order=replace(COURSE.order, access_device_id="gone"))
    unnamed = replace(course, order=replace(COURSE.order, access_device_id=None))
    none = replace(unnamed, access_devices=None)

    shown = texts_of_access(unnamed)

    assert texts_of_access(ordered) == shown
    assert shown == {
        "access_kind": "non-tunnelled-catheter",
        "access_side": "right",
        "access_site": "internal jugular",
        "access_inserted_on": "2026-11-01",
        "lumens": [{"name": "arterial", "volume_ml": "1.2"}],
    }
    assert not any(texts_of_access(none).values())
