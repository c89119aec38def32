"""Where the dialogs of a session open: over the page, with banner and status line left clear."""

from __future__ import annotations

from ui.widgets.dialog import dialog_host

__all__ = ["dialog_host"]
