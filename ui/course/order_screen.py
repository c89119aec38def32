"""The order of a course on one page, with what the rules say of it at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plexlog.domain.facts import Indication
from plexlog.domain.findings import Finding
from plexlog.domain.language import gettext as _
from ui.course.changes_card import ChangesCard
from ui.course.order_boxes import list_names, make_boxes, make_lists
from ui.course.order_presenter import OrderPresenter
from ui.course.reason_dialog import ReasonDialog
from ui.course.what_for_card import WhatForCard
from ui.forms.draft_line import DraftLine
from ui.forms.fields import LineField, Row
from ui.forms.finding_views import finding_views
from ui.forms.row_list import RowList
from ui.forms.search_box import SearchBox
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card, PageTitle
from ui.widgets.finding_lane import FindingLane
from ui.widgets.folding import FoldingRow
from ui.widgets.painting import Words
from ui.widgets.tab_anchor import TabAnchor

_TWO_CARDS = 640  # with less, one stands under the other
_STEROIDS = (
    "steroid_drug",
    "steroid_dose",
    "steroid_started",
    "steroid_ended",
    "steroid_response",
)
_READING_ORDER = (
    *("diagnosis", "icd10", "reason", "ordered_by", "ordered_at"),
    *("plasma_volumes", "balance_percent", "sessions_planned", "interval_hours"),
    *("first_at", "vitals_programme_min", "replacement"),
    *("ac_product", "ac_ratio", "ac_heparin_bolus", "ac_heparin_hourly"),
    *("calcium_salt", "calcium_rate", "calcium_route", "calcium_note"),
    *("access_kind", "access_side", "access_site", "access_inserted_on", "lumens"),
    *("lock_agent", "lock_heparin", "lock_citrate"),
    *("pre_medication", "laboratory_plan"),
    *("consents", "response_scale", "stop_rule", "stop_value", "note"),
    *_STEROIDS,
)
# What a change of the order leaves as it is: when the first session is, and the access.
_NOT_OF_THE_ORDER = (
    "first_at",
    "access_kind",
    "access_side",
    "access_site",
    "access_inserted_on",
    "lumens",
)


class OrderScreen(QWidget):
    """Writes an order; nothing is on record before it is given."""

    changed = Signal(object)  # all texts by code
    give_wanted = Signal(object)  # all texts by code
    given = Signal(str)  # course key
    given_up = Signal()

    def __init__(self, presenter: OrderPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._indication = ""
        self._anchor = TabAnchor(self)
        words = presenter.words
        self._title = PageTitle(words.title, words.lead, self)
        self._message = Words("", "label", "stopInk", self).wrapped()
        self._back = ActionButton(_("Leave"), "arrow-left", "Esc", parent=self)
        self._give = ActionButton(words.give, "check", "Ctrl Enter", Kind.PRIMARY, self)
        self._give.setObjectName("give_order")
        self._inside = QWidget(self)
        self._what = WhatForCard(self, self._inside)
        self._boxes = make_boxes(presenter.choices, self._inside)
        self._lists = make_lists(presenter.choices, self._inside)
        self._steroids = Card(_("Corticosteroid trial"), parent=self._inside)
        self._lane = FindingLane(self)
        self._changes = ChangesCard(self)
        self._draft = DraftLine(presenter.draft, self)
        self._scroll = _scrolling(self._inside, self)
        self._lay_out()
        self._wire()
        stops = (self._boxes["why"].box, self.search, *_reading_stops(self.parts))
        self._anchor.lead([*stops, self._back, self._give])
        self._show_former(presenter.former_texts())
        self._draft.begin(self.texts, self._put_back)

    @property
    def parts(self) -> dict[str, Any]:
        """Boxes and lists by code."""
        return {**self._boxes, **self._lists}

    @property
    def search(self) -> SearchBox:
        """The line that finds the indication."""
        return self._what.search

    @property
    def lane(self) -> FindingLane:
        """What the rules say."""
        return self._lane

    @property
    def message(self) -> str:
        """Why the order has not been given."""
        return self._message.text()

    @property
    def draft(self) -> DraftLine:
        """What is said of a form that was put back."""
        return self._draft

    def keep_typed(self) -> str:
        """The form is left: what is typed is kept for the next time; why not, where it is not."""
        return self._draft.put_aside()

    @property
    def changes(self) -> ChangesCard:
        """What a change does."""
        return self._changes

    def focus_first(self) -> None:
        """Begin at the indication; a change begins at its reason."""
        box = self._boxes["why"].box if self._presenter.is_change else self.search
        box.setFocus(Qt.FocusReason.TabFocusReason)

    def texts(self) -> dict[str, Any]:
        """All that is filled in."""
        texts: dict[str, Any] = {code: part.text() for code, part in self._boxes.items()}
        texts |= {code: part.texts() for code, part in self._lists.items()}
        return texts | {"indication": self._indication}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _show_former(self, texts: Mapping[str, Any]) -> None:
        """Begin with what is on record; the first session and the access are not the order's."""
        is_change = self._presenter.is_change
        self._boxes["why"].setVisible(is_change)
        for code in _NOT_OF_THE_ORDER:
            self.parts[code].setEnabled(not is_change)
        self._on_stop_asked("")
        self._fill(texts)
        if is_change:
            self._on_changed()

    @Slot(object)
    def _on_refused(self, told: Mapping[str, str]) -> None:
        """Put the cursor into the first box that needs somebody, and name it."""
        codes = [code for code in ("why", "indication", *_READING_ORDER) if code in told]
        if codes:
            names = {code: box.label for code, box in self._boxes.items()} | list_names()
            refused = self._presenter.words.refused(names.get(codes[0]), len(codes) - 1)
            self._message.set_words(refused)
            part = self.parts.get(codes[0], self.search)
            self._scroll.ensureWidgetVisible(part)
            getattr(part, "focus_box", self.search.setFocus)()

    @Slot(object)
    def show_told(self, told: Mapping[str, str]) -> None:
        """Show the sentences at their boxes; what needs nothing is cleared."""
        for code, part in self.parts.items():
            part.show_note(told.get(code, ""))
        self._what.show_note(told.get("indication", ""))

    def _put_back(self, texts: Mapping[str, Any]) -> None:
        """Fill in what was typed earlier; findings are raised and answered anew."""
        self._fill(texts)
        self._on_changed()

    def _fill(self, texts: Mapping[str, Any]) -> None:
        indication = str(texts.get("indication", self._indication) or "")
        if indication:
            self._presenter.choose_indication(indication)
        elif "indication" in texts:
            self._indication = ""
            self._what.forget()
            self._steroids.hide()
        for code, box in self._boxes.items():
            if code in texts:
                box.set_text(str(texts[code] or ""))
                if isinstance(box, LineField):
                    box.box.setCursorPosition(0)  # a long text shows its begin
        for code, one in self._lists.items():
            if code in texts:
                one.set_texts(texts[code] or ())

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 14, 16, 12)
        page.setSpacing(10)
        self._title.setFixedHeight(48)
        page.addLayout(_head(self._title, self._message, self._back, self._give))
        page.addWidget(self._draft)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._scroll, 9)
        row.addLayout(_above(self._changes, self._lane.giving_way()), 4)  # narrow: less wide
        page.addLayout(row, 1)
        self._lay_out_form()

    def _lay_out_form(self) -> None:
        self._inside.setProperty("fill", "none")
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self._boxes["why"])
        rows.addWidget(_beside(self._inside, self._what_for(), self._dose()))
        rows.addWidget(_card_of(self._lists["replacement"], _("Replacement"), self._inside))
        rows.addWidget(_beside(self._inside, self._circuit(), self._access()))
        rows.addWidget(
            _beside(
                self._inside,
                _card_of(self._lists["pre_medication"], _("Pre-medication"), self._inside),
                _card_of(self._lists["laboratory_plan"], _("Laboratory plan"), self._inside),
            )
        )
        rows.addWidget(self._consents())
        self._rows(self._steroids, (_STEROIDS, (2, 1, 1, 1, 1)))
        rows.addWidget(self._steroids)
        self._steroids.hide()
        rows.addStretch(1)

    def _what_for(self) -> Card:
        self._rows(
            self._what,
            (("diagnosis", "icd10"), (3, 1)),
            (("reason",), (1,)),
            (("ordered_by", "ordered_at"), (3, 2)),
        )
        self._what.body.addStretch(1)
        return self._what

    def _dose(self) -> Card:
        card = _card(_("How much and how often"), self._inside)
        self._rows(
            card,
            (("plasma_volumes", "balance_percent"), (1, 1)),
            (("sessions_planned", "interval_hours"), (1, 1)),
            (("first_at", "vitals_programme_min"), (1, 1)),
        )
        card.body.addStretch(1)
        return card

    def _circuit(self) -> Card:
        card = _card(_("Anticoagulant and calcium"), self._inside)
        self._rows(
            card,
            (("ac_product", "ac_ratio"), (3, 2)),
            (("ac_heparin_bolus", "ac_heparin_hourly"), (1, 1)),
            (("calcium_salt", "calcium_rate"), (3, 2)),
            (("calcium_route", "calcium_note"), (1, 1)),
        )
        card.body.addStretch(1)
        return card

    def _access(self) -> Card:
        card = _card(_("Access"), self._inside)
        self._rows(
            card,
            (("access_kind", "access_side"), (3, 2)),
            (("access_site", "access_inserted_on"), (1, 1)),
        )
        card.body.addWidget(self._lists["lumens"])
        self._rows(card, (("lock_agent", "lock_heparin", "lock_citrate"), (2, 1, 1)))
        card.body.addStretch(1)
        return card

    def _consents(self) -> Card:
        card = _card_of(self._lists["consents"], _("Consents and follow-up"), self._inside)
        self._rows(card, (("response_scale", "stop_rule", "stop_value", "note"), (3, 5, 2, 4)))
        return card

    def _rows(self, card: Card, *rows: tuple[tuple[str, ...], tuple[int, ...]]) -> None:
        for codes, shares in rows:
            card.body.addWidget(Row([self._boxes[code] for code in codes], shares, card))

    def _wire(self) -> None:
        self._give.clicked.connect(self._on_give)
        self._back.clicked.connect(self.given_up)
        self.search.asked.connect(self._presenter.search)
        self.search.chosen.connect(self._presenter.choose_indication)
        for box in self._boxes.values():
            box.entered.connect(self._on_changed)
        for one in self._lists.values():
            one.changed.connect(self._on_changed)
        self.changed.connect(self._presenter.change)
        self.give_wanted.connect(self._presenter.give)
        self._lane.answered.connect(self._on_answered)
        self._presenter.found.connect(self._what.show_found)
        self._presenter.indication_chosen.connect(self._on_indication_chosen)
        self._presenter.steroids_needed.connect(self._steroids.setVisible)
        self._presenter.judged.connect(self._on_judged)
        self._presenter.told.connect(self.show_told)
        self._presenter.stop_asked.connect(self._on_stop_asked)
        self._presenter.changes_told.connect(self._changes.show_changes)
        self._presenter.question.connect(self._on_question)
        self._presenter.failed.connect(self._message.setText)
        self._presenter.refused.connect(self._on_refused)
        self._presenter.given.connect(self.given)

    @Slot()
    def _on_changed(self) -> None:
        self._message.set_words("")
        self.changed.emit(self.texts())

    @Slot()
    def _on_give(self) -> None:
        self._message.set_words("")
        self.give_wanted.emit(self.texts())

    @Slot(object, str)
    def _on_indication_chosen(self, fact: Indication, words: str) -> None:
        self._indication = fact.code
        self._what.show_chosen(fact.label, words)
        if not self._boxes["response_scale"].text():
            self._boxes["response_scale"].set_text(fact.response_scale)
        self._on_changed()
        self._boxes["diagnosis"].focus_box()

    @Slot(object)
    def _on_judged(self, findings: Sequence[Finding]) -> None:
        self._lane.show_findings(finding_views(findings))

    @Slot(str)
    def _on_stop_asked(self, unit: str) -> None:
        """The box of the stop value, where the rule takes one; any other empties it."""
        box = self._boxes["stop_value"]
        box.setEnabled(bool(unit))
        box.show_hint(unit)
        if not unit:
            box.set_text("")

    @Slot(str, str)
    def _on_answered(self, code: str, _act: str) -> None:
        self._presenter.ask_about(code)

    @Slot(object)
    def _on_question(self, finding: Finding) -> None:
        dialog = ReasonDialog(finding.code, finding.what, finding.do, self)
        dialog.given.connect(self._presenter.answer)
        dialog.open()


