"""Fonts are loaded in two goes; icons are tinted and sharp."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.fonts import LateFonts, load_first_fonts, load_other_fonts
from ui.widgets.icons import FOLDER, IconMark, icon, icon_pixmap, paint_icon
from ui.widgets.theme import Theme, wear


def test_two_faces_are_loaded_before_the_first_window() -> None:
    assert load_first_fonts() == ("Noto Sans", "Noto Sans")


def test_the_signs_are_loaded_later() -> None:
    assert "Noto Sans Math" in load_other_fonts()


def test_a_missing_font_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")

    assert load_first_fonts(tmp_path) == ()


def test_late_fonts_come_one_after_the_other(qapp: QApplication, qtbot: QtBot) -> None:
    owner = QObject()
    late = LateFonts(owner)

    late.start()

    assert not late.is_done
    qtbot.waitUntil(lambda: late.is_done)
    qapp.processEvents()
    owner.deleteLater()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_drawn(path: Path) -> None:
    image = icon_pixmap(path.stem, "ink", 20).toImage()

    assert any(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20))


def test_an_icon_takes_the_colour_of_its_token(qapp: QApplication) -> None:
    def darkest() -> str:
        image = icon_pixmap("square", "danger", 40, 1).toImage()
        return max((image.pixelColor(x, 20) for x in range(40)), key=lambda c: c.alpha()).name()

    by_day = darkest()
    wear(qapp, Theme.dark())
    by_night = darkest()
    wear(qapp, Theme.light())

    assert by_day == Theme.light().colour("danger").name()
    assert by_night == Theme.dark().colour("danger").name()


def test_an_icon_is_sharp_on_a_fine_screen() -> None:
    pixmap = icon_pixmap("lock", "ink", 18, 2.0)

    assert (pixmap.width(), pixmap.devicePixelRatio()) == (36, 2.0)
    assert not icon("lock", "ink").isNull()


def test_a_mark_shows_another_icon(qtbot: QtBot) -> None:
    mark = IconMark("circle", "ink2", 20)
    qtbot.addWidget(mark)
    before = mark.grab().toImage()

    mark.show_icon("circle-check", "okInk")

    assert mark.name == "circle-check"
    assert mark.grab().toImage() != before


def test_an_icon_is_painted_where_it_is_wanted() -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, image.rect().adjusted(20, 20, 0, 0), "square", "ink")
    painter.end()

    assert image.pixelColor(10, 10).alpha() == 0
    assert any(image.pixelColor(x, 30).alpha() for x in range(20, 40))
