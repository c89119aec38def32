"""The rail at the left: where one can go, night or day, lock, and who is at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.shell.neighbours import Neighbours
from ui.widgets.buttons import clicked_by_key
from ui.widgets.icons import paint_icon
from ui.widgets.painting import FOCUS_WIDTH, Box, paint_box
from ui.widgets.tab_anchor import TabAnchor
from ui.widgets.theme import is_restyled, worn_theme

_ITEM_WIDTH = 60
_ITEM_HEIGHT, _LOW_HEIGHT = 56, 46
_ICON = 22
_ICON_TOP, _LOW_ICON_TOP = 8, 4
_WORD_TOP, _LOW_WORD_TOP = 31, 25
_ROW = 20
_GAP = 4  # between two places
_TOP, _BOTTOM = 8, 6


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the rail."""

    key: str
    icon: str
    word: str


class RailItem(QPushButton):
    """An icon above its word; `pressed_for(key)` when it is pressed."""

    pressed_for = Signal(str)  # the key of the item

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._is_here = False
        self._is_low = False
        self.setObjectName(f"rail_{place.key}")
        self.setFixedSize(_ITEM_WIDTH, _ITEM_HEIGHT)
        self.setAutoDefault(False)
        self.setAccessibleName(place.word)
        self.clicked.connect(self._on_clicked)

    @property
    def place(self) -> Place:
        """What the item stands for."""
        return self._place

    @property
    def is_here(self) -> bool:
        """Whether it stands for the place that is shown."""
        return self._is_here

    def set_here(self, *, is_here: bool) -> None:
        """Mark the place that is shown; to be heard, not only seen."""
        self._is_here = is_here
        self.setAccessibleDescription(_("shown now") if is_here else "")
        self.update()

    def set_low(self, *, is_low: bool) -> None:
        """Take less height, where the window has little."""
        self._is_low = is_low
        self.setFixedHeight(_LOW_HEIGHT if is_low else _ITEM_HEIGHT)

    def take_key(self, key: str) -> None:
        """Answer to a key, and say so."""
        self.setShortcut(key)
        self.setToolTip(f"{self._place.word} ({key})")

    def show_place(self, place: Place) -> None:
        """Show another icon and word."""
        self._place = place
        self.setAccessibleName(place.word)
        self.setToolTip(f"{place.word} ({self.shortcut().toString()})")
        self.update()

    def event(self, event: QEvent) -> bool:
        return clicked_by_key(self, event) or super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = worn_theme()
        painter = QPainter(self)
        here = self._is_here
        lit = here or self.underMouse() or self.hasFocus()
        line, width = ("railOn", FOCUS_WIDTH) if self.hasFocus() else ("", 0)
        paint_box(painter, self.rect(), Box("railActive" if here else "", line, width, 6))
        ink = "railOn" if lit else "railInk"
        left = (self.width() - _ICON) // 2
        top = _LOW_ICON_TOP if self._is_low else _ICON_TOP
        paint_icon(painter, QRect(left, top, _ICON, _ICON), self._place.icon, ink)
        painter.setFont(theme.font("hintBold" if here else "hint"))
        painter.setPen(theme.colour(ink))
        words = QRect(0, _LOW_WORD_TOP if self._is_low else _WORD_TOP, self.width(), _ROW)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._place.word)
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_for.emit(self._place.key)


