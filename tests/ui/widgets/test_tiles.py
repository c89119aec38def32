"""Tiles, the next act, the glance column and chips: read from afar, read out in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.gallery_parts import run_tiles
from tests.ui.widgets.conftest import Stage
from ui.widgets.chip import Chip
from ui.widgets.do_now import ActView, DoNowLine
from ui.widgets.glance import GlanceLink, GlanceRow, OfferRow
from ui.widgets.painting import Run, RunLine, Words, person_runs, runs_width
from ui.widgets.theme import Theme
from ui.widgets.tile import DENSE, LOW, WIDE, Face, Tile, TileState, TileView

REMOVED = TileView(label="Removed", value="1 460", unit="mL", bar=0.6, sub="of 2 430")
RECHECK = ActView(sentence="Recheck blood pressure", then="vitals 14:36", button="Enter", key="F5")


def drawn(view: TileView, width: int = 204) -> QImage:
    tile = Tile(view)
    tile.resize(width, 104)
    image = tile.grab().toImage()
    tile.deleteLater()
    return image


def test_a_tile_reads_as_one_sentence(stage: Stage) -> None:
    tile = Tile(REMOVED)
    stage(tile)

    assert tile.accessibleName() == "Removed: 1 460 mL, of 2 430"
    assert tile.height() == 104
    assert tile.view is REMOVED


@pytest.mark.parametrize(
    ("state", "token"),
    [
        (TileState.NORMAL, "surface"),
        (TileState.DUE, "surface"),
        (TileState.OVERDUE, "noticeTint"),
        (TileState.OUT_OF_BOUNDS, "askTint"),
    ],
)
def test_a_state_is_seen_and_said(stage: Stage, state: TileState, token: str) -> None:
    view = TileView(label="Vitals due", value="3", unit="min", sub="3 min late", state=state)
    tile = Tile(view)
    stage(tile)

    assert drawn(view).pixelColor(6, 52).name() == Theme.light().colour(token).name()
    assert tile.accessibleName().startswith("Vitals due: 3 min, 3 min late")


def test_without_a_reading_there_is_no_number(stage: Stage) -> None:
    tile = Tile(REMOVED)
    stage(tile)

    tile.show_view(TileView(label="Removed", value="0", unit="mL", state=TileState.NO_READING))

    assert tile.accessibleName() == "Removed: no reading"
    tile.grab()


def test_a_wide_number_is_set_smaller_not_cut() -> None:
    view = TileView(label="Removed", value="123 456 789", unit="mL", scale=-3, sub="-5 %")

    image = drawn(view, 204)

    surface = Theme.light().colour("surface").name()
    assert {image.pixelColor(199, y).name() for y in range(30, 75)} == {surface}


@pytest.mark.parametrize("view", run_tiles(), ids=lambda view: view.label)
def test_the_six_tiles_of_the_run_are_drawn(view: TileView) -> None:
    assert drawn(view) != drawn(TileView(label=view.label))


def test_the_next_act_is_done_by_its_key(stage: Stage, qtbot: QtBot) -> None:
    line = DoNowLine()
    window = stage(line)
    line.show_act(RECHECK)

    with qtbot.waitSignal(line.acted):
        qtbot.keyClick(window, Qt.Key.Key_F5)

    assert line.accessibleName() == "Do now: Recheck blood pressure, then vitals 14:36"


def test_the_same_act_keeps_its_button(stage: Stage) -> None:
    line = DoNowLine()
    stage(line)
    line.show_act(RECHECK)
    button = line.button

    line.show_act(ActView(sentence="Recheck now", button="Enter", key="F5"))
    same = line.button
    line.show_act(ActView(sentence="Hang albumin", button="Scan", key="F7"))

    assert same is button
    assert line.button is not button


def test_nothing_to_do_is_quiet(stage: Stage) -> None:
    line = DoNowLine()
    stage(line)
    line.show_act(RECHECK)

    line.show_quiet("Next: vitals at 14:36")

    assert line.button is None
    assert line.accessibleName() == "Next: vitals at 14:36"
    line.grab()


@pytest.mark.parametrize("width", [1260, 700, 420])
def test_a_long_sentence_is_wrapped_not_cut(stage: Stage, width: int) -> None:
    line = DoNowLine()
    stage(line)
    line.show_act(ActView(sentence="Recheck blood pressure and pulse " * 3, then="vitals 14:36"))
    line.setFixedWidth(width)

    assert line.sizeHint().height() == 52
    line.grab()


def test_a_missing_number_is_a_dash(stage: Stage) -> None:
    row = GlanceRow("Plasma volume", "2.44", "L")
    stage(row)

    row.show_value("")

    assert row.accessibleName() == "Plasma volume: – L"
    assert row.value == ""
    row.show_value("36", "%")
    row.set_last()
    row.grab()
    assert row.accessibleName() == "Plasma volume: 36 %"
    assert row.sizeHint().width() > 100


def test_links_and_offers_tell_their_key(stage: Stage, qtbot: QtBot) -> None:
    link = GlanceLink("stop", "1 stop holds the step", "stop")
    offer = OfferRow("inlet", "Inlet 35 mL/min", "after hypotension", "Use")
    stage(link, offer)
    link.setFocus()
    link.grab()

    with qtbot.waitSignal(link.followed) as followed:
        qtbot.keyClick(link, Qt.Key.Key_Space)
    with qtbot.waitSignal(offer.used) as used:
        qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)

    assert (followed.args, used.args) == (["stop"], ["inlet"])
    assert offer.accessibleName() == "Use: Inlet 35 mL/min, after hypotension"
    dose = OfferRow("calcium", "Calcium", "calcium gluconate 10 % 24 mL over the session", "Use")
    assert dose.heightForWidth(260) > offer.heightForWidth(260)  # a dose is never cut
    deed = OfferRow("inlet", "Inlet 35 mL/min from the beginning on", "after hypotension", "Use")
    assert deed.heightForWidth(260) > offer.heightForWidth(260)  # nor is a deed
    assert deed.heightForWidth(600) == offer.heightForWidth(600)
    offer.grab()


def test_a_chip_is_as_wide_as_its_words(stage: Stage) -> None:
    short, long = Chip("1 to answer", "ask"), Chip("vitals overdue since 14:29", "notice", "bell")
    stage(short, long)

    assert short.width() < long.width()
    assert (short.height(), short.words) == (28, "1 to answer")
    assert short.grab().toImage().pixelColor(5, 14).name() == "#fff2d3"


def test_a_chip_says_something_else(stage: Stage) -> None:
    chip = Chip("1 to answer", "ask")
    stage(chip)

    chip.show_words("answered", "ok")

    assert (chip.words, chip.accessibleName()) == ("answered", "answered")


def test_words_are_never_read_as_markup(stage: Stage) -> None:
    words = Words("<b>Łukasz</b>", "strong")
    stage(words)

    words.set_words("<i>Жанна</i>", "danger")

    assert words.textFormat() is Qt.TextFormat.PlainText
    assert words.ink == "danger"
    assert words.wrapped().wordWrap()


def test_mixed_words_are_read_out_in_their_order(stage: Stage) -> None:
    line = RunLine([Run("0.60", "card"), Run("PV", "label", gap=4)], align_right=True)
    stage(line)

    assert line.accessibleName() == "0.60 PV"
    assert len(line.runs) == 2
    assert line.minimumSizeHint().height() > 20
    line.grab()


def test_the_sign_of_the_sex_is_set_larger() -> None:
    assert [run.text for run in person_runs("♀ 42 y", "hint", "ink2")] == ["♀", "42 y"]
    assert [run.text for run in person_runs("42 y", "hint", "ink2")] == ["42 y"]
    assert person_runs("♂", "strong", "ink")[0].role == "glance"


def test_a_long_unit_is_not_cut_off_at_the_edge(qtbot: QtBot) -> None:
    row = GlanceRow("Albumin 5 %, 500 mL", "5", "bags")
    qtbot.addWidget(row)
    row.set_last()
    row.resize(268, row.height())

    image = row.grab().toImage()

    edge = {image.pixel(image.width() - 1, y) for y in range(image.height())}
    assert len(edge) == 1


@pytest.mark.parametrize("value", ["87", "72:06", "4 326"])
@pytest.mark.parametrize(("face", "width"), [(LOW, 130), (DENSE, 128), (WIDE, 178)])
def test_what_is_late_touches_neither_the_bell_nor_the_edge(
    stage: Stage, value: str, face: Face, width: int
) -> None:
    view = TileView(
        label="Vitals due", value=value, unit="h late", state=TileState.OVERDUE, bell=True
    )
    tile = Tile(view)
    tile.set_face(face)
    stage(tile)
    tile.setFixedWidth(width)

    number, above = tile.runs

    assert runs_width(number) <= width - 2 * face.pad
    label = Run("VITALS DUE", "hintBold")
    assert runs_width((label, *above)) <= width - 2 * face.pad - (22 if above else 0)
