"""Laboratory values and scores of one session's draws: recorded as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.domain.words import LabTiming
from plexlog.services.course_results import (
    AT,
    WHY,
    Draw,
    DrawView,
    Given,
    draw_view,
    enter_result,
    move_draw,
    typed_time,
)
from plexlog.services.desk import Desk
from plexlog.services.drafts import drop_typed, form_name, keep_typed, kept_draft

_MOST_NAMED = 6  # of what is on file of a sample


class ResultsPresenter(QObject):
    """Presenter of the values of one session; one draw at a time."""

    shown = Signal(object)  # the DrawView as it is on file now
    put_back = Signal(object)  # texts by code that were typed and not recorded
    refused = Signal(str, str)  # code or `at`, why
    asked = Signal(str, str)  # code, what is unlikely about it
    why_wanted = Signal(str)  # code: what is on file changes only with a reason
    sample_wanted = Signal(str, str)  # code or `at`, the question: another sample, or a wrong time
    kept = Signal(str)  # code
    failed = Signal(str)  # a sentence: nothing was recorded

    def __init__(
        self, desk: Desk, course_key: str, session_id: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._course_key = course_key
        self._draw = Draw(session_id=session_id, timing=LabTiming.BEFORE_SESSION)
        self._at = ""
        self._waiting: dict[str, str] = {}  # typed before the time of the draw was known
        self._question: tuple[str, str, Given] | None = None
        self._sample = ""  # what is asked while a new time waits for what it is
        self._refused_at = ""  # why the time in its box cannot be: no value is of another one

    @property
    def timing(self) -> LabTiming:
        """Which draw is shown."""
        return self._draw.timing

    @Slot(str, str)
    def choose(self, _code: str, timing: str) -> None:
        """Show another draw."""
        self._draw = replace(self._draw, timing=LabTiming(timing))
        self._at, self._waiting, self._question = "", {}, None
        self._sample = self._refused_at = ""
        draft = kept_draft(self._desk, self._form)
        if draft is not None:
            self._at = str(draft.texts.get(AT, ""))
        self.load()
        if draft is not None:
            self._waiting = {code: str(one) for code, one in draft.texts.items() if code != AT}
            self.put_back.emit(dict(draft.texts))

    def load(self) -> DrawView:
        """Show the draw as it is on file."""
        view = self._view(self._at)
        if view.at is not None and not self._at:
            self._at = f"{view.at.day} {view.at.clock}"
        self.shown.emit(view)
        return view

    @Slot(str, str)
    def tell_time(self, _code: str, text: str) -> None:
        """The time of the draw was typed: what waited for it is recorded.

        Where a sample of another time is on file, it is asked which of the two is meant. What
        is no time is refused, and no value is recorded at another one meanwhile.
        """
        self._refused_at = ""
        shown = self._view(self._at)
        is_readable = not text.strip() or typed_time(self._desk, text) is not None
        is_new = self._draw.timing is LabTiming.OTHER or shown.at is None
        if is_readable and (is_new or self._view(text).at is not None):
            self._go_to(text)
            return
        self._question, self._sample = (AT, text, Given(at=text)), _sample_words(shown)
        self._try()

    @Slot()
    def another_sample(self) -> None:
        """The new time is that of another sample: what is on file stays at its own."""
        if self._sample and self._question is not None:
            self._go_to(self._question[1])

    @Slot()
    def keep_time(self) -> None:
        """The new time was given up; what was typed since is told again when it is left."""
        self._question, self._waiting = None, {}
        self._sample = self._refused_at = ""

    def _go_to(self, at: str) -> None:
        """Show the sample of a time, or begin it; what waited for its time is recorded."""
        self._question, self._at = None, at
        self._sample = self._refused_at = ""
        self.kept.emit(AT)
        waiting, self._waiting = self._waiting, {}
        self.load()
        for code, typed in waiting.items():
            self.enter(code, typed)

    def _view(self, at: str) -> DrawView:
        return draw_view(self._desk, self._course_key, self._draw, at)

    @Slot(str, str)
    def enter(self, code: str, text: str) -> None:
        """A value was typed; it waits where nobody has said yet of which sample it is."""
        if self._refused_at:
            self._waiting[code] = text
            self.refused.emit(AT, self._refused_at)
            return
        if self._sample:
            self._waiting[code] = text
            self.sample_wanted.emit(code, self._sample)
            return
        self._question = (code, text, Given(at=self._at))
        self._try()

    @Slot()
    def confirm(self) -> None:
        """The unlikely value is right."""
        if self._question is not None:
            code, text, given = self._question
            self._question = (code, text, replace(given, is_sure=True))
            self._try()

    @Slot(str)
    def give_reason(self, why: str) -> None:
        """Why what is on file changes."""
        if self._question is not None:
            code, text, given = self._question
            self._question = (code, text, replace(given, why=why))
            self._try()

    def put_off(self, texts: Mapping[str, str]) -> bool:
        """The form is left: what was typed and not recorded is offered again.

        False where that could not be kept; why is told.
        """
        try:
            if any(text for code, text in texts.items() if code != AT):
                keep_typed(self._desk, self._form, texts, {})
            else:
                drop_typed(self._desk, self._form)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return False
        return True

    @property
    def _form(self) -> str:
        of = f"{self._course_key} {self._draw.session_id} {self._draw.timing.value}"
        return form_name("results", of)

    def _try(self) -> None:
        """Record what is in question, or say what stands in the way."""
        assert self._question is not None  # noqa: S101 - set by each caller
        code, text, given = self._question
        try:
            if code == AT:
                move_draw(self._desk, self._course_key, self._draw, given, self._at)
            elif not self._recorded(code, text, given):
                return
        except RefusedError as refused:
            self._tell(code, text, refused)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            if code == AT:
                self._go_to(text)
                return
            self._question = None
            self.kept.emit(code)
            self.load()

    def _recorded(self, code: str, text: str, given: Given) -> bool:
        entry = enter_result(self._desk, self._course_key, self._draw, code, text, given)
        if entry.is_refused:
            self.refused.emit(code, entry.message)
        elif entry.is_question and not given.is_sure:
            self.asked.emit(code, entry.message)
        else:
            return True
        return False

    def _tell(self, code: str, text: str, refused: RefusedError) -> None:
        first = refused.refusals[0]
        if first.place == WHY and code == AT:
            self.sample_wanted.emit(AT, self._sample)
            return
        if first.place == WHY:
            self.why_wanted.emit(code)
            return
        if code == AT:
            self._question, self._sample, self._refused_at = None, "", first.reason
        else:
            self._waiting[code] = text
        self.refused.emit(AT, first.reason)


def _sample_words(shown: DrawView) -> str:
    """What is on file of the time that was shown, by name, and the question."""
    if shown.at is None:
        return ""  # nothing is on file of which it could be asked
    names, more = shown.on_file[:_MOST_NAMED], len(shown.on_file) - _MOST_NAMED
    told = [*names, _("{count} more").format(count=more)] if more > 0 else names
    words = _("{names}: on file of {at}. Is this another sample, or was that time wrong?")
    at = f"{shown.at.day} {shown.at.clock}"
    return words.format(names=wording.listed(told), at=at)


def timing_words(timing: LabTiming, number: int) -> str:
    """When a sample was drawn, by its session."""
    words = {
        LabTiming.BEFORE_SESSION: _("Before session {number}"),
        LabTiming.AFTER_SESSION: _("After session {number}"),
        LabTiming.NEXT_DAY: _("The next day"),
        LabTiming.OTHER: _("Another time"),
    }
    return words[timing].format(number=number)
