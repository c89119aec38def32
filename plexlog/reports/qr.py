"""The square code on a report: a reportlab drawing that any scanner reads."""

from __future__ import annotations

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing

from plexlog.reports import fonts

SIDE = 60.0  # points: 21 mm, so that a cell of the longest code is above a third of a millimetre
LEVEL = "M"  # repairs 15 % of it, should the paper be creased


def qr_drawing(text: str, side: float = SIDE) -> Drawing:
    """The code of a text, black on white."""
    widget = QrCodeWidget(text, barLevel=LEVEL, barBorder=2, barWidth=side, barHeight=side)
    drawing = Drawing(side, side, initialFontName=fonts.REGULAR)
    drawing.add(widget)
    return drawing
