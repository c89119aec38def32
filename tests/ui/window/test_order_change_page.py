"""A given order on its page again: where the cursor is, what is refused, what is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from plexlog.domain import wording
from plexlog.domain.records import AccessDevice
from plexlog.domain.words import AccessKind
from plexlog.services.course_overview import course_overview
from tests.ui.pages.program import Ward
from tests.ui.window.test_today_page import window_of
from ui.course.order_card import groups_of
from ui.course.order_screen import OrderScreen
from ui.widgets.buttons import ActionButton

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def change(ward: Ward, course_on_file: str) -> Ward:
    """The order of a course that is under way, to be changed."""
    window_of(ward).open_course(course_on_file)
    ward.press("change_order")
    return ward


def focused() -> QWidget:
    part = QApplication.focusWidget()
    assert isinstance(part, QWidget)
    return part


def test_tab_comes_into_the_page_at_the_reason_and_the_indication(change: Ward) -> None:
    page = change.order
    page.parts["why"].box.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    before = focused()
    assert not page.isAncestorOf(before)

    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert focused() is page.parts["why"].box
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.search
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.parts["diagnosis"].box


def test_a_change_begins_at_its_reason(change: Ward) -> None:
    assert focused() is change.order.parts["why"].box


def test_tab_leaves_the_page_at_its_last_button_and_comes_back_at_the_reason(
    change: Ward,
) -> None:
    page = change.order
    change.part(ActionButton, "give_order").setFocus()

    walked = []
    for _step in range(20):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        walked.append(focused())

    within = [page.isAncestorOf(part) for part in walked]
    begins = within.index(True)
    assert begins > 0
    assert all(within[begins:])
    whole = [page.parts["why"].box, page.search, page.parts["diagnosis"].box]
    assert walked[begins : begins + 3] == whole


def test_a_refused_change_names_its_first_box_and_puts_the_cursor_there(change: Ward) -> None:
    page = change.order
    change.type("plasma_volumes", "twice").type("ordered_by", "Dr B")
    page.parts["note"].box.setFocus()

    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert page.message == "Not kept yet: Reason of the change needs you; 1 more box too."
    assert focused() is page.parts["why"].box
    assert not page.parts["why"].visibleRegion().isEmpty()


def test_the_access_in_place_is_shown_and_ordered_from_now_on(
    ward: Ward, course_on_file: str
) -> None:
    store = window_of(ward).desk.store
    (line,) = store.course(course_on_file).access_devices or ()
    out = replace(line, removed_on=date(2026, 11, 6), removal_reason="dislodged")
    store.put_device(course_on_file, out)
    store.put_device(course_on_file, AccessDevice(id="veins", kind=AccessKind.PERIPHERAL_VEINS))
    window_of(ward).open_course(course_on_file)
    ward.press("change_order")

    assert ward.order.parts["access_kind"].text() == "peripheral-veins"
    (told,) = ward.order.changes.words.splitlines()
    assert told.startswith("Access right internal jugular, ")
    assert told.endswith(f" → {AccessKind.PERIPHERAL_VEINS.label}")
    ward.type("ordered_by", "Dr B").type("why", "the line is out").press("give_order")

    assert store.course(course_on_file).order.access_device_id == "veins"


def test_a_refused_list_is_named_too(change: Ward) -> None:
    page = change.order
    change.type("ordered_by", "Dr B").type("why", "slow to recover")
    fluids = page.parts["replacement"]
    fluids.set_texts([{"fluid": "albumin", "share": "50"}])
    fluids.changed.emit("replacement")

    change.press("give_order")

    assert page.message == "Not kept yet: Replacement needs you."
    assert fluids.isAncestorOf(focused())


def kept_by_keyboard(change: Ward) -> None:
    QTest.keyClick(change.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def type_into(change: Ward, code: str, text: str) -> None:
    """As a hand does: into the box, over what is there, and on with Tab."""
    box = change.order.parts[code].box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Tab)


def test_what_a_change_does_is_told_before_it_is_kept(change: Ward) -> None:
    page = change.order
    assert page.changes.isHidden()
    store, key = window_of(change).desk.store, window_of(change).opened.key

    type_into(change, "sessions_planned", "4")
    type_into(change, "interval_hours", "72")
    told = page.changes.words.replace("\u00a0", " ").splitlines()
    unchanged = len(store.sessions_of(key))
    type_into(change, "ordered_by", "Dr B")
    type_into(change, "why", "recovers slowly")
    kept_by_keyboard(change)

    assert told == [
        "Sessions 5 → 4",
        "Interval 48 h → 72 h",
        "Session 3 moves from 2026-11-06 10:00 to 2026-11-07 10:00.",
        "Session 4 is added, on 2026-11-10 10:00.",
    ]
    assert unchanged == 3
    lines = store.sessions_of(key)
    assert [wording.moment(one.planned_at) for one in lines[2:]] == [
        "2026-11-07 10:00",
        "2026-11-10 10:00",
    ]
    groups = dict(one[1:] for one in groups_of(course_overview(window_of(change).desk, key)))
    (version,) = (more for lead, more in groups.items() if lead.startswith("Version 2"))
    assert "Sessions 5 → 4\n" in version


def test_what_changes_is_not_told_of_a_form_that_cannot_be_read(change: Ward) -> None:
    page = change.order
    type_into(change, "sessions_planned", "4")
    before = page.changes.words.splitlines()[0]
    type_into(change, "plasma_volumes", "1,x")
    of_half = page.changes.words, page.changes.isHidden()
    type_into(change, "plasma_volumes", "1,1")
    again = page.changes.words.splitlines()[:2]

    page.changed.emit(page.texts() | {"indication": ""})

    assert before == "Sessions 5 → 4"
    assert of_half == ("", True)
    assert again[0].startswith("Plasma volumes ")
    assert again[0].endswith(" → 1.10\u00a0PV")
    assert again[1] == "Sessions 5 → 4"
    assert page.changes.isHidden()


def test_fewer_sessions_than_have_begun_are_refused_at_their_box(change: Ward) -> None:
    change.type("ordered_by", "Dr B").type("why", "better").type("sessions_planned", "1")
    noted = change.note("sessions_planned")

    kept_by_keyboard(change)

    assert noted == "Sessions 1 and 2 have begun; possible is 2 or more."
    assert change.order.message == "Not kept yet: Sessions needs you."


def test_a_change_by_telephone_has_both_its_times(change: Ward) -> None:
    desk, key = window_of(change).desk, window_of(change).opened.key
    change.type("ordered_at", "2026-10-01 09:00")
    too_early = change.note("ordered_at")
    change.type("ordered_at", "2026-11-05 22:40").type("ordered_by", "Dr B")
    change.type("why", "bleeding").type("note", "smaller bags").press("give_order")

    assert "the order that this changes was given at" in too_early.replace("The", "the")
    last = desk.store.order_changes(key)[-1]
    assert wording.moment(last.order.ordered_at) == "2026-11-05 22:40"
    told = [one[2] for one in groups_of(course_overview(desk, key)) if one[0] == "Order changed"]
    assert "ordered 2026-11-05 22:40, entered 2026-11-06 09:14" in told[0]


def test_a_finding_of_a_change_that_waits_is_told_as_of_a_change(change: Ward) -> None:
    change.type("ordered_by", "Dr B").type("why", "better").type("sessions_planned", "90")

    change.press("give_order")

    assert change.order.message == "Not kept yet: 2 findings wait for an answer."


def test_the_box_of_the_stop_value_is_there_where_the_rule_takes_one(change: Ward) -> None:
    page = change.order
    box = page.parts["stop_value"]
    blank = box.isEnabled()

    change.type("stop_rule", "igg-below-ordered")
    asked = box.isEnabled()
    type_into(change, "stop_value", "3.5")
    told = change.order.changes.words.splitlines()
    change.type("ordered_by", "Dr B").type("why", "target").press("give_order")
    store, key = window_of(change).desk.store, window_of(change).opened.key

    assert (blank, asked) == (False, True)
    assert told[-1] == "Stop value not ordered → 3.5\u00a0g/L"
    assert store.course(key).order.stop_value == Decimal("3.5")
    assert "IgG < 3.5" in change.course.sums.stop_words
    change.press("change_order")
    change.type("stop_rule", "platelets-150-once")
    stop_value = change.order.parts["stop_value"]
    assert (stop_value.text(), stop_value.isEnabled()) == ("", False)


def test_the_strength_of_a_lock_is_of_the_agent_for_which_it_was_typed(change: Ward) -> None:
    change.type("lock_agent", "trisodium-citrate")
    type_into(change, "lock_citrate", "4")
    change.type("lock_agent", "heparin")
    type_into(change, "lock_heparin", "500")

    told = change.order.changes.words.splitlines()[-1]
    assert change.order.parts["lock_citrate"].text() == ""
    assert told.endswith("heparin 500\u00a0IU/mL")


def test_a_stop_value_is_of_the_rule_for_which_it_was_typed(change: Ward) -> None:
    change.type("stop_rule", "igg-below-ordered")
    type_into(change, "stop_value", "2")
    change.type("stop_rule", "antibody-titre-below-ordered")
    left = change.order.parts["stop_value"].text()
    type_into(change, "stop_value", "2")
    change.type("ordered_by", "Dr B").type("why", "target")
    typed = change.order.texts()
    change.order.keep_typed()
    change.order.given_up.emit()
    window_of(change).open_course(window_of(change).opened.key)

    change.press("change_order")

    assert left == ""
    assert typed["stop_value"] == "2"
    assert change.order.texts() == typed  # what is put back was typed for this rule


@pytest.mark.parametrize(
    ("rule", "left"), [("scale-below-ordered", ""), ("igg-below-ordered", "2")]
)
def test_a_score_is_of_the_scale_for_which_it_was_typed(
    change: Ward, rule: str, left: str
) -> None:
    change.type("response_scale", "mg-adl").type("stop_rule", rule)
    type_into(change, "stop_value", "2")

    change.type("response_scale", "qmg")

    assert change.order.parts["stop_value"].text() == left


def test_the_access_on_record_is_shown_and_stays(change: Ward) -> None:
    page, course = change.order, window_of(change).opened
    store = window_of(change).desk.store
    before = store.course(course.key)
    (device,) = before.access_devices or ()

    assert page.parts["access_kind"].text() == device.kind
    assert page.parts["access_side"].text() == device.side
    assert page.parts["access_site"].text() == "internal jugular"
    assert page.parts["access_inserted_on"].text() == str(device.inserted_on)
    assert len(page.parts["lumens"].rows) == len(device.lumens or ())
    change.type("ordered_by", "Dr B").type("why", "slow to recover").press("give_order")

    after = store.course(course.key)
    assert after.order.access_device_id == before.order.access_device_id
    assert after.access_devices == before.access_devices


def test_a_fluid_that_is_being_written_is_told_as_unfinished(change: Ward) -> None:
    fluids = change.order.parts["replacement"]
    fluids.set_texts([{"fluid": "albumin", "concentration_percent": "5"}])
    fluids.changed.emit("replacement")

    told = {card.view.key for card in change.order.lane.cards}

    assert "order-fluid-unfinished" in told
    assert "order-without-fluid" not in told


def fluids_of(page: OrderScreen) -> list[str]:
    return [row["fluid"] for row in page.parts["replacement"].texts()]


def test_a_fluid_is_moved_by_its_arrows_and_by_keys(change: Ward) -> None:
    page = change.order
    fluids = page.parts["replacement"]
    first, second = fluids_of(page)
    share = fluids.rows[0].box("share")
    share.setFocus()

    QTest.keyClick(share, Qt.Key.Key_Down, CTRL_SHIFT)
    assert fluids_of(page) == [second, first]
    assert focused() is share
    QTest.keyClick(share, Qt.Key.Key_Down, CTRL_SHIFT)  # it is the last one
    assert fluids_of(page) == [second, first]

    *_boxes, up, _down, cross = fluids.rows[1].stops
    up.click()
    assert fluids_of(page) == [first, second]
    up.click()  # it is the first one
    assert fluids_of(page) == [first, second]
    cross.setFocus()
    QTest.keyClick(cross, Qt.Key.Key_Tab)
    assert focused() is fluids.rows[1].box("fluid")