def _reading_stops(parts: Mapping[str, Any]) -> list[QWidget]:
    """Tab walks the form as it is read, each list with its button for one more."""
    stops: list[QWidget] = []
    for code in _READING_ORDER:
        part = parts[code]
        stops += part.stops if isinstance(part, RowList) else [part.box]
    return stops


def _card(title: str, parent: QWidget) -> Card:
    card = Card(title, parent=parent)
    card.body.addSpacing(6)
    return card


def _card_of(part: QWidget, title: str, parent: QWidget) -> Card:
    card = Card(title, parent=parent)
    card.body.addSpacing(4)
    card.body.addWidget(part)
    card.body.addStretch(1)
    return card


def _scrolling(inside: QWidget, parent: QWidget) -> QScrollArea:
    scroll = QScrollArea(parent)
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setAccessibleName(_("Order"))
    return scroll


def _head(title: QWidget, message: QWidget, *buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(title)
    row.addWidget(message, 1)
    for button in buttons:
        row.addWidget(button)
    return row


def _beside(inside: QWidget, *cards: QWidget) -> FoldingRow:
    return FoldingRow(cards, _TWO_CARDS, inside)


def _above(upper: QWidget, lower: QWidget) -> QVBoxLayout:
    rows = QVBoxLayout()
    rows.setSpacing(8)
    rows.addWidget(upper)
    rows.addWidget(lower, 1)
    return rows
