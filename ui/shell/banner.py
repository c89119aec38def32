"""The patient banner: who is open, never scrolled away and never covered."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from ui.shell.chair import Chair, paint_chair
from ui.widgets.icons import paint_icon
from ui.widgets.painting import (
    Box,
    Run,
    paint_box,
    paint_line,
    paint_runs,
    person_runs,
    runs_width,
)
from ui.widgets.theme import worn_theme

_DOT = "  ·  "
_WIDEST_CHIP = 380
_CHAIR = 28
_ONE_LINE = 9  # lower, where the second line says nothing


class Allergies(enum.Enum):
    """What is known of allergies."""

    KNOWN = "known"
    NONE_KNOWN = "none known"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientView:
    """What the banner says of the patient, worded already; empty is not shown."""

    family: str
    given: str
    sex: str = ""  # "♀", "♂" or a word
    age: str = ""  # "42 y"
    born: str = ""  # "1984-03-09"
    number: str = ""
    weight: str = ""  # "61.0 kg"
    weighed_on: str = ""  # "of 2026-11-18" where it is not of today's session
    context: tuple[str, ...] = ()  # diagnosis, course, session
    alerts: tuple[str, ...] = ()
    paper: str = ""  # the nurse whose sheet it is, of a session from paper
    allergies: Allergies = Allergies.NOT_ASKED
    allergens: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """FAMILY, Given."""
        from plexlog.domain import wording  # noqa: PLC0415 - not before the first window

        family = wording.in_capitals(self.family)
        return f"{family}, {self.given}" if self.given else family


@dataclass(frozen=True, slots=True)
class ChipLook:
    """How a chip of the banner is drawn."""

    box: Box
    ink: str
    icon: str
    head: str  # capitals above the words; "" for one line only
    words: str


class BannerChip(QWidget):
    """An alert or the allergies: 44 high, as wide as its words; many words take two lines."""

    def __init__(self, look: ChipLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines = _chip_lines(look)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{look.head}: {look.words}" if look.head else look.words)
        self.setToolTip(look.words)
        self.setFixedSize(self.sizeHint())

    @property
    def lines(self) -> tuple[Run, ...]:
        """The lines of words."""
        return self._lines

    def sizeHint(self) -> QSize:
        return QSize(40 + max(line.width for line in self._lines) + 16, 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), self._look.box)
        paint_icon(painter, QRect(12, 13, 18, 18), self._look.icon, self._look.ink)
        row = 44 // len(self._lines) if len(self._lines) == 1 else 19
        top = 0 if len(self._lines) == 1 else 3
        for number, line in enumerate(self._lines):
            metrics = QFontMetrics(worn_theme().font(line.role))
            middle = top + number * row + row // 2
            baseline = middle + (metrics.ascent() - metrics.descent()) // 2
            paint_runs(painter, 40, baseline, (line,))
        painter.end()


class BannerWords(QWidget):
    """The two lines at the left. A name too long for its size is set smaller, never cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Run("")
        self._facts: tuple[Run, ...] = ()
        self._context: tuple[Run, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(worn_theme().size("banner"))

    def show_patient(self, patient: PatientView) -> None:
        """Say whose record is open."""
        self._name = Run(patient.name, "title")
        self._facts = _facts(patient)
        self._context = (Run(_DOT.join(patient.context), "label", "ink2"),)
        parts = (patient.name, patient.sex, patient.age, patient.born)
        number = _("record number {number}").format(number=patient.number)
        spoken = [*parts, number if patient.number else "", patient.weight]
        spoken += [patient.weighed_on, *patient.context]
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        first, second = self._fitting_lines()
        down = 0 if any(run.text for run in second) else _ONE_LINE
        end = paint_runs(painter, 0, 31 + down, first[:1])
        paint_runs(painter, end, 28 + down, first[1:])
        paint_runs(painter, 0, 53, second)
        painter.end()

    def _fitting_lines(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        for role in ("title", "glance", "value"):
            first = (replace(self._name, role=role), *self._facts)
            if runs_width(first) <= self.width():
                return first, self._context
        # a very long name stands alone; what identifies goes before what describes
        facts = (replace(self._facts[0], gap=0), *self._facts[1:]) if self._facts else ()
        return (replace(self._name, role="value"),), facts


class PatientBanner(QWidget):
    """Who is open, with alerts and allergies; hidden when nobody is.

    `set_patient(PatientView)` shows, `set_patient(None)` hides.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = BannerWords(self)
        self._chips: list[BannerChip] = []
        self._chair: Chair | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 2)
        self._row.setSpacing(8)
        self._row.addWidget(self._words, 1)
        self.setFixedHeight(worn_theme().size("banner"))
        self.hide()

    @property
    def chips(self) -> tuple[BannerChip, ...]:
        """The alerts, then the allergies."""
        return tuple(self._chips)

    @property
    def chair(self) -> Chair | None:
        """The mark of the window among several."""
        return self._chair

    def set_chair(self, chair: Chair | None) -> None:
        """Show letter and colour of this window, where there are several."""
        self._chair = chair
        self._row.setContentsMargins(16 if chair is None else _CHAIR + 12, 0, 16, 2)
        self.update()

    def set_patient(self, patient: PatientView | None) -> None:
        """Show the patient, or nobody."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()  # until it is gone, it must not stand over that of another patient
            chip.deleteLater()
        self._chips = []
        if patient is not None:
            self._words.show_patient(patient)
            self._chips = [BannerChip(look, self) for look in _chip_looks(patient)]
            for chip in self._chips:
                self._row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
            self.setAccessibleName(_("Patient {name}").format(name=patient.name))
        self.setVisible(patient is not None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour("surface"))
        paint_line(painter, 0, self.width(), self.height() - 1)
        if self._chair is not None:
            side = QRect(0, 0, _CHAIR, self.height() - 1)
            painter.fillRect(side, worn_theme().colour(self._chair.fill))
            paint_chair(painter, QRect(4, (side.height() - 20) // 2, 20, 20), self._chair)
        painter.end()


def _facts(patient: PatientView) -> tuple[Run, ...]:
    """Sex and age, birth date, record number and weight, as far as known."""
    runs: list[Run] = []
    age = " ".join(part for part in (patient.sex, patient.age) if part)
    if age:
        first, *rest = person_runs(age, "strong", "ink")
        runs += [replace(first, gap=26), *rest]
    if patient.born:
        runs.append(Run(patient.born, "body", gap=6 if age else 26))
    if patient.number:
        runs += [Run(_("MRN"), "body", "ink2", gap=22), Run(patient.number, "strong", gap=6)]
    if patient.weight:
        runs.append(Run(patient.weight, "strong", gap=22))
        if patient.weighed_on:
            runs.append(Run(patient.weighed_on, "body", "ink2", gap=6))
    return tuple(runs)


def _chip_looks(patient: PatientView) -> Sequence[ChipLook]:
    ask = Box("askTint", "askLine")
    looks = [ChipLook(ask, "askInk", "flag", _("ALERT"), words) for words in patient.alerts]
    if patient.paper:
        box = Box("noticeTint", "noticeLine")
        looks.insert(0, ChipLook(box, "noticeInk", "file-text", _("FROM PAPER"), patient.paper))
    if patient.allergies is Allergies.KNOWN:
        words = ", ".join(patient.allergens)
        solid = Box("allergy", "")
        looks.append(ChipLook(solid, "onAllergy", "shield-alert", _("ALLERGY"), words))
    elif patient.allergies is Allergies.NONE_KNOWN:
        plain = Box("", "strong")
        looks.append(ChipLook(plain, "ink2", "shield-check", "", _("no known allergy")))
    else:
        words = _("allergies not asked")
        looks.append(ChipLook(ask, "askInk", "triangle-alert", "", words))
    return looks


def _chip_lines(look: ChipLook) -> tuple[Run, ...]:
    """Head and words; many words take both lines, smaller, behind their head."""
    if not look.head:
        return (Run(look.words, "labelBold", look.ink),)
    words = Run(look.words, "labelBold" if look.icon == "flag" else "value", look.ink)
    if words.width <= _WIDEST_CHIP:
        return (Run(look.head, "hintBold", look.ink), words)
    return _halves(f"{look.head}  {look.words}", look.ink)


def _halves(text: str, ink: str) -> tuple[Run, ...]:
    """The text in two lines of about the same length, broken at a space."""
    middle = len(text) // 2
    spaces = [place for place, sign in enumerate(text) if sign == " "]
    cut = min(spaces, key=lambda place: abs(place - middle))
    return (Run(text[:cut], "hintBold", ink), Run(text[cut + 1 :], "hintBold", ink))
