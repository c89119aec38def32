"""The grid of sessions: labels stay at the left while the sessions scroll; arrows walk them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.course_overview import CourseOverview, SessionColumn, SessionState
from ui.course.session_table import (
    FIRST_SESSION,
    LABEL,
    LOUD_ROLE,
    PLANNED_ROLE,
    SPARK,
    SPARK_ROLE,
    UNIT,
    SessionTable,
)
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Run, middle_baseline, paint_line, paint_runs
from ui.widgets.theme import worn_theme

_ROW = 29
_LINE = 19
_HEAD = 56
_LABELS = 186
_SPARK = 40
_UNITS = 44
_MARK_ROOM = 24
_APART = 8  # between the day of a session and where it stands
_WIDEST = 146
_NARROWEST = 132  # five sessions, the most common course, fit a screen of 1366
_Index = QModelIndex | QPersistentModelIndex
_MARKS = {
    SessionState.SIGNED: ("circle-check", "okInk"),
    SessionState.ENDED: ("pen-line", "askInk"),
    SessionState.RUNNING: ("circle-dot", "primary"),
    SessionState.PLANNED: ("circle", "ink2"),
}


class CellPainter(QStyledItemDelegate):
    """Paints a cell: words right-aligned, planned ones paler, reactions with their mark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        model = index.model()
        tint = ""
        if isinstance(model, SessionTable) and index.column() >= FIRST_SESSION:
            session = model.sessions[index.column() - FIRST_SESSION]
            tint = "primaryTint" if session.state is SessionState.RUNNING else ""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            tint = "primaryTint"
        if tint:
            painter.fillRect(rect, worn_theme().colour(tint))
        paint_line(painter, rect.left(), rect.right() + 1, rect.top())
        if index.column() == SPARK:
            paint_spark(painter, rect, index.data(SPARK_ROLE) or ())
            return
        self._paint_words(painter, rect, index)
        if is_selected and option.widget.hasFocus():
            for left in (rect.left(), rect.right() - 2):  # the ring stands around the column
                edge = QRect(left, rect.top(), 3, rect.height())
                painter.fillRect(edge, worn_theme().colour("focus"))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(_NARROWEST, _ROW)

    def _paint_words(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        words = str(index.data() or "")
        loud = bool(index.data(LOUD_ROLE))
        is_session = index.column() >= FIRST_SESSION
        role, ink = ("strong", "danger") if loud else ("body", "ink")
        if not is_session:
            role, ink = "label", "ink2"
        elif index.data(PLANNED_ROLE):
            ink = "ink3"
        lines = lines_of(index, rect.width()) if is_session else [words]
        for number, line in enumerate(lines):
            at = QRect(rect.left(), rect.top() + number * _LINE, rect.width(), _ROW)
            run = Run(line, role, ink)
            left = rect.left() + 16 if index.column() == LABEL else rect.right() - 11 - run.width
            paint_runs(painter, left, middle_baseline(at, run.role), (run,))
            if loud and number == 0 and left - rect.left() > _MARK_ROOM:
                paint_icon(painter, QRect(left - 22, at.top() + 7, 16, 16), "zap", "danger")


class SessionHead(QHeaderView):
    """Session, its mark, its day and where it stands; the selected one is ringed."""

    def __init__(self, table: SessionTable, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = table
        self.setSectionsClickable(True)
        self.setFixedHeight(_HEAD)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt calls it
        painter.save()
        place = section - FIRST_SESSION
        painter.fillRect(rect, worn_theme().colour("surface"))
        if 0 <= place < len(self._table.sessions):
            self._paint_session(painter, rect, self._table.sessions[place])
        elif section == LABEL:
            run = Run(_("Sessions"), "section")
            paint_runs(painter, rect.left() + 16, middle_baseline(rect, "section"), (run,))
        painter.restore()

    def _paint_session(self, painter: QPainter, rect: QRect, session: SessionColumn) -> None:
        if session.state is SessionState.RUNNING:
            painter.fillRect(rect, worn_theme().colour("primaryTint"))
        icon, ink = _MARKS[session.state]
        name = Run(_("Session {number}").format(number=session.line.number), "strong")
        paint_runs(painter, rect.left() + 12, rect.top() + 22, (name,))
        paint_icon(painter, QRect(rect.right() - 27, rect.top() + 8, 16, 16), icon, ink)
        state = Run(state_word(session), "hintBold", ink)
        if session.amended:
            state = Run(_("amended"), "hintBold", "askInk")
        left = rect.right() - 11 - state.width
        day = Run(day_that_fits(session, left - rect.left() - 12 - _APART), "hint", "ink2")
        paint_runs(painter, rect.left() + 12, rect.top() + 44, (day,))
        paint_runs(painter, left, rect.top() + 44, (state,))


class _Part(QTableView):
    """One of the two tables of the grid."""

    def __init__(self, model: SessionTable, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setObjectName("session_grid")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(CellPainter(self))
        self.setHorizontalHeader(SessionHead(model, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class _Sessions(_Part):
    """The table of sessions; Enter asks to open the one that is selected."""

    opened = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_current()

    def show_current(self) -> None:
        """Bring the selected session into sight, once its room is known."""
        self.updateGeometries()
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class SessionGrid(QWidget):
    """Labels at the left, sessions at the right."""

    selected = Signal(str)  # session key
    opened = Signal(str)  # session key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SessionTable(self)
        self._labels = _Part(self._model, _("What was recorded"), self)
        self._sessions = _Sessions(self._model, _("Sessions"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._labels.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._labels.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(self._labels)
        row.addWidget(self._sessions, 1)
        self._sessions.opened.connect(self._on_opened)
        self._sessions.doubleClicked.connect(self._on_opened)
        self._sessions.horizontalHeader().sectionClicked.connect(self._on_head_clicked)
        self._model.modelReset.connect(self._fit)

    @property
    def table(self) -> QTableView:
        """The table of sessions."""
        return self._sessions

    def show_view(self, view: CourseOverview) -> None:
        """Show the course; the session that was selected stays so."""
        key = self.selected_key
        self._model.show_view(view)
        self._sessions.selectionModel().currentColumnChanged.connect(
            self._on_current, Qt.ConnectionType.UniqueConnection
        )
        self.select(key)

    @property
    def selected_key(self) -> str:
        """The session that is selected."""
        place = self._sessions.currentIndex().column() - FIRST_SESSION
        sessions = self._model.sessions
        return sessions[place].line.session_key if 0 <= place < len(sessions) else ""

    def select(self, session_key: str) -> None:
        """Select a session."""
        for place, one in enumerate(self._model.sessions):
            if one.line.session_key == session_key:
                index = self._model.index(0, FIRST_SESSION + place)
                self._sessions.setCurrentIndex(index)
                self._sessions.scrollTo(index)
                self.selected.emit(session_key)

    def focus_first(self) -> None:
        """Take the focus."""
        self._sessions.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: object) -> None:
        del event
        self._fit()

    @Slot()
    def _fit(self) -> None:
        count = len(self._model.sessions)
        for column in range(self._model.columnCount()):
            is_label = column < FIRST_SESSION
            self._labels.setColumnHidden(column, not is_label)
            self._sessions.setColumnHidden(column, is_label)
        self._labels.setColumnWidth(LABEL, _LABELS)
        self._labels.setColumnWidth(UNIT, _UNITS)
        spark = _SPARK if self._model.has_sparks() else 0  # its room is the sessions' then
        self._labels.setColumnWidth(SPARK, spark)
        self._labels.setFixedWidth(_LABELS + _UNITS + spark)
        room = self.width() - self._labels.width()
        whole = max(min(count, room // _NARROWEST), 1)  # a number that is cut is another number
        wide = max(_NARROWEST, min(_WIDEST, room // whole))
        for column in range(FIRST_SESSION, FIRST_SESSION + count):
            self._sessions.setColumnWidth(column, wide)
        bar = 12 if wide * count > room else 0
        self.setFixedHeight(_HEAD + self._fit_rows(wide) + bar + 8)
        self._sessions.show_current()

    def _fit_rows(self, wide: int) -> int:
        """Give each row the height of its longest words; answers what they take together."""
        together = 0
        for row in range(self._model.rowCount()):
            lines = [
                len(lines_of(self._model.index(row, column), wide))
                for column in range(FIRST_SESSION, self._model.columnCount())
            ]
            height = _ROW + _LINE * (max(lines, default=1) - 1)
            together += height
            for part in (self._labels, self._sessions):
                part.setRowHeight(row, height)
        return together

    @Slot()
    def _on_opened(self) -> None:
        if self.selected_key:
            self.opened.emit(self.selected_key)

    @Slot(QModelIndex)
    def _on_current(self, _index: QModelIndex) -> None:
        if self.selected_key:
            self.selected.emit(self.selected_key)

    @Slot(int)
    def _on_head_clicked(self, section: int) -> None:
        self._sessions.setCurrentIndex(self._model.index(0, section))


def paint_spark(painter: QPainter, rect: QRect, numbers: Sequence[float | None]) -> None:
    """A row's numbers as a small line with a dot at the last; gaps stay gaps, one is a dot."""
    known = [one for one in numbers if one is not None]
    if not known:
        return
    low, span = min(known), max(known) - min(known)
    inside = rect.adjusted(2, 8, -10, -8)
    step = inside.width() / max(len(numbers) - 1, 1)

    def point(place: int, number: float) -> QPointF:
        share = (number - low) / span if span else 0.5
        return QPointF(inside.left() + place * step, inside.bottom() - share * inside.height())

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(worn_theme().colour("ink2"), 1.5))
    points = [None if one is None else point(place, one) for place, one in enumerate(numbers)]
    for before, after in pairwise(points):
        if before is not None and after is not None:
            painter.drawLine(before, after)
    painter.setBrush(worn_theme().colour("ink2"))
    last = next(one for one in reversed(points) if one is not None)
    painter.drawEllipse(last, 2.0, 2.0)
    painter.restore()


def lines_of(index: _Index, wide: int) -> list[str]:
    """The words of a cell in lines that fit it, broken after commas, else at spaces."""
    loud = bool(index.data(LOUD_ROLE))
    role, room = ("strong", wide - 20 - _MARK_ROOM) if loud else ("body", wide - 20)
    lines: list[str] = []
    for part in str(index.data() or "").replace(", ", ",\n").split("\n"):
        if lines and Run(f"{lines[-1]} {part}", role).width <= room:
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines += _at_spaces(part, role, room)
    return lines


def _at_spaces(words: str, role: str, room: int) -> list[str]:
    lines = [""]
    for part in words.split(" "):
        joined = f"{lines[-1]} {part}".strip()
        if lines[-1] and Run(joined, role).width > room:
            lines.append(part)
        else:
            lines[-1] = joined
    return lines


def day_that_fits(session: SessionColumn, room: int) -> str:
    """The day of a session, with the day of the week where there is room for it."""
    line = session.line
    at = line.started_at or line.planned_at
    if at is None:
        return wording.MISSING
    whole = f"{at.instant:%a %m-%d}"
    return whole if Run(whole, "hint").width <= room else f"{at.day:%m-%d}"


def state_word(session: SessionColumn) -> str:
    """Where a session stands, in a word; nothing runs of what is entered from paper."""
    if session.state is SessionState.RUNNING and session.line.is_from_paper:
        return _("from paper")
    return {
        SessionState.SIGNED: _("signed"),
        SessionState.ENDED: _("to sign"),
        SessionState.RUNNING: _("running"),
        SessionState.PLANNED: _("planned"),
    }[session.state]
