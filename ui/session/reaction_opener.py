"""Opens the dialog of a reaction, one at a time, and lists those that are still open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from ui.session.hosting import dialog_host
from ui.session.reaction_dialog import ReactionDialog
from ui.session.reaction_presenter import ReactionPresenter
from ui.session.session_presenter import SessionPresenter
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Heading
from ui.widgets.glance import OfferRow


class ReactionOpener(QObject):
    """`open(reaction_id)` over the page it belongs to; "" tells a new reaction."""

    opened = Signal(object)  # the ReactionDialog

    def __init__(self, presenter: SessionPresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._dialog: ReactionDialog | None = None

    @Slot(str)
    def open(self, reaction_id: str) -> None:
        """Open a reaction unless one is open already."""
        if self._dialog is None:
            presenter = ReactionPresenter(self._presenter, reaction_id)
            self._dialog = ReactionDialog(presenter, dialog_host(self._page))
            self._dialog.closed.connect(self._on_closed)
            self._dialog.open()
            self.opened.emit(self._dialog)

    @Slot()
    def open_new(self) -> None:
        """Tell a new reaction."""
        self.open("")

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None


class ReactionKey:
    """The button of a reaction for a page's bar: before the start and after the end, too."""

    def __init__(self, opener: ReactionOpener, page: QWidget) -> None:
        self._button = ActionButton(_("Reaction"), "zap", "F9", Kind.DANGER, page)
        self._button.hide()  # until the bar of steps shows it
        self._button.clicked.connect(opener.open_new)

    def buttons(self, view: SessionView) -> tuple[QPushButton, ...]:
        """What stands in the bar: nothing once the session is signed."""
        return () if view.is_signed else (self._button,)


class ReactionRows(QWidget):
    """A row for each reaction of the session; `wanted(id)` to go on with one."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OfferRow] = []
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Heading(_("Reactions"), parent=self))

    def show_view(self, view: SessionView) -> None:
        """Show the reactions with what is still missing of each."""
        reactions = view.session.reactions or ()
        self.setVisible(bool(reactions))
        shown = tuple(
            (
                one.id,
                f"{wording.sentence(one.kind.label)}  ·  {one.onset_at.clock}",
                _state(one.grade, one.outcome),
            )
            for one in reactions
        )
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for key, what, detail in shown:
            row = OfferRow(key, what, detail, _("Open"), self)
            row.used.connect(self.wanted)
            self._rows.append(row)
            self._column.addWidget(row)


def _state(grade: object, outcome: object) -> str:
    told = _("no grade yet") if grade is None else _("grade {grade}").format(grade=grade)
    ended = _("no outcome yet") if outcome is None else wording.words_of(str(outcome))
    return f"{told}  ·  {ended}"
