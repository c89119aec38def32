"""Lucide icons, tinted by a colour token and crisp at the screen's own pixels.

Qt's image reader reads them, so that the QtSvg module need not load before the first window.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImageReader, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.theme import RESOURCES, worn_theme

FOLDER = RESOURCES / "icons"
_FINE = 18  # up to here a stroke of 2 looks thin
_CRISP = 2.0  # for icons handed to Qt, which does not say where it will draw them


def icon_pixmap(name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels, tinted by the worn theme's token."""
    tint = worn_theme().colours[token]
    key = f"plexlog/{name}/{tint}/{size}/{ratio}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _draw(name, tint, size, ratio)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def icon(name: str, token: str, size: int = 20) -> QIcon:
    """The icon for Qt's own parts; it does not follow a later change of theme."""
    return QIcon(icon_pixmap(name, token, size, _CRISP))


def paint_icon(painter: QPainter, at: QRect, name: str, token: str) -> None:
    """Paint the icon as wide as the square `at`, at the painter's device pixels."""
    pixmap = icon_pixmap(name, token, at.width(), painter.device().devicePixelRatioF())
    painter.drawPixmap(at.topLeft(), pixmap)


class IconMark(QWidget):
    """An icon that follows the theme. Decor beside a word: it has no name of its own."""

    def __init__(
        self, name: str, ink: str = "ink2", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._token = ink
        self._size = size
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def name(self) -> str:
        """Which icon is shown."""
        return self._name

    def show_icon(self, name: str, token: str) -> None:
        """Show another icon or tint."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._name:
            painter = QPainter(self)
            paint_icon(painter, self.rect(), self._name, self._token)
            painter.end()


def _draw(name: str, tint: str, size: int, ratio: float) -> QPixmap:
    stroke = "2.25" if size <= _FINE else "2"
    text = _source(name).replace("currentColor", tint)
    text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    buffer = QBuffer()
    buffer.setData(QByteArray(text.encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    edge = round(size * ratio)
    reader.setScaledSize(QSize(edge, edge))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
