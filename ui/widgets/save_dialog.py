"""The question where to save a file: it begins where the last one went, else among the documents.

The folder is the application's for as long as it runs; the start reads it from the settings of
the workstation and the end writes it there.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

_KEPT = "plexlog_save_folder"


def save_folder() -> str:
    """Where the last file went; empty before the first."""
    app = QCoreApplication.instance()
    kept = app.property(_KEPT) if app is not None else None
    return kept if isinstance(kept, str) else ""


def set_save_folder(folder: str) -> None:
    """Begin there the next time."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_KEPT, folder)


def first_folder() -> str:
    """The folder the question begins in: one that is there."""
    kept = save_folder()
    if kept and Path(kept).is_dir():
        return kept
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if documents and Path(documents).is_dir() else str(Path.home())


class SaveDialog(QFileDialog):
    """`SaveDialog(title, "summary.pdf", page)`; `fileSelected` tells the path."""

    def __init__(self, title: str, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, title, first_folder())
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix(Path(file_name).suffix.lstrip("."))
        self.selectFile(file_name)
        self.fileSelected.connect(self._on_selected)

    @Slot(str)
    def _on_selected(self, path: str) -> None:
        if path:
            set_save_folder(str(Path(path).parent))


class Saving(QObject):
    """`ask(title, file_name, name)` asks a page's person for a file, one question at a time."""

    chosen = Signal(str)  # path

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._dialog: SaveDialog | None = None

    def ask(self, title: str, file_name: str, name: str) -> None:
        """Open the question, under an object name; one that is open already stays."""
        if self._dialog is not None:
            return
        self._dialog = SaveDialog(title, file_name, self._page)
        self._dialog.setObjectName(name)
        self._dialog.fileSelected.connect(self._on_selected)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    @Slot(str)
    def _on_selected(self, path: str) -> None:
        if path:
            self.chosen.emit(path)

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
