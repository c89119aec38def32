"""Changes target or vitals programme in the run, and leaves vitals out, each with its reason."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.services import run_time
from plexlog.services.observed import clock_shown
from plexlog.services.open_session import SessionView
from ui.session.entry_dialog import Ask, EntryDialog, ReasonDialog
from ui.session.session_presenter import SessionPresenter
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import Option


class ChangeDialog(EntryDialog):
    """Asks for what is changed, who ordered it, when and why."""

    skip_wanted = Signal()

    def __init__(self, view: SessionView, clock: str, host: QWidget) -> None:
        target = wording.with_unit(wording.plain(run_time.target_now(view), 2), "PV")
        waits = ", ".join(wording.plain(one) for one in run_time.programme_now(view))
        every = [Option(one, f"{one} min") for one in run_time.PROGRAMMES]
        asks = [
            Ask(
                labels=BoxLabels(code="plasma_volumes", label=_("New target"), unit="PV"),
                last=_("now {value}").format(value=target),
            ),
            Ask(labels=BoxLabels(code="ordered_by", label=_("Ordered by"))),
            Ask(
                labels=BoxLabels(
                    code="vitals_every_min",
                    label=_("Vitals every (now {min} min)").format(min=waits),
                ),
                options=every,
                as_row=True,
                wide=True,
            ),
            Ask(labels=BoxLabels(code="at", label=_("Ordered at")), text=clock),
            Ask(labels=BoxLabels(code="reason", label=_("Why, in a few words"))),
        ]
        super().__init__(_("Change of plan"), _("Change"), asks, host, "pencil")
        self.set_note(_("What was planned before stays on record and is printed."))
        due = view.running.vitals
        if due is not None and due.due_at <= view.now:
            words = _("Leave out vitals of {time}").format(time=due.due_at.clock)
            skip = ActionButton(words, "bell-off", parent=self)
            skip.setObjectName("skip_vitals")
            skip.clicked.connect(self.skip_wanted)
            self.head.addWidget(skip)


class PlanChanger(QObject):
    """Opens the dialog, one at a time, and keeps what it is given."""

    said = Signal(str)  # what was done, for the status line

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._dialog: ChangeDialog | None = None
        self._host: QWidget | None = None

    def open(self, host: QWidget) -> None:
        """Ask what is changed."""
        view = self._presenter.view()
        if self._dialog is not None or not view.is_running:
            return
        self._host = host
        self._dialog = ChangeDialog(view, clock_shown(self._presenter.session), host)
        self._dialog.given.connect(self._on_given)
        self._dialog.skip_wanted.connect(self._on_skip_wanted)
        self._dialog.closed.connect(self._on_closed)
        self._dialog.open()

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        if self._dialog is None:
            return
        try:
            run_time.change_plan(self._presenter.session, texts)
        except RefusedError as refused:
            for one in refused.refusals:
                self._dialog.show_refusal(one.place, wording.sentence(one.reason))
        except PlexlogError as error:
            self._dialog.show_refusal("", str(error))
        else:
            self._dialog.finish()
            self._presenter.tell_kept()
            self.said.emit(_("Plan changed; the old one stays on record"))

    @Slot()
    def _on_skip_wanted(self) -> None:
        """Ask why the vitals are left out."""
        if self._dialog is None or self._host is None:
            return
        self._dialog.finish()
        me = self._presenter.session.desk.me
        title = _("Vitals left out: why?")
        dialog = ReasonDialog("vitals", title, _("Leave them out"), self._host, me)
        dialog.reasoned.connect(self._on_skip_reasoned)
        dialog.open()

    @Slot(str, str)
    def _on_skip_reasoned(self, _code: str, why: str) -> None:
        def verb() -> None:
            run_time.skip_vitals(self._presenter.session, why)

        if self._presenter.attempt(verb):
            self.said.emit(_("Left out; the next wait begins now"))

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
