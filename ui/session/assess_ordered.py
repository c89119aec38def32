"""The ordered pre-medication on the page: each drug to give, or to say why not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.findings import Phase
from plexlog.domain.language import gettext as _
from plexlog.domain.steps import PRE_MEDICATION_OPEN
from plexlog.services.open_session import SessionView
from plexlog.services.ordered_drugs import OrderedLine, ordered_lines, texts_as_ordered
from ui.forms.finding_views import SEEN
from ui.session.answering import answer
from ui.session.hosting import dialog_host
from ui.session.reading_order import focus_on
from ui.session.run_dialogs import RunDialogs
from ui.session.session_presenter import SessionPresenter
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Heading
from ui.widgets.chip import Chip
from ui.widgets.painting import Words

GIVE, NOT_GIVEN = "give", "not_given"


class OrderedDrugs(QWidget):
    """`show_view(view)`; hidden where nothing is ordered. `wanted(act, key)` of a button."""

    wanted = Signal(str, str)  # GIVE or NOT_GIVEN, key of the drug

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[OrderedLine, ...] = ()
        self._inside: QWidget | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 10, 0, 2)
        self._rows.setSpacing(6)
        self._rows.addWidget(Heading(_("Ordered before the session"), "", self))
        self.hide()

    def show_view(self, view: SessionView) -> None:
        """Show what is ordered and on record; redrawn only when it has changed."""
        lines = ordered_lines(view)
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        if self._inside is not None:
            self._rows.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for line in lines:
            column.addLayout(self._row(line, self._inside))
        self._rows.addWidget(self._inside)
        self._inside.show()

    def focus_open(self) -> None:
        """Put the focus on what answers the first drug that is open."""
        for line in self._shown:
            if line.is_open:
                found = self.findChildren(ActionButton, f"{NOT_GIVEN}.{line.key}")
                focus_on(found[-1])
                return

    def _row(self, line: OrderedLine, inside: QWidget) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(line.words, "strong", "ink", inside).wrapped())
        words.addWidget(Words(line.detail, "hint", "ink2", inside).wrapped())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        if line.is_open:
            row.addWidget(Chip(_("open"), "ask", parent=inside))
            row.addWidget(self._button(line, NOT_GIVEN, _("Not given"), inside))
        if not line.is_given:
            row.addWidget(self._button(line, GIVE, _("Give"), inside))
        return row

    def _button(self, line: OrderedLine, act: str, word: str, inside: QWidget) -> ActionButton:
        button = ActionButton(word, "", parent=inside)
        button.setObjectName(f"{act}.{line.key}")
        button.setAccessibleName(f"{word}: {line.words}")
        button.clicked.connect(self._on_clicked)
        return button

    @Slot()
    def _on_clicked(self) -> None:
        act, _dot, key = self.sender().objectName().partition(".")
        self.wanted.emit(act, key)


class OrderedActs(QObject):
    """Opens what a button of the list wants: the dialog of the drug, or the reason."""

    def __init__(self, presenter: SessionPresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._dialogs = RunDialogs(presenter, self)

    @Slot(str, str)
    def do(self, act: str, key: str) -> None:
        """Give a drug as ordered, or say why it is not given."""
        if act == GIVE:
            texts = texts_as_ordered(self._presenter.session, key)
            self._dialogs.ask_ordered(dialog_host(self._page), texts)
            return
        for one in self._presenter.view().findings(Phase.BEFORE):
            if one.code == PRE_MEDICATION_OPEN and one.subject == (key,):
                answer(self._presenter, one, SEEN, self._page)
