"""An order: written, judged while it is typed, given when every finding is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from plexlog.domain.records import Course, OrderedDrug, Patient
from plexlog.services.course_overview import course_overview
from plexlog.services.desk import Desk
from tests.ui.pages.program import Ward, part_of
from tests.ui.window.test_today_page import window_of
from ui.course.course_screen import CourseScreen
from ui.course.order_card import groups_of
from ui.course.order_screen import OrderScreen
from ui.course.reason_dialog import ReasonDialog
from ui.forms.fields import FormField, LineField
from ui.forms.row_list import RowList
from ui.patients.patient_screen import PatientScreen

MS = "multiple-sclerosis-acute-attack-relapse"


def desk_of(ward: Ward) -> Desk:
    return window_of(ward).desk


@pytest.fixture
def order(ward: Ward, due_course: Course) -> Ward:
    """The order page of a patient who has no course."""
    patient: Patient = due_course.patient
    key = desk_of(ward).store.add_patient(patient)
    window_of(ward).order_course(key)
    return ward


def test_a_nurse_names_the_physician_who_ordered(order: Ward) -> None:
    blank = order.part(FormField, "ordered_by").text()

    order.press("give_order")

    assert blank == ""
    assert isinstance(order.page, OrderScreen)
    assert order.note("ordered_by")


def rows(ward: Ward, code: str, *texts: dict[str, str]) -> None:
    part = ward.part(RowList, code)
    part.set_texts(texts)
    part.changed.emit(code)


def choose_indication(ward: Ward, text: str) -> None:
    ward.order.search.setFocus()
    QTest.keyClicks(ward.order.search, text)
    QTest.keyClick(ward.order.search, Qt.Key.Key_Return)


def test_tab_walks_the_order_as_it_is_read(order: Ward) -> None:
    page = order.order
    order.part(RowList, "replacement").add_row()
    page.search.setFocus()
    walked = []
    for _step in range(60):
        QTest.keyClick(order.page.focusWidget(), Qt.Key.Key_Tab)
        walked.append(order.page.focusWidget())

    wanted = [
        page.parts["diagnosis"].box,
        page.parts["vitals_programme_min"].box,
        *page.parts["replacement"].stops,
        page.parts["ac_product"].box,
        *page.parts["lumens"].stops,
        page.parts["lock_agent"].box,
        *page.parts["consents"].stops,
        page.parts["note"].box,
    ]
    places = [walked.index(part) for part in wanted]
    assert places == sorted(places)


def test_that_no_indication_is_found_is_said_and_not_taken(order: Ward) -> None:
    order.order.search.setFocus()
    QTest.keyClicks(order.order.search, "zzz")

    said = order.order.search.results.model().index(0, 0).data()
    QTest.keyClick(order.order.search, Qt.Key.Key_Return)

    assert said == "Nothing found for “zzz”"
    assert order.order.texts()["indication"] == ""


def fill_in(ward: Ward) -> Ward:
    choose_indication(ward, "guillain primary treatment")
    for code, text in (
        ("diagnosis", "GBS, day 4, cannot walk unaided"),
        ("icd10", "G61.0"),
        ("ordered_by", "Dr M. Lindqvist"),
        ("plasma_volumes", "1,0"),
        ("sessions_planned", "5"),
        ("interval_hours", "48"),
        ("balance_percent", "100"),
        ("first_at", "2026-11-07 09:00"),
        ("vitals_programme_min", "5, 5, 15"),
        ("ac_product", "acd-a"),
        ("ac_ratio", "10"),
        ("calcium_salt", "calcium-gluconate-10"),
        ("calcium_rate", "10"),
        ("lock_agent", "trisodium-citrate"),
        ("lock_citrate", "4"),
        ("access_kind", "non-tunnelled-catheter"),
        ("access_side", "right"),
        ("access_site", "internal jugular"),
        ("access_inserted_on", "2026-11-06"),
    ):
        ward.type(code, text)
    rows(ward, "replacement", {"fluid": "albumin", "concentration_percent": "5", "share": "100"})
    rows(ward, "lumens", {"name": "red", "volume_ml": "1.3"}, {"name": "blue", "volume_ml": "1.4"})
    rows(ward, "consents", {"kind": "procedure", "given_on": "2026-11-06", "taken_by": "Dr A"})
    return ward


def test_an_order_makes_a_course_with_its_sessions(order: Ward) -> None:
    fill_in(order)

    order.press("give_order")

    assert isinstance(order.page, CourseScreen)
    course = desk_of(order).store.course(window_of(order).opened.key)
    assert [one.number for one in course.sessions or ()] == [1, 2, 3, 4, 5]
    assert [int(one) for one in course.order.vitals_programme_min or ()] == [5, 5, 15]
    assert course.order.access_device_id == (course.access_devices or ())[0].id


def test_an_indication_is_found_with_what_the_guidelines_say(order: Ward) -> None:
    order.order.search.setFocus()

    QTest.keyClicks(order.order.search, "guillain primary")

    words = str(order.order.search.results.model().index(0, 0).data())
    assert "ASFA 2023 category I, grade 1A" in words
    assert "AAN 2011 level A, for exchange" in words


def test_shares_that_do_not_make_a_whole_are_told(order: Ward) -> None:
    choose_indication(order, "guillain primary treatment")

    rows(
        order,
        "replacement",
        {"fluid": "albumin", "concentration_percent": "5", "share": "60"},
        {"fluid": "sodium-chloride-0-9", "share": "30"},
    )

    assert order.order.parts["replacement"].note() == "The shares make 90 %, not 100 %."


def test_a_number_typed_wrongly_stays_with_its_sentence(order: Ward) -> None:
    choose_indication(order, "guillain primary treatment")

    order.type("balance_percent", "a lot").type("plasma_volumes", "7")

    assert order.note("balance_percent") == "Must be a number."
    assert "0.2 to 4" in order.note("plasma_volumes")
    assert order.order.texts()["balance_percent"] == "a lot"


def test_an_empty_order_says_what_is_needed(order: Ward) -> None:
    order.press("give_order")

    assert "needs you" in order.order.message
    assert order.note("first_at")


def test_findings_are_shown_as_one_types(order: Ward) -> None:
    choose_indication(order, "multiple sclerosis relapse")

    cards = order.order.lane.cards
    assert any("corticosteroid" in card.view.what for card in cards)
    assert order.part(LineField, "steroid_drug").isVisible()


def test_the_corticosteroid_trial_settles_its_finding(order: Ward) -> None:
    choose_indication(order, "multiple sclerosis relapse")

    for code, text in (
        ("steroid_drug", "methylprednisolone"),
        ("steroid_dose", "1000"),
        ("steroid_started", "2026-10-20"),
        ("steroid_ended", "2026-10-24"),
        ("steroid_response", "none"),
    ):
        order.type(code, text)

    assert not any("corticosteroid" in card.view.what for card in order.order.lane.cards)


def test_open_findings_hold_the_order(order: Ward) -> None:
    fill_in(order).type("plasma_volumes", "2.5")

    order.press("give_order")

    assert "waits for an answer" in order.order.message
    assert isinstance(order.page, OrderScreen)


def answer(ward: Ward, reason: str) -> None:
    cards = ward.order.lane.cards
    card = next(card for card in cards if card.view.is_open and card.view.acts)
    ward.order.lane.answered.emit(card.view.key, card.view.acts[0].key)
    dialogs = ward.page.findChildren(ReasonDialog)
    if dialogs:
        dialogs[-1].reason.box.setText(reason)
        QTest.keyClick(dialogs[-1].reason.box, Qt.Key.Key_Return)


def test_an_answered_finding_lets_the_order_go(order: Ward) -> None:
    fill_in(order).type("plasma_volumes", "2.5")
    while any(card.view.is_open and card.view.acts for card in order.order.lane.cards):
        answer(order, "agreed with the neurologist")

    order.press("give_order")

    course = desk_of(order).store.course(window_of(order).opened.key)
    assert course.overrides


def test_a_stop_asks_for_its_reason(order: Ward) -> None:
    choose_indication(order, "psoriasis")
    card = next(card for card in order.order.lane.cards if card.view.severity == "stop")

    order.order.lane.answered.emit(card.view.key, "override")
    dialog = part_of(order.page, ReasonDialog, "reason_dialog")
    QTest.keyClick(dialog.reason.box, Qt.Key.Key_Return)

    assert dialog.reason.note()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_escape_leaves_the_order(order: Ward) -> None:
    QTest.keyClick(order.order, Qt.Key.Key_Escape)

    assert isinstance(order.page, PatientScreen)


def test_albumin_in_water_is_refused_at_its_row(order: Ward) -> None:
    fill_in(order)
    rows(
        order,
        "replacement",
        {
            "fluid": "albumin",
            "concentration_percent": "20",
            "diluent": "water",
            "diluted_to_percent": "5",
            "share": "100",
        },
    )
    while any(card.view.is_open and card.view.acts for card in order.order.lane.cards):
        answer(order, "as a test")

    order.press("give_order")

    assert "water" in order.order.message
    assert isinstance(order.page, OrderScreen)


def test_scale_stop_rule_drugs_and_laboratory_are_chosen_from_the_lists(order: Ward) -> None:
    fill_in(order)
    scale = order.part(FormField, "response_scale").text()
    order.type("stop_rule", "platelets-150-once")
    rows(order, "pre_medication", {"drug": "clemastine-iv"})
    rows(order, "laboratory_plan", {"quantity": "igg_g_l", "timing": "before-session"})

    order.press("give_order")

    course = desk_of(order).store.course(window_of(order).opened.key)
    assert scale == course.order.response_scale == "gbs-disability"
    assert course.order.stop_rule == "platelets-150-once"
    assert [one.dose for one in course.order.pre_medication or ()] == ["2 mg"]
    assert [one.quantity for one in course.order.laboratory_plan or ()] == ["igg_g_l"]
    groups = dict(one[:2] for one in groups_of(course_overview(desk_of(order), course.key)))
    assert groups["Pre-medication"] == "Clemastine 2 mg IV"


def test_a_drug_of_another_unit_stays_when_the_order_is_changed(
    ward: Ward, due_course: Course
) -> None:
    other = OrderedDrug(drug="Cetirizine", dose="10 mg")
    ordered = replace(due_course.order, pre_medication=(other,), response_scale="of-another-unit")
    store = desk_of(ward).store
    key = store.add_course(replace(due_course, order=ordered))
    window_of(ward).change_order(key)

    ward.type("plasma_volumes", "1.2").type("ordered_by", "Dr B").type("why", "slow")
    ward.press("give_order")

    order = store.course(key).order
    assert (order.pre_medication, order.response_scale) == ((other,), "of-another-unit")
