"""The boxes of an order, group by group."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.words import (
    AccessKind,
    AnticoagulantProduct,
    CalciumRoute,
    CalciumSalt,
    ConsentKind,
    Diluent,
    Fluid,
    LockAgent,
    Side,
    TrialResponse,
)
from plexlog.services.order_choices import SCORE, OrderChoices
from ui.forms.fields import FormField, LineField, PickField, labelled
from ui.forms.row_list import Column, RowList

_BLANK = "–"


def make_boxes(choices: OrderChoices, parent: QWidget) -> dict[str, FormField]:
    """All boxes that are not lists, by code; for Tab none is a second stop beside its line."""
    boxes = [
        *_what_for(parent),
        *_dose(parent),
        *_circuit(parent),
        *_access(parent),
        *_rest(choices, parent),
        LineField("why", _("Reason of the change"), parent=parent),
    ]
    for box in boxes:
        box.setFocusProxy(None)  # type: ignore[arg-type]  # None is how Qt takes one away
    return {box.code: box for box in boxes}


def make_lists(choices: OrderChoices, parent: QWidget) -> dict[str, RowList]:
    """The lists of the order, by code."""
    lists = (
        RowList("replacement", _fluid_columns(), _("Add a fluid"), parent, can_move=True),
        RowList("lumens", _lumen_columns(), _("Add a lumen"), parent),
        RowList("consents", _consent_columns(), _("Add a consent"), parent),
        RowList("pre_medication", _drug_columns(choices), _("Add a drug"), parent),
        RowList("laboratory_plan", _test_columns(choices), _("Add a value"), parent),
    )
    return {one.code: one for one in lists}


def list_names() -> dict[str, str]:
    """What the lists are called where a sentence names one of them."""
    return {
        "replacement": _("Replacement"),
        "lumens": _("Lumens"),
        "consents": _("Consents"),
        "pre_medication": _("Pre-medication"),
        "laboratory_plan": _("Laboratory plan"),
    }


def _what_for(parent: QWidget) -> list[FormField]:
    return [
        LineField("diagnosis", _("Diagnosis"), parent=parent),
        LineField("icd10", _("ICD-10"), parent=parent),
        LineField("reason", _("Why now"), parent=parent),
        LineField("ordered_by", _("Ordered by"), parent=parent),
        LineField("ordered_at", _("Ordered at"), _("empty: now"), parent),
    ]


def _dose(parent: QWidget) -> list[FormField]:
    return [
        LineField("plasma_volumes", _("Plasma volumes"), _("0.2 to 4"), parent),
        LineField("sessions_planned", _("Sessions"), parent=parent),
        LineField("interval_hours", _("Interval, h"), _("start to start"), parent),
        LineField("balance_percent", _("Balance, %"), _("70 to 130"), parent),
        LineField("first_at", _("First session"), _("day and time"), parent),
        LineField("vitals_programme_min", _("Vitals every, min"), parent=parent),
    ]


def _circuit(parent: QWidget) -> list[FormField]:
    return [
        PickField(
            "ac_product", _("Anticoagulant"), labelled(AnticoagulantProduct, _BLANK), parent=parent
        ),
        LineField("ac_ratio", _("Inlet : AC"), _("4 to 30"), parent),
        LineField("ac_heparin_bolus", _("Bolus, IU"), parent=parent),
        LineField("ac_heparin_hourly", _("IU per h"), parent=parent),
        PickField("calcium_salt", _("Calcium"), labelled(CalciumSalt, _BLANK), parent=parent),
        LineField("calcium_rate", _("mL per L"), parent=parent),
        PickField("calcium_route", _("Route"), labelled(CalciumRoute, _BLANK), parent=parent),
        LineField("calcium_note", _("Note"), parent=parent),
    ]


def _access(parent: QWidget) -> list[FormField]:
    lock = PickField("lock_agent", _("Lock"), labelled(LockAgent, _BLANK), parent=parent)
    heparin = DependentField("lock_heparin", _("Heparin, IU/mL"), parent=parent)
    citrate = DependentField("lock_citrate", _("Citrate, %"), parent=parent)
    lock.entered.connect(heparin.forget)
    lock.entered.connect(citrate.forget)
    return [
        PickField("access_kind", _("Access"), labelled(AccessKind, _BLANK), parent=parent),
        PickField("access_side", _("Side"), labelled(Side, _BLANK), parent=parent),
        LineField("access_site", _("Site"), parent=parent),
        LineField("access_inserted_on", _("Inserted on"), parent=parent),
        lock,
        heparin,
        citrate,
    ]


class ListedField(PickField):
    """A choice of the unit's lists; what an order of elsewhere names stays as it is."""

    def set_text(self, text: str) -> None:
        if text and self.box.findData(text) < 0:
            self.box.addItem(text, text)
        super().set_text(text)


