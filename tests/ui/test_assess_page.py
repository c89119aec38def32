"""Assessing by keyboard: values, times, the look of the access, drugs, and what the rules say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Limits, NumberField, Place
from plexlog.domain.steps import Step
from plexlog.domain.words import DrugClass
from plexlog.services.desk import Desk
from tests.ui.pages.session_window import SessionWindow
from ui.session.value_form import ValueForm
from ui.widgets.checklist import Mark


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> SessionWindow:
    del dressed
    return SessionWindow(qtbot, desk, due_session).go_to(Step.ASSESS)


def recorded(window: SessionWindow, code: str) -> Decimal | None:
    measured = (window.view.session.before or {}).get(code)
    return None if measured is None else measured.value


def test_a_value_is_on_record_when_its_field_is_left(window: SessionWindow) -> None:
    window.enter("weight_kg", "62.9")

    assert recorded(window, "weight_kg") == Decimal("62.9")


def test_the_last_value_stands_beside_the_new_one(window: SessionWindow) -> None:
    assert "last 63.2\u00a0kg, 2026-11-04" in window.description_of("weight_kg")
    assert "last 122/72\u00a0mmHg, 2026-11-04" in window.description_of("systolic_mmhg")


def test_an_impossible_value_stays_in_its_field_with_what_is_possible(
    window: SessionWindow,
) -> None:
    window.enter("weight_kg", "999")

    assert recorded(window, "weight_kg") is None
    assert window.text_of("weight_kg") == "999"
    assert window.remark_of("weight_kg") == "possible 1 to 350 kg"


def test_what_is_no_number_is_refused_in_a_whole_sentence(window: SessionWindow) -> None:
    window.enter("temperature_c", "warm")

    assert recorded(window, "temperature_c") is None
    assert "Temperature must be a number, 30 to 43 °C" in window.words()


def test_an_unlikely_value_asks_and_is_recorded_only_after_a_yes(window: SessionWindow) -> None:
    window.enter("pulse_per_min", "190")
    QApplication.processEvents()
    assert recorded(window, "pulse_per_min") is None
    assert "pulse_per_min" in window.cards()

    window.choose("confirm")

    assert recorded(window, "pulse_per_min") == Decimal(190)
    assert "pulse_per_min" not in window.cards()
    assert window.remark_of("pulse_per_min") == "yes, that is right 09:14"


def test_an_unlikely_value_can_be_changed_instead(window: SessionWindow) -> None:
    window.enter("pulse_per_min", "190")
    QApplication.processEvents()

    window.choose("change")
    window.enter("pulse_per_min", "90")

    assert recorded(window, "pulse_per_min") == Decimal(90)
    assert "pulse_per_min" not in window.cards()


def test_the_same_unlikely_value_asks_again(window: SessionWindow) -> None:
    window.enter("pulse_per_min", "190")
    window.enter("pulse_per_min", "")

    window.enter("pulse_per_min", "190")

    assert recorded(window, "pulse_per_min") is None


def test_escape_takes_an_unlikely_value_back(window: SessionWindow) -> None:
    window.enter("pulse_per_min", "190")
    QApplication.processEvents()
    window.choose("change")

    window.press(Qt.Key.Key_Escape)

    assert window.text_of("pulse_per_min") == ""
    assert "pulse_per_min" not in window.cards()


def test_escape_takes_a_pressure_back(window: SessionWindow) -> None:
    window.enter("systolic_mmhg", "260")
    QApplication.processEvents()
    window.choose("change")

    window.press(Qt.Key.Key_Escape)

    assert "systolic_mmhg" not in window.cards()


def test_blank_takes_a_value_back(window: SessionWindow) -> None:
    window.enter("spo2_percent", "97")

    window.enter("spo2_percent", "")

    assert recorded(window, "spo2_percent") is None


def test_a_pressure_is_typed_with_a_stroke_between(window: SessionWindow) -> None:
    window.tab_to("systolic_mmhg").type("138/82").press(Qt.Key.Key_Tab)

    assert recorded(window, "systolic_mmhg") == Decimal(138)
    assert recorded(window, "diastolic_mmhg") == Decimal(82)


def test_an_impossible_half_of_a_pressure_is_refused_alone(window: SessionWindow) -> None:
    window.tab_to("systolic_mmhg").type("138/999").press(Qt.Key.Key_Tab)

    assert recorded(window, "systolic_mmhg") == Decimal(138)
    assert recorded(window, "diastolic_mmhg") is None
    assert window.remark_of("diastolic_mmhg") == "possible 20 to 180 mmHg"


def test_an_unlikely_pressure_that_is_right_says_so(window: SessionWindow) -> None:
    window.enter("systolic_mmhg", "260")
    QApplication.processEvents()

    window.choose("confirm")

    assert window.remark_of("systolic_mmhg") == "yes, that is right 09:14"


def test_pounds_typed_as_kilograms_are_offered_as_kilograms(window: SessionWindow) -> None:
    window.enter("weight_kg", "134.5")
    assert window.item("weight-measured").view.mark is Mark.ASKS

    window.choose("use-likely")

    assert recorded(window, "weight_kg") == Decimal("61.0")
    assert "weight-jump" not in window.cards()
    assert window.text_of("weight_kg") == "61.0"


def test_one_can_stand_by_a_weight_that_has_jumped(window: SessionWindow) -> None:
    window.enter("weight_kg", "134.5")

    window.choose("stand-by")

    card = window.cards()["weight-jump"]
    assert card.view.outcome == "ANSWERED"
    assert "134.5\u00a0kg is right" in card.view.answer


def test_a_jump_without_a_likely_slip_offers_no_other_weight(window: SessionWindow) -> None:
    window.enter("weight_kg", "80")

    assert [act.key for act in window.cards()["weight-jump"].view.acts] == ["stand-by"]


def test_a_result_says_how_old_it_is(window: SessionWindow) -> None:
    assert "last 37.4\u00a0%, 50\u00a0h ago" in window.description_of("hematocrit_percent")
    window.enter("hematocrit_percent", "36.4")

    window.enter("taken.hematocrit_percent", "2026-11-02 09:14")

    assert "4\u00a0d old" in window.description_of("taken.hematocrit_percent")


def test_the_haematocrit_keeps_the_time_it_was_taken(window: SessionWindow) -> None:
    window.enter("hematocrit_percent", "36.4")

    window.enter("taken.hematocrit_percent", "07:50")

    measured = (window.view.session.before or {})["hematocrit_percent"]
    assert measured.taken_at is not None
    assert measured.taken_at.clock == "07:50"
    assert window.item("hematocrit-seen").view.time == "07:50"


def test_a_corrected_value_keeps_its_time(window: SessionWindow) -> None:
    window.enter("hematocrit_percent", "36.4").enter("taken.hematocrit_percent", "07:50")

    window.enter("hematocrit_percent", "34.6")

    assert window.text_of("taken.hematocrit_percent") == "07:50"


def test_a_stale_haematocrit_stops_the_step(window: SessionWindow) -> None:
    window.enter("hematocrit_percent", "36.4")

    window.enter("taken.hematocrit_percent", "2026-11-03 07:50")

    assert window.item("hematocrit-seen").view.mark is Mark.STOPS
    assert window.next_button().is_locked
    assert window.text_of("taken.hematocrit_percent") == "2026-11-03 07:50"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("yesterday", "must be a time, such as 14:32"), ("09:50", "future")],
)
def test_a_time_that_cannot_be_is_refused_where_it_is_typed(
    window: SessionWindow, typed: str, told: str
) -> None:
    window.enter("hematocrit_percent", "36.4")

    window.enter("taken.hematocrit_percent", typed)

    measured = (window.view.session.before or {})["hematocrit_percent"]
    assert measured.taken_at is None
    assert told in window.remark_of("taken.hematocrit_percent") + window.words()


def test_a_blood_sample_holds_the_step_until_its_time_is_told(window: SessionWindow) -> None:
    window.enter("hematocrit_percent", "36.4")
    assert "Time of each blood sample" in held(window)

    window.enter("taken.hematocrit_percent", "07:50")

    assert "Time of each blood sample" not in held(window)


def held(window: SessionWindow) -> list[str]:
    return [gap.label for gap in window.view.state(Step.ASSESS).holding]


def test_the_time_of_a_sample_is_not_blanked_again(window: SessionWindow) -> None:
    window.enter("hematocrit_percent", "36.4").enter("taken.hematocrit_percent", "07:50")

    window.enter("taken.hematocrit_percent", "")

    measured = (window.view.session.before or {})["hematocrit_percent"]
    assert measured.taken_at is not None
    assert "such as 07:50" in window.remark_of("taken.hematocrit_percent") + window.words()


def test_a_time_without_its_value_is_refused(window: SessionWindow) -> None:
    window.enter("taken.hematocrit_percent", "07:50")

    assert window.remark_of("taken.hematocrit_percent") == "needs its value first"


def test_laboratory_values_unfold(window: SessionWindow) -> None:
    assert not window.is_shown("potassium_mmol_l")

    window.choose("fold_laboratory")
    window.enter("potassium_mmol_l", "3,4")

    assert recorded(window, "potassium_mmol_l") == Decimal("3.4")


def test_a_low_fibrinogen_is_told_without_unfolding_anything(window: SessionWindow) -> None:
    window.enter("fibrinogen_g_l", "0,8")

    assert recorded(window, "fibrinogen_g_l") == Decimal("0.8")
    assert "fibrinogen-low" in window.cards()


def test_times_of_vitals_can_be_changed(window: SessionWindow) -> None:
    window.enter("temperature_c", "36.6")

    window.choose("fold_times")
    window.enter("taken.temperature_c", "09:02")

    measured = (window.view.session.before or {})["temperature_c"]
    assert measured.taken_at is not None
    assert measured.taken_at.clock == "09:02"


def test_not_looked_at_is_not_a_no(window: SessionWindow) -> None:
    assert window.row_choice("pus") == "not-looked-at"

    window.choose_in_row("pus", "no")

    check = window.view.session.access_check
    assert check is not None
    assert (check.pus, check.redness) == (False, None)
    assert check.by == "Adelheid Bauer"


def test_a_look_can_be_taken_back(window: SessionWindow) -> None:
    window.choose_in_row("pus", "no")

    window.choose_in_row("pus", "not-looked-at")

    assert window.view.session.access_check is None


def test_pus_stops_the_step(window: SessionWindow) -> None:
    window.choose_in_row("pus", "yes")

    assert window.item("access-checked").view.mark is Mark.STOPS


def test_a_new_quantity_appears_by_itself(qtbot: QtBot, dressed: QApplication) -> None:
    del dressed
    zinc = NumberField(
        code="zinc_umol_l",
        label="Zinc",
        unit="umol/L",
        shown_unit="µmol/L",
        places=(Place.BEFORE, Place.LABORATORY),
        possible=Limits.of("1", "100"),
        source="made up",
        without_loinc="made up",
    )

    form = ValueForm([*CATALOGUE.at(Place.BEFORE), zinc])
    qtbot.addWidget(form)

    assert form.box("zinc_umol_l").edit_of("zinc_umol_l").accessibleName() == "Zinc in µmol/L"


def test_the_first_item_that_waits_is_open(window: SessionWindow) -> None:
    assert window.items_open() == ["weight-measured"]

    window.enter("weight_kg", "62.9")

    assert window.items_open() == ["hematocrit-seen"]


def test_an_item_is_answered_with_one_key(window: SessionWindow) -> None:
    window.tab_to("item_pregnancy-asked").press(Qt.Key.Key_Space)
    assert window.items_open() == ["pregnancy-asked"]

    window.press(Qt.Key.Key_D)

    assert window.item("pregnancy-asked").view.mark is Mark.DONE


def test_a_critical_item_that_was_not_done_holds_until_it_is_overridden(
    window: SessionWindow,
) -> None:
    code = "catheter-lock-discarded"
    window.tab_to(f"item_{code}").press(Qt.Key.Key_Space).press(Qt.Key.Key_N)
    window.type("one lumen is blocked").press(Qt.Key.Key_Return)
    assert window.item(code).view.mark is Mark.STOPS
    assert code in {gap.key for gap in window.view.state(Step.ASSESS).holding}

    card = window.cards()[f"critical-item-not-done.{code}"]
    QTest.keyClick(card.stops[0], Qt.Key.Key_Space)
    window.type("Dr. Federkiel: use the other lumen").press(Qt.Key.Key_Return)
    QApplication.processEvents()

    assert window.item(code).view.mark is Mark.NOT_DONE
    assert code not in {gap.key for gap in window.view.state(Step.ASSESS).gaps}


def test_what_is_not_done_needs_its_reason(window: SessionWindow) -> None:
    window.tab_to("item_pregnancy-asked").press(Qt.Key.Key_Space).press(Qt.Key.Key_N)
    window.press(Qt.Key.Key_Return)
    assert window.item("pregnancy-asked").view.mark is Mark.OPEN

    window.type("asleep").press(Qt.Key.Key_Return)

    item = window.item("pregnancy-asked").view
    assert (item.mark, item.answer) == (Mark.NOT_DONE, "not done")


def test_the_focus_walks_on_to_the_next_item(window: SessionWindow) -> None:
    window.tab_to("item_weight-measured")

    window.press(Qt.Key.Key_D).press(Qt.Key.Key_D)

    assert window.items_open() == ["vitals-before-taken"]


def tell_ramipril(window: SessionWindow, at: str) -> None:
    window.choose(DrugClass.ACE_INHIBITOR.value)
    window.enter("drug_ace-inhibitor_drug", "ramipril")
    window.enter("drug_ace-inhibitor_dose", "2.5 mg")
    window.enter("drug_ace-inhibitor_last_dose_at", at)


def test_a_recent_ace_inhibitor_stops_the_step(window: SessionWindow) -> None:
    tell_ramipril(window, "2026-11-05 20:00")

    [drug] = window.view.session.drugs_of_note or ()
    assert (drug.drug, drug.dose) == ("ramipril", "2.5 mg")
    assert window.item("ace-inhibitor-asked").view.mark is Mark.STOPS


def test_a_stop_is_overridden_by_name_and_reason(window: SessionWindow) -> None:
    tell_ramipril(window, "2026-11-05 20:00")

    window.choose("override")
    window.type("bulbar signs, Dr. Nebelhorn").press(Qt.Key.Key_Return)

    card = window.cards()["ace-inhibitor-recent"]
    assert card.view.outcome == "OVERRIDDEN"
    assert "Adelheid Bauer" in card.view.answer
    assert "bulbar signs" in card.view.answer


def test_a_dose_at_no_time_is_refused_and_nothing_is_lost(window: SessionWindow) -> None:
    window.choose(DrugClass.IVIG.value)
    window.enter("drug_ivig_drug", "immunoglobulin")

    window.enter("drug_ivig_last_dose_at", "last week")

    [drug] = window.view.session.drugs_of_note or ()
    assert drug.last_dose_at is None
    assert window.text_of("drug_ivig_last_dose_at") == "last week"


def test_a_drug_without_its_name_is_not_recorded(window: SessionWindow) -> None:
    window.choose(DrugClass.IVIG.value)

    window.enter("drug_ivig_dose", "30 g")

    assert window.view.session.drugs_of_note is None
    assert window.remark_of("drug_ivig_drug") == "name the drug"


def test_a_drug_can_be_taken_back(window: SessionWindow) -> None:
    tell_ramipril(window, "2026-11-05 20:00")

    window.choose(DrugClass.ACE_INHIBITOR.value)

    assert window.view.session.drugs_of_note is None


def test_a_class_that_was_ticked_by_mistake_is_put_away(window: SessionWindow) -> None:
    window.choose(DrugClass.ANTICOAGULANT.value)
    assert window.is_shown("drug_anticoagulant_drug")

    window.choose(DrugClass.ANTICOAGULANT.value)

    assert not window.is_shown("drug_anticoagulant_drug")


def test_none_of_the_drugs_is_an_answer(window: SessionWindow) -> None:
    window.choose("none-of-the-drugs")
    assert window.view.session.drugs_of_note == ()

    window.choose("none-of-the-drugs")

    assert window.view.session.drugs_of_note is None


def test_what_is_being_typed_survives_a_new_view(window: SessionWindow) -> None:
    window.tab_to("weight_kg").type("62.")

    window.presenter.refresh()

    assert window.text_of("weight_kg") == "62."
    assert window.focus().objectName() == "weight_kg"


def test_the_count_of_findings_leads_to_the_first_of_them(window: SessionWindow) -> None:
    tell_ramipril(window, "2026-11-05 20:00")

    window.choose("findings_stop")

    assert window.item("ace-inhibitor-asked").isAncestorOf(window.focus())


def test_a_notice_stands_at_the_right(window: SessionWindow) -> None:
    assert "earlier-reaction" in window.cards()

    window.choose("findings_notice")

    assert "hypotension" in window.cards()["earlier-reaction"].view.what


def test_the_plasma_volume_appears_with_its_inputs(window: SessionWindow) -> None:
    assert "Plasma volume waits for weight and haematocrit." in window.words()

    window.enter("weight_kg", "62.9").enter("hematocrit_percent", "36")

    assert "Plasma volume waits" not in window.words()
