"""Where the dialogs of a session open: over the page, with banner and status line left clear."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def dialog_host(widget: QWidget) -> QWidget:
    """The page area of the window the widget is in; the window itself where it has none."""
    window = widget.window()
    area = getattr(window, "page_area", None)
    return area if isinstance(area, QWidget) else window
