"""Where the question for a file begins: where the last one went, while that folder is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.save_dialog import SaveDialog, Saving, first_folder, save_folder, set_save_folder


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


def test_a_page_asks_one_question_at_a_time_and_again_later(qtbot: QtBot, tmp_path: Path) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    saving = Saving(page)
    told: list[str] = []
    saving.chosen.connect(told.append)

    saving.ask("Save", "summary.pdf", "save_summary")
    saving.ask("Save", "summary.pdf", "save_summary")
    (first,) = page.findChildren(SaveDialog, "save_summary")
    first.fileSelected.emit("")
    first.fileSelected.emit(str(tmp_path / "summary.pdf"))
    first.reject()
    saving.ask("Save", "other.pdf", "save_other")

    assert told == [str(tmp_path / "summary.pdf")]
    (second,) = page.findChildren(SaveDialog, "save_other")
    second.reject()
    set_save_folder("")
