"""Where the dialogs of a session open: over the page, with banner and status line left clear."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.dialog import DialogFrame


def dialog_host(widget: QWidget) -> QWidget:
    """The page area of the window the widget is in; the window itself where it has none."""
    window = widget.window()
    area = getattr(window, "page_area", None)
    return area if isinstance(area, QWidget) else window


def is_in_dialog(widget: QWidget | None) -> bool:
    """Whether a widget stands in a dialog: then nothing of the page below takes the focus."""
    part = widget
    while part is not None and not isinstance(part, DialogFrame):
        part = part.parentWidget()
    return part is not None
