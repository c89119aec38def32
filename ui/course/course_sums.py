"""What a course adds up to, in a line, and how far it is towards its stop rule."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.services.course_outlook import CourseOutlook
from plexlog.services.course_overview import CourseOverview, SessionState, response_of
from ui.course.session_table import scale_label
from ui.widgets.icons import IconMark
from ui.widgets.painting import Words

DOT = "  ·  "


class CourseSums(QWidget):
    """`show_view(view)`, then `show_outlook(seen)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: CourseOverview | None = None
        self._sums = Words("", "label", "ink2", self).wrapped()
        self._mark = IconMark("flag", "ink2", 16, self)
        self._stop = Words("", "labelBold", "ink", self).wrapped()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self._stop, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self._sums)
        rows.addLayout(row)
        self._mark.hide()
        self._stop.hide()

    @property
    def words(self) -> str:
        """What is summed up."""
        return self._sums.text()

    @property
    def stop_words(self) -> str:
        """How far the stop rule is; empty where the order names none."""
        return self._stop.text()

    def show_view(self, view: CourseOverview) -> None:
        """Show the course as it is now."""
        self._view = view

    def show_outlook(self, seen: CourseOutlook) -> None:
        """Show its counters too."""
        if self._view is not None:
            self._sums.set_words(DOT.join((*sums_of(self._view), *counter_words(seen))))
        stop = seen.stop
        self._mark.setVisible(stop is not None)
        self._stop.setVisible(stop is not None)
        if stop is None:
            self._stop.set_words("")
            return
        word = _("Stop rule reached") if stop.is_reached else _("Stop rule")
        ink = "okInk" if stop.is_reached else "ink"
        self._mark.show_icon("circle-check" if stop.is_reached else "flag", ink)
        self._stop.set_words(f"{word}: {stop.words}", ink)


def sums_of(view: CourseOverview) -> Iterator[str]:
    """Sessions, plasma volumes and the response scale."""
    states = [one.state for one in view.sessions]
    signed, ended = states.count(SessionState.SIGNED), states.count(SessionState.ENDED)
    told = _("{signed} of {count} sessions signed").format(signed=signed, count=len(states))
    yield told + (_(", {ended} ended").format(ended=ended) if ended else "")
    if view.plasma_volumes is not None:
        exchanged = _("{volumes} PV exchanged").format(
            volumes=wording.plasma_volumes(view.plasma_volumes)
        )
        if any(
            one.known and one.known.plasma_volumes != one.plasma_volumes for one in view.sessions
        ):
            exchanged = _("{exchanged} as signed").format(exchanged=exchanged)
        if view.running_volumes is not None:
            running = wording.plasma_volumes(view.running_volumes)
            is_paper = any(
                one.line.is_from_paper and one.state is SessionState.RUNNING
                for one in view.sessions
            )
            words = _(", {volumes} from paper") if is_paper else _(", {volumes} running")
            exchanged += words.format(volumes=running)
        yield exchanged
    response = response_of(view.course)
    if response is not None and len(response.values) > 1:
        first, last = response.values[0], response.values[-1]
        scale = scale_label(response.code)
        yield f"{scale} {wording.plain(first.value)} → {wording.plain(last.value)}"


def counter_words(seen: CourseOutlook) -> Iterator[str]:
    """Albumin, donors, citrate and catheter days; a dash where one session cannot say."""
    if seen.counted:
        sums = seen.counters
        yield _("albumin {grams}").format(grams=_with("g", wording.number(sums.albumin_g)))
        yield _("donor exposures {count}").format(count=wording.number(sums.donor_exposures))
        yield _("citrate {grams}").format(grams=_with("g", wording.some(sums.citrate_g, 1)))
    if seen.catheter_days is not None:
        days = ngettext("{count} catheter day", "{count} catheter days", seen.catheter_days)
        yield days.format(count=seen.catheter_days)


def _with(unit: str, words: str) -> str:
    return wording.with_unit(words, unit)
