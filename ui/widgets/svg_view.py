"""A drawing in SVG, crisp at the screen's own pixels."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.theme import is_restyled


class SvgView(QWidget):
    """Shows SVG bytes: `show_svg(data, spoken)`; `spoken` is what a screen reader says of it.

    The drawing is fitted into the widget, its proportions kept, and painted once into an image
    until size, pixels or drawing change. Without a drawing nothing is painted. Who has painted it
    already, on a worker with `drawn(data, view.pixels(), ratio)`, hands that image in.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def has_drawing(self) -> bool:
        """Whether there is something to show."""
        return bool(self._data)

    def show_svg(self, data: bytes, spoken: str = "", image: QImage | None = None) -> None:
        """Show another drawing; `image` is the same, painted already."""
        self._data = data
        self._image = QImage() if image is None else image
        self.setAccessibleName(spoken)
        self.update()

    def image(self) -> QImage:
        """The drawing at the size and pixels of the widget."""
        ratio, pixels = self.devicePixelRatioF(), self.pixels()
        if self._image.size() != pixels or self._image.devicePixelRatio() != ratio:
            self._image = drawn(self._data, pixels, ratio)
        return self._image

    def pixels(self) -> QSize:
        """The pixels the widget takes of the screen."""
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def sizeHint(self) -> QSize:
        return QSize(480, 160)

    def changeEvent(self, event: QEvent) -> None:
        if is_restyled(event):
            self._image = QImage()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._data:
            painter = QPainter(self)
            painter.drawImage(0, 0, self.image())
            painter.end()


def drawn(data: bytes, pixels: QSize, ratio: float) -> QImage:
    """SVG bytes painted into an image; on any thread."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not before the first drawing

    image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(data))
    if renderer.isValid():
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, pixels.width() / ratio, pixels.height() / ratio))
        painter.end()
    return image
