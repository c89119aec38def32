"""Where the question for a file begins: where the last one went, while that folder is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.widgets.save_dialog import SaveDialog, first_folder, save_folder, set_save_folder


def test_the_next_file_is_offered_where_the_last_one_went(qtbot: QtBot, tmp_path: Path) -> None:
    set_save_folder("")
    first = SaveDialog("Save", "summary.pdf")
    qtbot.addWidget(first)

    first.fileSelected.emit(str(tmp_path / "summary.pdf"))
    first.fileSelected.emit("")
    second = SaveDialog("Save", "other.pdf")
    qtbot.addWidget(second)

    assert second.directory().path() == str(tmp_path)
    assert second.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert second.defaultSuffix() == "pdf"
    set_save_folder("")


@pytest.mark.usefixtures("qapp")
def test_a_folder_that_is_gone_gives_way_to_the_documents(tmp_path: Path) -> None:
    set_save_folder(str(tmp_path / "gone"))

    assert save_folder()
    assert Path(first_folder()).is_dir()
    assert first_folder() != save_folder()
    set_save_folder("")
