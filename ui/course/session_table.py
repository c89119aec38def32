"""The sessions of a course as columns, what they delivered as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.services.course_overview import (
    BeforeAfter,
    CourseOverview,
    SessionColumn,
    SessionState,
)

_Index = QModelIndex | QPersistentModelIndex
LABEL = 0
UNIT = 1
SPARK = 2  # the row as a small line
FIRST_SESSION = 3
PLANNED_ROLE = Qt.ItemDataRole.UserRole + 1  # whether a value is planned only
LOUD_ROLE = Qt.ItemDataRole.UserRole + 2  # whether a value tells of a reaction
SPARK_ROLE = Qt.ItemDataRole.UserRole + 3  # the numbers of a row, None where there is none


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its label, its unit, and what it says of a session."""

    label: str
    unit: str
    words: Callable[[SessionColumn], str]
    is_reactions: bool = False
    number: Callable[[SessionColumn], float | Decimal | None] | None = None  # for its small line
    is_figure: bool = False  # calculated; it stays as signed where a value of it was amended

    def told(self, session: SessionColumn) -> str:
        """What it says, with what was amended after the signature beside it."""
        words = self.words(session)
        should_be = words if session.known is None else self.words(session.known)
        if should_be == words:
            return words
        if self.is_figure:
            return _("{words} as signed").format(words=words)
        return _("{words}\n(amended: {should_be})").format(words=words, should_be=should_be)


