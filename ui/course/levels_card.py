"""Predicted and measured: a chart of each protein, the gap in words, what one more would do."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.course_outlook import CourseOutlook
from ui.course.going_out import GoingOut
from ui.widgets.cards import Card
from ui.widgets.chart_view import ChartView
from ui.widgets.painting import Words

_HEIGHT = 190
_MOST = 7  # IgG, IgM, IgA, fibrinogen and three titres, as the report draws them
_SIDE_BY_SIDE = 2


class LevelsCard(Card):
    """`show_outlook(seen)`; hidden until a session has ended."""

    def __init__(self, out: GoingOut, parent: QWidget | None = None) -> None:
        note = _("an estimate, for people who are not ill")
        super().__init__(_("Predicted and measured"), note, parent)
        self._out = out
        self._charts = [ChartView(out.tasks, self) for _place in range(_MOST)]
        self._words = Words("", "label", parent=self).wrapped()
        grid = QGridLayout()
        grid.setSpacing(16)
        for place, chart in enumerate(self._charts):
            chart.setFixedHeight(_HEIGHT)
            grid.addWidget(chart, place // _SIDE_BY_SIDE, place % _SIDE_BY_SIDE)
        self.body.addSpacing(6)
        self.body.addLayout(grid)
        self.body.addSpacing(6)
        self.body.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """What is said of the gap and of one more session."""
        return self._words.text()

    @property
    def charts(self) -> list[ChartView]:
        """The charts, IgG first."""
        return self._charts

    def show_outlook(self, seen: CourseOutlook) -> None:
        """Show the course as it is now: what the report draws, in its order."""
        outlook = seen.outlook
        self.setVisible(bool(outlook.sentences))
        levels = outlook.levels
        for chart in self._charts[len(levels) :]:
            chart.hide()
        for chart, level in zip(self._charts, levels, strict=False):
            chart.show()
            draw = partial(self._out.draw_level, outlook.begun, level)
            chart.show_chart(draw, (level, outlook.begun), _spoken(level.name))
        self._words.set_words("  ".join(outlook.sentences))


def _spoken(label: str) -> str:
    return _("{label} over the course, expected and measured; an estimate").format(label=label)