class PersonName(QWidget):
    """The signed-in person at the foot of the rail; a long name takes more lines, never dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._role = ""
        self.show_person("", "")

    @property
    def lines(self) -> tuple[str, ...]:
        """The name as it is broken into lines."""
        return self._lines

    def show_person(self, name: str, role: str) -> None:
        """Show who is at work."""
        self._lines = _broken(name, worn_theme().size("rail") - 8)
        self._role = role
        self.setVisible(bool(name))
        self.setAccessibleName(f"{name}, {role}" if role else name)
        self.setFixedHeight((len(self._lines) + 1) * _ROW)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = worn_theme()
        painter = QPainter(self)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setPen(theme.colour("railOn"))
        painter.setFont(theme.font("hintBold"))
        for row, line in enumerate(self._lines):
            painter.drawText(QRect(0, row * _ROW, self.width(), _ROW), centre, line)
        painter.setPen(theme.colour("railInk"))
        painter.setFont(theme.font("hint"))
        foot = QRect(0, len(self._lines) * _ROW, self.width(), _ROW)
        painter.drawText(foot, centre, self._role)
        painter.end()


class Rail(QWidget):
    """The places given, and at the foot Night or Day, Lock and the person.

    `Rail(places)` shows only those places; then `set_places`, `set_place(key)` and
    `set_person(name, role)`.
    """

    place_chosen = Signal(str)  # key of the place
    theme_toggled = Signal()
    lock_requested = Signal()

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[RailItem] = []
        self._anchor = TabAnchor(self)
        self._night = RailItem(_night_or_day(), self)
        self._lock = RailItem(Place("lock", "lock", _("Lock F12")), self)
        self._lock.take_key("F12")
        self._lock.setAccessibleName(_("Lock"))  # F12 is said by its key
        self._lock.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where it is
        self._night.take_key("Ctrl+D")
        self._person = PersonName(self)
        self.neighbours = Neighbours(self)
        self._rows = QVBoxLayout()
        self._lay_out()
        self.set_places(places)
        self._night.clicked.connect(self.theme_toggled)
        self._lock.clicked.connect(self.lock_requested)

    def set_places(self, places: Sequence[Place]) -> None:
        """Show these places and no others, in this order."""
        for item in self._items:
            self._rows.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = [RailItem(place, self) for place in places]
        for number, item in enumerate(self._items, start=1):
            item.take_key(f"Alt+{number}")
            item.pressed_for.connect(self._on_item_pressed)
            self._rows.addWidget(item, 0, Qt.AlignmentFlag.AlignHCenter)
        self._order_tabs()

    def set_place(self, key: str) -> None:
        """Mark where the person is."""
        for item in self._items:
            item.set_here(is_here=item.place.key == key)

    def set_person(self, name: str, role: str) -> None:
        """Show who is signed in; an empty name for nobody, who cannot lock either."""
        self._person.show_person(name, role)
        self._lock.setVisible(bool(name))

    def minimumSizeHint(self) -> QSize:
        """As high as everything is at its least: no window is made higher by it."""
        return QSize(worn_theme().size("rail"), self._need(is_low=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()  # a session began or ended, or somebody else is at work
        return super().event(event)

    def _fit(self) -> None:
        is_low = self.height() < self._need(is_low=False)
        for item in self._all_items():
            item.set_low(is_low=is_low)
        self.neighbours.set_low(is_low=is_low)

    def _need(self, *, is_low: bool) -> int:
        """The height of everything."""
        shown = [item for item in self._all_items() if not item.isHidden()]
        places = len(shown) * (_LOW_HEIGHT if is_low else _ITEM_HEIGHT)
        person = 0 if self._person.isHidden() else self._person.height()
        gaps = _GAP * max(len(self._items) - 1, 0) + _TOP + _BOTTOM
        return places + gaps + self.neighbours.need(is_low=is_low) + person

    def _all_items(self) -> list[RailItem]:
        return [*self._items, self._night, self._lock]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour("rail"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if is_restyled(event):
            self._night.show_place(_night_or_day())
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.setFixedWidth(worn_theme().size("rail"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4, _TOP, 4, _BOTTOM)
        rows.setSpacing(0)
        self._rows.setSpacing(_GAP)
        rows.addLayout(self._rows)
        rows.addWidget(self.neighbours)
        rows.addStretch(1)
        rows.addWidget(self._night, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(self._person)

    def _order_tabs(self) -> None:
        self._anchor.lead([*self._items, *self.neighbours.items, self._night, self._lock])

    @Slot(str)
    def _on_item_pressed(self, key: str) -> None:
        self.place_chosen.emit(key)  # where the person is, is told by set_place alone


def _night_or_day() -> Place:
    """What the toggle offers: the look that is not worn."""
    if worn_theme().is_dark:
        return Place("theme", "sun", _("Day"))
    return Place("theme", "moon", _("Night"))


def _broken(name: str, width: int) -> tuple[str, ...]:
    """The name in lines no wider than `width`, broken at its spaces."""
    metrics = QFontMetrics(worn_theme().font("hintBold"))
    lines: list[str] = []
    for word in name.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines)