class DependentField(LineField):
    """The number of one choice: where another one is chosen, nobody has said it yet."""

    @Slot()
    def forget(self) -> None:
        """What it was typed for is no longer what is chosen."""
        self.set_text("")


class StopValueField(DependentField):
    """The number of one stop rule."""

    @Slot()
    def forget_score(self) -> None:
        """A score of one scale says nothing about another that was chosen since."""
        if self._hint.text() == SCORE:
            self.forget()


def _response(choices: OrderChoices, parent: QWidget) -> list[FormField]:
    scales = {"": _BLANK, **choices.scales}
    scale = ListedField("response_scale", _("Response scale"), scales, parent=parent)
    rules = {"": _BLANK, **choices.stop_rules}
    rule = ListedField("stop_rule", _("Stop rule"), rules, parent=parent)
    value = StopValueField("stop_value", _("Stop value"), parent=parent)
    rule.entered.connect(value.forget)  # before anybody else hears of the rule
    scale.entered.connect(value.forget_score)
    return [scale, rule, value]


def _rest(choices: OrderChoices, parent: QWidget) -> list[FormField]:
    return [
        LineField("steroid_drug", _("Corticosteroid"), parent=parent),
        LineField("steroid_dose", _("mg per day"), parent=parent),
        LineField("steroid_started", _("From"), parent=parent),
        LineField("steroid_ended", _("To"), parent=parent),
        PickField(
            "steroid_response", _("Response"), labelled(TrialResponse, _BLANK), parent=parent
        ),
        *_response(choices, parent),
        LineField("note", _("Note"), parent=parent),
    ]


def _fluid_columns() -> tuple[Column, ...]:
    return (
        Column("fluid", _("Fluid"), 6, labelled(Fluid)),
        Column("concentration_percent", _("Conc., %"), 2),
        Column("diluent", _("Diluted with"), 3, labelled(Diluent, _BLANK)),
        Column("diluted_to_percent", _("To, %"), 2),
        Column("share", _("Share, %"), 2),
    )


def _lumen_columns() -> tuple[Column, ...]:
    return (Column("name", _("Lumen"), 2), Column("volume_ml", _("Volume, mL"), 1))


def _drug_columns(choices: OrderChoices) -> tuple[Column, ...]:
    return (
        Column("drug", _("Before each session"), 3, choices.drugs, is_open=True),
        Column("dose", _("Another dose"), 2, example=_("as listed")),
    )


def _test_columns(choices: OrderChoices) -> tuple[Column, ...]:
    return (
        Column("quantity", _("Laboratory value"), 2, choices.quantities, is_open=True),
        Column("timing", _("When"), 2, choices.timings, is_open=True),
    )


def _consent_columns() -> tuple[Column, ...]:
    return (
        Column("kind", _("Consent to"), 13, labelled(ConsentKind)),
        Column("given_on", _("Given on"), 10, example=_("year-month-day")),
        Column("valid_until", _("Valid until"), 10),
        Column("taken_by", _("Taken by"), 9),
    )
