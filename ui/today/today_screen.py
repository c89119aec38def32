"""The board of today: columns of sessions, the search for a patient, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.board import Board, Column
from ui.today.backup_line import BackupLine
from ui.today.card_words import card_view, is_missed
from ui.today.follow_up_dialog import FollowUpDialog
from ui.today.follow_up_strip import FollowUpStrip
from ui.today.follow_up_words import item_view
from ui.today.patient_search import PatientSearch
from ui.today.today_presenter import TodayPresenter
from ui.widgets.board import BoardColumn, TodayCard
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card, PageTitle
from ui.widgets.demo_button import DemoButton
from ui.widgets.folding import READABLE, FoldingPage, place_again
from ui.widgets.painting import Words
from ui.widgets.severity import LOOKS


class TodayScreen(FoldingPage):
    """The page the program opens with."""

    session_wanted = Signal(str)  # session key
    planning_wanted = Signal(str, str)  # course key, session key: it needs a new time
    patient_wanted = Signal(str)  # patient key
    new_patient_wanted = Signal()
    import_wanted = Signal()
    backup_wanted = Signal()
    demonstration_wanted = Signal()

    def __init__(self, presenter: TodayPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._board: Board | None = None
        self._dialog: FollowUpDialog | None = None
        self._title = PageTitle(_("Today"), "", self)
        self._search = PatientSearch(self)
        self._new = ActionButton(_("New patient"), "plus", "Ctrl N", parent=self)
        self._new.setObjectName("new_patient")
        self._columns = {
            Column.RUNNING: BoardColumn("activity", _("Running"), _("Nothing runs."), self),
            Column.DUE: BoardColumn("calendar-clock", _("Due today"), _("Nothing is due."), self),
            Column.OVERDUE: BoardColumn(
                "calendar-x", _("Overdue or missed"), _("Nothing is overdue."), self
            ),
            Column.TO_SIGN: BoardColumn(
                "pen-line", _("To sign or countersign"), _("Nothing waits to be signed."), self
            ),
            Column.FINISHED: BoardColumn("circle-check", _("Finished today"), "", self),
        }
        self._grid = QGridLayout()
        self._last = QWidget(self)
        self._follow_ups = FollowUpStrip(self)
        self._backup = BackupLine(self)
        self._trouble = Words("", "strong", LOOKS["ask"].ink, self).wrapped()
        self._trouble.hide()
        self._beginning = Beginning(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._wire()

    @property
    def columns(self) -> dict[Column, BoardColumn]:
        """The columns of the board."""
        return self._columns

    @Slot(object)
    def show_board(self, board: Board) -> None:
        """Show the board as it is."""
        self._board = board
        day = f"{board.now.instant:%A} {wording.day(board.now.day)}"
        self._title.show_words(_("Today"), f"{day}  ·  {board.unit}")
        items = [item_view(one, board.now) for one in board.follow_ups]
        self._follow_ups.show_items(items, board.follow_ups_ahead)
        self._trouble.set_words(board.trouble)
        self._trouble.setVisible(bool(board.trouble))
        focused = self._focused_key()
        for column, part in self._columns.items():
            part.show_cards([card_view(card, board.now) for card in board.columns[column]])
        self._follow(focused)
        self._columns[Column.FINISHED].setVisible(bool(board.columns[Column.FINISHED]))
        self._stack.setCurrentIndex(0 if board.has_patients else 1)
        self._new.setVisible(board.has_patients)

    def show_overdue_backup(self, words: str) -> None:
        """Say that a backup is overdue; empty where none is."""
        self._backup.say(words)

    @property
    def overdue_backup(self) -> str:
        """What is said of an overdue backup; empty where none is."""
        return self._backup.words

    def focus_first(self) -> None:
        """Begin at the first card, or at what begins a record."""
        if self._stack.currentIndex() == 1:
            self._beginning.focus_first()
            return
        cards = self._cards()
        (cards[0] if cards else self._search).setFocus(Qt.FocusReason.TabFocusReason)

    def _cards(self) -> list[TodayCard]:
        return [card for part in self._columns.values() for card in part.cards]

    def _focused_key(self) -> str:
        return next((card.view.key for card in self._cards() if card.hasFocus()), "")

    def _follow(self, key: str) -> None:
        """The focus goes with a session that now stands in another column; else it begins anew."""
        if not key or self._focused_key() == key:
            return
        cards = {card.view.key: card for card in self._cards()}
        if key in cards:
            cards[key].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 14, 16, 12)
        page.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(16)
        self._search.setMaximumWidth(520)
        self._title.setFixedHeight(48)
        head.addWidget(self._title, 1)
        head.addWidget(self._search, 3)
        right = QHBoxLayout()
        right.addStretch(1)
        right.addWidget(self._new)
        head.addLayout(right, 1)
        page.addLayout(head)
        page.addWidget(self._backup)
        page.addWidget(self._trouble)
        self._stack.addWidget(self._laid_out_board())
        self._stack.addWidget(self._beginning)
        page.addWidget(self._stack, 1)

    def _laid_out_board(self) -> QWidget:
        board = QWidget(self)
        rows = QVBoxLayout(board)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        *_places, to_sign, finished = self._columns.values()
        last = QVBoxLayout(self._last)  # what was finished stands under what is still to be signed
        last.setContentsMargins(0, 0, 0, 0)
        last.setSpacing(8)
        last.addWidget(to_sign, 1)
        last.addWidget(finished, 1)
        self._grid.setSpacing(8)
        self.lay_narrow(is_narrow=False)
        rows.addLayout(self._grid, 1)
        rows.addWidget(self._follow_ups)
        return board

    def lay_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - as setVisible
        """Four columns, or two rows of two."""
        running, due, overdue, *_last = self._columns.values()
        columns = (running, due, overdue, self._last)
        across = 2 if is_narrow else len(columns)
        cells = {part: (*divmod(place, across), 1, 1) for place, part in enumerate(columns)}
        place_again(self._grid, cells, READABLE if is_narrow else 0)
        for column in range(len(columns)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _wire(self) -> None:
        self._presenter.board_changed.connect(self.show_board)
        self._presenter.found.connect(self._search.show_patients)
        self._search.asked.connect(self._presenter.search)
        self._search.patient_chosen.connect(self.patient_wanted)
        self._new.clicked.connect(self.new_patient_wanted)
        self._beginning.new_patient_wanted.connect(self.new_patient_wanted)
        self._beginning.import_wanted.connect(self.import_wanted)
        self._beginning.demonstration_wanted.connect(self.demonstration_wanted)
        self._backup.wanted.connect(self.backup_wanted)
        self._follow_ups.wanted.connect(self.open_follow_up)
        for column in self._columns.values():
            column.acted.connect(self._on_acted)
            column.move_wanted.connect(self._on_move_wanted)

    @Slot(str)
    def _on_acted(self, key: str) -> None:
        if self._board is None:
            return
        for column, cards in self._board.columns.items():
            for card in cards:
                if card.line.session_key != key:
                    continue
                if column is Column.OVERDUE and is_missed(card.line, self._board.now):
                    self.planning_wanted.emit(card.line.course_key, key)
                else:
                    self.session_wanted.emit(key)

    @Slot(str)
    def open_follow_up(self, key: str) -> None:
        """Ask what a call told, over the page."""
        found = [one for one in self._board.follow_ups if one.key == key] if self._board else []
        if found and self._dialog is None:
            presenter = self._presenter.follow_up(found[0])
            self._dialog = FollowUpDialog(presenter, page_area_of(self))
            self._dialog.closed.connect(self._on_dialog_closed)
            self._dialog.open()

    @Slot()
    def _on_dialog_closed(self) -> None:
        self._dialog = None
        self._presenter.refresh()

    @Slot(str, int, int)
    def _on_move_wanted(self, key: str, right: int, down: int) -> None:
        """Walk to the next card; a column without cards is stepped over."""
        columns = [part.cards for part in self._columns.values() if part.cards]
        at = [
            (column, row)
            for column, cards in enumerate(columns)
            for row, card in enumerate(cards)
            if card.view.key == key
        ]
        if at:
            column = min(max(at[0][0] + right, 0), len(columns) - 1)
            row = min(max(at[0][1] + down, 0), len(columns[column]) - 1)
            columns[column][row].setFocus(Qt.FocusReason.TabFocusReason)


def page_area_of(widget: QWidget) -> QWidget:
    """Where dialogs open: the page area of the window, or the window itself."""
    window = widget.window()
    area = getattr(window, "page_area", None)
    return area if isinstance(area, QWidget) else window


class Beginning(QWidget):
    """What the board shows before there is any patient: how to begin."""

    new_patient_wanted = Signal()
    import_wanted = Signal()
    demonstration_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = ActionButton(_("New patient"), "plus", "Ctrl N", Kind.PRIMARY, self)
        self._new.setObjectName("begin_with_patient")
        self._import = ActionButton(_("Import a course"), "download", "Ctrl I", parent=self)
        self._import.setObjectName("begin_with_import")
        self._demo = DemoButton(self)
        self._lay_out()
        self._new.clicked.connect(self.new_patient_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._demo.clicked.connect(self.demonstration_wanted)

    def focus_first(self) -> None:
        """Begin at the new patient."""
        self._new.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        card = Card(parent=self)
        card.setFixedWidth(560)
        card.set_padding(32, 28, 28)
        card.body.addWidget(Words(_("No patient is on record yet"), "title", parent=card))
        card.body.addSpacing(4)
        sentence = _(
            "Admit the first patient, then order a course; its sessions appear on this board. "
            "A course that was recorded elsewhere can be taken in from its document."
        )
        card.body.addWidget(Words(sentence, "body", "ink2", card).wrapped())
        card.body.addSpacing(16)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._new)
        buttons.addWidget(self._import)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        card.body.addSpacing(4)
        card.body.addWidget(self._demo, 0, Qt.AlignmentFlag.AlignLeft)
        rows = QVBoxLayout(self)
        rows.addStretch(1)
        middle = QHBoxLayout()  # wrapped words get their height only in a row of their own
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        rows.addLayout(middle)
        rows.addStretch(2)
