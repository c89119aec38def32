"""What parts that paint themselves share: boxes with a border inside, and lines of mixed text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap, QPixmapCache
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.theme import restyle, worn_theme

NO_PEN = Qt.PenStyle.NoPen


@dataclass(frozen=True, slots=True)
class Box:
    """How a box is drawn; tokens name the colours, "" leaves fill or border out."""

    fill: str = "surface"
    line: str = "line"
    width: int = 1
    radius: int = 6


FOCUS_WIDTH = 3
_SIGNS = "♀♂"
_MOST_COPIED = 100_000  # pixels of the screen; a few copies of larger boxes would fill the store


def paint_box(painter: QPainter, rect: QRect, box: Box) -> None:
    """Paint a rounded box whose border lies inside `rect`.

    One that is not large is drawn once and then copied, where its pixels are the screen's.
    """
    ratio = painter.device().devicePixelRatioF()
    pixels = rect.width() * rect.height() * ratio * ratio
    if not (0 < pixels <= _MOST_COPIED and ratio.is_integer()):
        _draw_box(painter, rect, box)
    else:
        painter.drawPixmap(rect.topLeft(), _box_picture(rect.size(), box, ratio))


def _box_picture(size: QSize, box: Box, ratio: float) -> QPixmap:
    colours = worn_theme().colours
    fill, line = (token and colours[token] for token in (box.fill, box.line))
    shape = f"{size.width()}x{size.height()}/{ratio}/{box.width}/{box.radius}"
    key = f"plexlog/box/{fill}/{line}/{shape}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        _draw_box(painter, QRect(QPoint(), size), box)
        painter.end()
        QPixmapCache.insert(key, picture)
    return picture


def _draw_box(painter: QPainter, rect: QRect, box: Box) -> None:
    theme = worn_theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = box.width / 2 if box.line else 0
    shape = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    if box.line:
        painter.setPen(QPen(theme.colour(box.line), box.width))
    else:
        painter.setPen(NO_PEN)
    painter.setBrush(theme.colour(box.fill) if box.fill else Qt.BrushStyle.NoBrush)
    radius = max(0.0, box.radius - inset)
    painter.drawRoundedRect(shape, radius, radius)
    painter.restore()


def paint_line(painter: QPainter, x1: int, x2: int, y: int, ink: str = "line") -> None:
    """Paint a horizontal hairline."""
    painter.fillRect(QRect(x1, y, x2 - x1, 1), worn_theme().colour(ink))


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one type role and colour; `gap` pixels stand before them."""

    text: str
    role: str = "body"
    ink: str = "ink"
    gap: int = 0

    @property
    def width(self) -> int:
        """The pixels the words take, without the gap."""
        return _advance(worn_theme().name, self.role, self.text)


@lru_cache(maxsize=4096)
def _advance(theme: str, role: str, text: str) -> int:
    """The pixels of a text; asked at each painting of the same words."""
    return _metrics(theme, role).horizontalAdvance(text)


@cache
def _metrics(theme: str, role: str) -> QFontMetrics:
    del theme  # each has its own fonts
    return QFontMetrics(worn_theme().font(role))


def forget_widths() -> None:
    """Another font is at hand: what was measured before may be another face."""
    _advance.cache_clear()
    _metrics.cache_clear()


def runs_width(runs: Sequence[Run]) -> int:
    """The pixels a line of runs takes."""
    return sum(run.gap + run.width for run in runs)


def paint_runs(painter: QPainter, x: int, baseline: int, runs: Sequence[Run]) -> int:
    """Paint runs on one baseline from `x`; answers where they end."""
    theme = worn_theme()
    for run in runs:
        x += run.gap
        painter.setFont(theme.font(run.role))
        painter.setPen(theme.colour(run.ink))
        painter.drawText(x, baseline, run.text)
        x += run.width
    return x


def person_runs(text: str, role: str, ink: str) -> tuple[Run, ...]:
    """Sex and age; the signs for sex, small in their font, are set larger than the words."""
    if text and text[0] in _SIGNS:
        sign = "section" if role == "hint" else "glance"
        return (Run(text[0], sign, ink), Run(text[1:].strip(), role, ink, 4))
    return (Run(text, role, ink),)


def middle_baseline(rect: QRect, role: str) -> int:
    """The baseline that puts one line of a role in the middle of `rect`."""
    metrics = _metrics(worn_theme().name, role)
    return rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) // 2


class Words(QLabel):
    """Plain text in a type role and an ink token; never read as HTML.

    `set_words(text, ink="")` changes text and, where given, colour.
    """

    def __init__(
        self, text: str = "", role: str = "body", ink: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        self.setText(text)

    @property
    def ink(self) -> str:
        """The colour token of the text."""
        return str(self.property("ink"))

    def set_words(self, text: str, ink: str = "") -> None:
        """Show other words, in another ink where one is given."""
        self.setText(text)
        if ink and ink != self.ink:
            self.setProperty("ink", ink)
            restyle(self)

    def wrapped(self) -> Words:
        """The same label, wrapping at its width."""
        self.setWordWrap(True)
        return self


class RunLine(QWidget):
    """One line of mixed text on a common baseline, such as a bold number and its unit.

    `show_runs(runs)`; read out as the words in their order. Aligned right with `align_right=True`.
    """

    def __init__(
        self, runs: Sequence[Run] = (), parent: QWidget | None = None, *, align_right: bool = False
    ) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._align_right = align_right
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_runs(runs)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What is shown."""
        return self._runs

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show other words."""
        self._runs = tuple(runs)
        self.setAccessibleName(
            " ".join(run.text.strip() for run in self._runs if run.text.strip())
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        heights = [QFontMetrics(worn_theme().font(run.role)).height() for run in self._runs]
        return QSize(runs_width(self._runs), max(heights, default=0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fonts = [QFontMetrics(worn_theme().font(run.role)) for run in self._runs]
        ascent = max((font.ascent() for font in fonts), default=0)
        top = (self.height() - max((font.height() for font in fonts), default=0)) // 2
        x = self.width() - runs_width(self._runs) if self._align_right else 0
        paint_runs(painter, x, top + ascent, self._runs)
        painter.end()