class SessionTable(QAbstractTableModel):
    """Labels, units, then one column for each session."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: CourseOverview | None = None
        self._lines: tuple[Line, ...] = ()

    def show_view(self, view: CourseOverview) -> None:
        """Hold another view of the course."""
        self.beginResetModel()
        self._view = view
        self._lines = lines_of(view)
        self.endResetModel()

    @property
    def sessions(self) -> Sequence[SessionColumn]:
        """The sessions in their order."""
        return () if self._view is None else self._view.sessions

    def has_sparks(self) -> bool:
        """Whether any row has a number for its small line."""
        return any(
            line.number is not None and line.number(session) is not None
            for line in self._lines
            for session in self.sessions
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else FIRST_SESSION + len(self.sessions)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        place = section - FIRST_SESSION
        is_session = orientation is Qt.Orientation.Horizontal and 0 <= place < len(self.sessions)
        if not is_session:
            return None
        session = self.sessions[place]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(session.amended) or None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        name = _("Session {number}").format(number=session.line.number)
        return _("{session}, amended").format(session=name) if session.amended else name

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if index.column() < FIRST_SESSION:
            return self._of_row(line, index.column(), role)
        session = self.sessions[index.column() - FIRST_SESSION]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.told(session)
        if role == PLANNED_ROLE:
            return session.state is SessionState.PLANNED
        if role == LOUD_ROLE:
            return line.is_reactions and bool(session.reactions)
        return None

    def _of_row(self, line: Line, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return {LABEL: line.label, UNIT: line.unit}.get(column)
        if role != SPARK_ROLE or column != SPARK or line.number is None:
            return None
        numbers = [line.number(session) for session in self.sessions]
        return [None if one is None else float(one) for one in numbers]


def lines_of(view: CourseOverview) -> tuple[Line, ...]:
    """The rows of a course; its response scale has one where it is known."""
    g_l = CATALOGUE["igg_g_l"].shown_unit
    lines = [
        Line(_("Weight, haematocrit"), "kg, %", _weight),
        Line(
            _("Plasma removed"),
            "mL",
            _removed,
            number=attrgetter("plasma_removed_ml"),
            is_figure=True,
        ),
        _volumes_line(view),
        Line(_("Balance"), "mL", _balance, number=attrgetter("balance_ml"), is_figure=True),
        Line(_("Fluid"), "", _fluid),
        Line(_("Access"), "", _access),
        Line(_("IgG before / after"), g_l, _igg, number=attrgetter("igg.before")),
        Line(
            _("Fibrinogen before / after"),
            g_l,
            _fibrinogen,
            number=attrgetter("fibrinogen.before"),
        ),
    ]
    scale = view.course.order.response_scale
    if scale is not None:
        lines.append(Line(scale_label(scale), "", _score, number=attrgetter("score")))
    reactions = Reactions(view.reaction_labels)
    return (
        *lines,
        Line(_("Reactions, grade"), "", reactions.words, is_reactions=True),
        Line(_("Findings"), "", _findings),
    )


def _volumes_line(view: CourseOverview) -> Line:
    """What was exchanged; of what, in the label where all sessions were planned alike."""
    all_planned = {session.planned_plasma_volumes for session in view.sessions}
    number = attrgetter("plasma_volumes")
    if len(all_planned) > 1:
        return Line(_("Exchanged / planned"), "PV", _exchanged_of, number=number, is_figure=True)
    label = _("Exchanged")
    for planned in all_planned - {None}:
        of_planned = wording.plasma_volumes(planned)
        label = _("Exchanged of {planned} planned").format(planned=of_planned)
    return Line(label, "PV", _exchanged, number=number, is_figure=True)


def scale_label(scale: str) -> str:
    """The name of a response scale."""
    known = {
        "edss": "EDSS",
        "gbs-disability": _("GBS disability"),
        "incat": "INCAT",
        "mg-adl": "MG-ADL",
        "mrc-sum": _("MRC sum"),
        "mrs": "mRS",
        "qmg": "QMG",
        "ttp-platelets": _("Platelets"),
    }
    return known.get(scale) or wording.sentence(wording.words_of(scale))


@dataclass(frozen=True)
class Reactions:
    """Words for the reactions of a session."""

    labels: Mapping[str, str]

    def words(self, session: SessionColumn) -> str:
        """Kinds with grades; none where it was kept and there was none."""
        if session.reactions is None:
            return "" if session.state is SessionState.PLANNED else wording.MISSING
        words = [
            f"{wording.spoken(self.labels.get(one.kind, one.kind.label))} {one.grade or ''}"
            for one in session.reactions
        ]
        return ", ".join(word.strip() for word in words) or _("none")


def _weight(session: SessionColumn) -> str:
    if session.weight is None and session.haematocrit is None:
        return _absent(session)
    weight = wording.quantity(CATALOGUE["weight_kg"], session.weight)
    haematocrit = wording.quantity(CATALOGUE["hematocrit_percent"], session.haematocrit)
    return f"{weight}, {haematocrit}"


def _removed(session: SessionColumn) -> str:
    return _number(session, session.plasma_removed_ml)


def _exchanged(session: SessionColumn) -> str:
    if session.state is not SessionState.PLANNED:
        return wording.plasma_volumes(session.plasma_volumes)
    ordered = session.planned_plasma_volumes
    return "" if ordered is None else wording.plain(ordered, least=2)


def _exchanged_of(session: SessionColumn) -> str:
    """`1.01 / 1.25`: each with what was planned for it; of a planned session only that."""
    if session.state is SessionState.PLANNED:
        return _exchanged(session)
    ordered = wording.plain(session.planned_plasma_volumes, least=2)
    return f"{_exchanged(session)} / {ordered}"


def _balance(session: SessionColumn) -> str:
    if session.balance_ml is None:
        return _absent(session)
    return wording.number(session.balance_ml, signed=True)


def _fluid(session: SessionColumn) -> str:
    return session.fluid.replace(" %", f"{wording.HARD_SPACE}%")


def _access(session: SessionColumn) -> str:
    return session.access or _absent(session)


def _findings(session: SessionColumn) -> str:
    """How many of each, the hardest and open ones first: `1 stop open, 2 asks answered`."""
    if session.findings is None:
        return ""
    kinds = Counter(_kind(one) for one in session.findings)
    stops, asks, notices = kinds["stop"], kinds["ask"], kinds["notice"]
    overridden, answered = kinds["overridden"], kinds["answered"]
    words = {
        ngettext("{count} stop open", "{count} stops open", stops): stops,
        ngettext("{count} ask open", "{count} asks open", asks): asks,
        ngettext("{count} stop overridden", "{count} stops overridden", overridden): overridden,
        ngettext("{count} ask answered", "{count} asks answered", answered): answered,
        ngettext("{count} notice", "{count} notices", notices): notices,
    }
    told = (word.format(count=count) for word, count in words.items() if count)
    return ", ".join(told) or _("none")


def _kind(finding: Finding) -> str:
    if finding.severity < Severity.ASK:
        return "notice"
    if finding.severity >= Severity.STOP:
        return "stop" if finding.is_open else "overridden"
    return "ask" if finding.is_open else "answered"


def _igg(session: SessionColumn) -> str:
    return _pair(session, session.igg, "igg_g_l")


def _fibrinogen(session: SessionColumn) -> str:
    return _pair(session, session.fibrinogen, "fibrinogen_g_l")


def _score(session: SessionColumn) -> str:
    return _absent(session) if session.score is None else wording.plain(session.score)


def _number(session: SessionColumn, value: float | None) -> str:
    return _absent(session) if value is None else wording.number(value)


def _pair(session: SessionColumn, pair: BeforeAfter, code: str) -> str:
    """Both values with the decimals of their quantity: all of a row are written alike."""
    if pair.before is None and pair.after is None:
        return _absent(session)
    least = CATALOGUE[code].decimals
    return " / ".join(wording.plain(one, least) for one in (pair.before, pair.after))


def _absent(session: SessionColumn) -> str:
    """A session that has not begun has nothing to miss yet."""
    return "" if session.state is SessionState.PLANNED else wording.MISSING
