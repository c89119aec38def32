"""What holds for every part: a name for those who hear, gone when dropped, drawn in both looks."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMainWindow, QWidget

from tests.ui import gallery
from tests.ui.gallery_board import board_page
from tests.ui.gallery_parts import assess_page, fields_page, run_page, states_page
from ui.widgets.theme import Theme, wear

PAGES = [assess_page, board_page, fields_page, run_page, states_page]


def drop(part: QWidget) -> None:
    part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("make", [*gallery.PAGES.values()], ids=list(gallery.PAGES))
def test_whatever_takes_the_focus_has_a_name(
    make: Callable[[], QMainWindow],
) -> None:
    frame = make()
    frame.show()
    parts = [part for part in frame.findChildren(QWidget) if _is_stop(part)]
    nameless = [part for part in parts if not part.accessibleName()]
    assert parts
    assert nameless == []
    drop(frame)


def _is_stop(part: QWidget) -> bool:
    takes_tab = part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(takes_tab) and not isinstance(part, QAbstractScrollArea) and part.isVisible()


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_a_page_is_gone_when_it_is_dropped(
    make: Callable[[], QWidget],
) -> None:
    page = make()
    page.show()
    page.close()
    gone = weakref.ref(page)

    del page
    gc.collect()

    assert gone() is None


def test_the_gallery_is_drawn_in_both_looks(qapp: QApplication, tmp_path: Path) -> None:
    files = gallery.draw_all(qapp, tmp_path, (1366, 768))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    wear(qapp, Theme.light())

    assert len(files) == 2 * len(gallery.PAGES)
    assert all(path.stat().st_size > 10_000 for path in files)


def test_nothing_heavy_is_loaded_for_the_first_window() -> None:
    parts = "ui.shell.frame, ui.widgets.field_box, ui.widgets.pdf_view, ui.widgets.svg_view"
    heavy = "('PySide6.QtSvg', 'PySide6.QtPdf', 'tomllib')"
    code = f"import sys, {parts}; print([m for m in sys.modules if m.startswith({heavy})])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
