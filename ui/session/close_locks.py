"""The lock of each lumen: what it was locked or flushed with, or that it is still to be told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Lock, Lumen
from plexlog.domain.words import LockAgent
from plexlog.services.given_questions import QuestionedError
from plexlog.services.lock_picks import LockPick, lock_picks
from plexlog.services.locking import lock_lumen
from plexlog.services.observed import typed_observed
from plexlog.services.open_session import SessionView
from ui.session.entry_dialog import Ask, EntryDialog
from ui.session.hosting import dialog_host
from ui.session.reading_order import focus_on
from ui.session.session_presenter import SessionPresenter
from ui.widgets.box import BoxLabels
from ui.widgets.cards import Heading
from ui.widgets.choices import Option
from ui.widgets.glance import OfferRow

WIDE = (1016, 0)


class Locks(QWidget):
    """A row for each lumen of a central line; nothing where there is none."""

    asked = Signal(object)  # the dialog, once it is open

    def __init__(self, presenter: SessionPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._dialog: EntryDialog | None = None
        self._lumen = ""
        self._asked: frozenset[str] = frozenset()  # codes of what was asked of the lock
        self._rows: list[OfferRow] = []
        self._shown: tuple[tuple[str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Heading(_("Lock of each lumen"), parent=self))

    def show_view(self, view: SessionView) -> None:
        """Show the lumens with what is on record."""
        access = view.access
        is_central = access is not None and access.kind.is_central_line
        self.setVisible(is_central)
        if access is None or not is_central:
            return
        lumens = access.lumens or (Lumen(name=_("catheter")),)
        locks = (
            {lock.lumen: lock for lock in (view.session.close.locks or ())}
            if (view.session.close)
            else {}
        )
        shown = tuple((lumen.name, lock_words(locks.get(lumen.name))) for lumen in lumens)
        if shown != self._shown:
            self._shown = shown
            self._make_rows()

    def _make_rows(self) -> None:
        focused = QApplication.focusWidget()
        had = [place for place, row in enumerate(self._rows) if _holds(row, focused)]
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for lumen, words in self._shown:
            label = _("{name} lumen").format(name=wording.sentence(lumen))
            act = _("Change") if words else _("Tell")
            row = OfferRow(lumen, label, words or _("not recorded"), act, self)
            row.used.connect(self._on_wanted)
            self._rows.append(row)
            self._column.addWidget(row)
        if had and had[0] < len(self._rows):  # the new row of the same lumen has the focus
            self._rows[had[0]].show()
            focus_on(self._rows[had[0]])

    @Slot(str)
    def _on_wanted(self, lumen: str) -> None:
        if self._dialog is not None:
            return
        self._lumen = lumen
        picks = lock_picks(self._presenter.session)
        self._dialog = LockDialog(lumen, self._volume(lumen), picks, dialog_host(self))
        self._dialog.given.connect(self._on_given)
        self._dialog.closed.connect(self._on_closed)
        self._dialog.open()
        self.asked.emit(self._dialog)

    def _volume(self, lumen: str) -> str:
        access = self._presenter.view().access
        known = {one.name: one.volume_ml for one in (access.lumens if access else None) or ()}
        volume = known.get(lumen)
        return "" if volume is None else wording.plain(volume)

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        if self._dialog is None:
            return
        session = self._presenter.session
        try:
            lock = typed_observed(session, Lock, texts | {"lumen": self._lumen})
            lock_lumen(session, lock, dict.fromkeys(self._asked, self._dialog.why()))
        except RefusedError as refused:
            for one in reversed(refused.refusals):
                self._dialog.show_refusal(one.place, one.reason)
        except QuestionedError as questioned:
            self._asked |= {one.code for one in questioned.questions}
            self._dialog.ask_why(str(questioned), questioned.severity)
        except PlexlogError as error:
            self._dialog.show_refusal("", str(error))
        else:
            self._dialog.finish()
            self._presenter.tell_kept()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
        self._asked = frozenset()


class LockDialog(EntryDialog):
    """Asks what a lumen was locked with; a pick fills agent, strength and the printed volume."""

    columns = 3

    def __init__(self, lumen: str, volume: str, picks: Sequence[LockPick], host: QWidget) -> None:
        title = _("Lock of the {lumen} lumen").format(lumen=lumen)
        super().__init__(title, _("Record it"), _asks(volume), host)
        self._volume = volume
        self._picks = {pick.key: pick for pick in picks}
        self.set_size(*WIDE)
        self._lay_out_picks()

    def _lay_out_picks(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setContentsMargins(0, 0, 0, 8)
        rows: list[QWidget] = []
        for place, pick in enumerate(self._picks.values()):
            detail = _("as ordered") if pick.is_ordered else _printed(self._volume)
            row = OfferRow(pick.key, pick.label, detail, _("Fill in"), self)
            row.setObjectName(f"lock_{pick.key}")
            row.setToolTip(pick.use)
            row.used.connect(self._on_pick)
            grid.addWidget(row, place // self.columns, place % self.columns)
            rows.append(row)
        for column in range(self.columns):
            grid.setColumnStretch(column, 1)
        self.body.insertLayout(0, grid)
        self.lead_with(*rows)

    @Slot(str)
    def _on_pick(self, key: str) -> None:
        pick = self._picks[key]
        texts = {
            "agent": pick.agent.value,
            "citrate_percent": pick.citrate_percent,
            "heparin_iu_ml": pick.heparin_iu_ml,
        }
        if self._volume and not self.boxes["volume_ml"].text():
            texts["volume_ml"] = self._volume
        self.fill_in(texts)
        self.boxes["volume_ml"].setFocus()


def _holds(row: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (row is focused or row.isAncestorOf(focused))


def _printed(volume: str) -> str:
    return _("printed {volume} mL").format(volume=volume) if volume else ""


def _asks(volume: str) -> list[Ask]:
    agents = [Option(agent.value, wording.sentence(agent.label)) for agent in LockAgent]
    return [
        Ask(labels=BoxLabels(code="agent", label=_("Agent")), options=agents),
        Ask(
            labels=BoxLabels(
                code="volume_ml", label=_("Volume"), unit="mL", range=_printed(volume)
            )
        ),
        Ask(labels=BoxLabels(code="lot", label=_("Lot"))),
        Ask(labels=BoxLabels(code="citrate_percent", label=_("Citrate"), unit="%")),
        Ask(labels=BoxLabels(code="heparin_iu_ml", label=_("Heparin"), unit="IU/mL")),
    ]


def lock_words(lock: Lock | None) -> str:
    """A lock in words; empty where none is on record."""
    if lock is None:
        return ""
    strength = ""
    if lock.citrate_percent is not None:
        strength = f" {wording.plain(lock.citrate_percent)} %"
    elif lock.heparin_iu_ml is not None:
        strength = f" {wording.plain(lock.heparin_iu_ml)} IU/mL"
    volume = wording.with_unit(wording.plain(lock.volume_ml), "mL")
    at = f"  ·  {lock.at.clock}" if lock.at is not None else ""
    return f"{wording.sentence(lock.agent.label)}{strength}, {volume}{at}"
