"""The last step: what is missing or unusual, the summary as it will be filed, the signature."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.steps import Step
from plexlog.services.open_session import SessionView
from plexlog.services.signing import left_open, unanswered
from ui.session.answering import answer
from ui.session.checklist_view import finding_key
from ui.session.hosting import dialog_host
from ui.session.later_acts import LaterActs
from ui.session.later_card import LaterCard
from ui.session.session_presenter import SessionPresenter
from ui.session.sign_asks import SignAsks
from ui.session.sign_band import SignedBand
from ui.session.sign_link import SignLink
from ui.session.sign_presenter import SignPresenter
from ui.session.sign_view import sign_lines
from ui.session.step_columns import ScrollCard
from ui.session.tools import SessionTools
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card
from ui.widgets.hidden import hide_text
from ui.widgets.painting import Words
from ui.widgets.paper_buttons import PaperButtons
from ui.widgets.theme import worn_theme
from ui.widgets.toast import Toast

LEFT = 420
_MOST_NAMED = 2  # above the button; its tooltip names all


def _promise(name: str, view: SessionView) -> str:
    """What the signature says of whoever gives it; others are named who had the session before."""
    before = dict.fromkeys(one.given_by for one in view.session.hand_overs or ())
    others = wording.listed([one for one in before if one and one != name])
    performed = _("I, {name}, performed this session; the record is as I made it.")
    taken_over = _(
        "I, {name}, took this session over from {others} and performed what followed; "
        "what I recorded is as I made it."
    )
    later = _("After signing it cannot change; what comes later is an addendum.")
    promise = taken_over.format(name=name, others=others) if others else performed
    return f"{promise.format(name=name)} {later}"


def _waits_for(held: Sequence[str], most: int) -> str:
    """What the signature waits for, named; of many the first, and how many more."""
    named = [*held[:most]]
    if len(held) > most:
        named.append(wording.counted(len(held) - most, _("more"), _("more")))
    return _("Waits for: {what}").format(what="; ".join(named))


def _gap_words(count: int) -> str:
    """That what is left open is stated with the signature."""
    words = ngettext(
        "{count} thing is left open; the signature states it.",
        "{count} things are left open; the signature states them.",
        count,
    )
    return words.format(count=count) if count else ""


class SignPage(QWidget):
    """Left what to look at and the signature, right the summary; over both, once it is signed."""

    def __init__(
        self, presenter: SessionPresenter, tools: SessionTools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._own = SignPresenter(presenter, tools, self)
        self._band = SignedBand(self)
        self._look = ScrollCard(_("Before you sign"), parent=self)
        self._asks = SignAsks(self._look.inside)
        self._links: list[SignLink] = []
        self._nothing = Words(_("Nothing is missing."), "label", "ink2", self._look.inside)
        self._sign_card = Card(_("Signature"), "", self)
        self._meaning = Words("", "label", "ink2", self._sign_card).wrapped()
        self._why_gaps = QLineEdit(self._sign_card)
        self._password = QLineEdit(self._sign_card)
        self._trouble = Words("", "labelBold", "stopInk", self._sign_card).wrapped()
        self._waits = Words("", "labelBold", "askInk", self._sign_card).wrapped()
        self._sign = ActionButton(_("Sign"), "pen-line", "", Kind.PRIMARY, self._sign_card)
        self._later = LaterCard(self)
        self._acts = LaterActs(presenter, self._own, self)
        self._out = PaperButtons(self, self._own, (_("Save the summary"), "save_summary"))
        self._preview = self._out.preview
        self._copy = ActionButton(_("Copy"), "copy", "Ctrl B", parent=self)
        self._toast = Toast(self)
        self._lay_out()
        self._wire()

    @property
    def band(self) -> SignedBand:
        """What says that the session is signed."""
        return self._band

    @property
    def links(self) -> tuple[SignLink, ...]:
        """What is missing or unusual, hardest first."""
        return tuple(self._links)

    def focus_first(self) -> None:
        """Put the cursor where work goes on."""
        first = self._out.save if self._password.isHidden() else self._password
        first.setFocus()

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        self._asks.show_view(view)
        self._show_lines(view)
        self._show_signature(view)
        self._own.draw()

    def _show_lines(self, view: SessionView) -> None:
        lines = sign_lines(view)
        title = _("Left open when it was signed") if view.is_signed else _("Before you sign")
        self._look.heading.show_text(title)
        self._nothing.setVisible(not lines)
        if [link.line for link in self._links] == list(lines):
            return
        for link in self._links:
            self._look.remove(link)
        self._links = []
        for line in lines:
            link = SignLink(line, self._look.inside)
            link.followed.connect(self._presenter.step_wanted)
            self._look.add(link)
            self._links.append(link)

    def _show_signature(self, view: SessionView) -> None:
        self._band.show_signatures(view.signatures)
        self._sign_card.setVisible(not view.is_signed)
        self._later.setVisible(view.is_signed)
        desk = self._presenter.session.desk
        if view.is_signed:
            self._later.show_signatures(view.signatures, desk.store.me)
            return
        gaps = left_open(view)
        self._why_gaps.setVisible(bool(gaps))
        self._meaning.set_words(
            " ".join(part for part in (_promise(desk.me, view), _gap_words(len(gaps))) if part)
        )
        held = [gap.label for step in (Step.RUN, Step.CLOSE) for gap in view.state(step).holding]
        held += [finding.what for finding in unanswered(view)]
        self._waits.set_words(_waits_for(held, _MOST_NAMED))
        self._waits.setVisible(bool(held))
        if held:
            self._sign.lock(_waits_for(held, len(held)))
        elif self._sign.is_locked:
            self._sign.unlock()

    def _lay_out(self) -> None:
        margin, gap = worn_theme().size("margin"), worn_theme().size("gap")
        self._look.add(self._asks)
        self._look.add(self._nothing)
        self._lay_out_signature(gap)
        left = QVBoxLayout()
        left.setSpacing(gap)
        left.addWidget(self._look, 1)
        left.addWidget(self._sign_card)
        left.addWidget(self._later, 1)
        left.addLayout(self._paper_row(gap))
        sheet = Card("", "", self)
        sheet.set_padding(1, 1, 1)
        sheet.body.addWidget(self._preview)
        columns = QHBoxLayout()
        columns.setSpacing(gap)
        columns.addLayout(left)
        columns.addWidget(sheet, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(margin, 12, margin, 12)
        page.setSpacing(gap)
        page.addWidget(self._band)
        page.addLayout(columns, 1)
        self._look.setFixedWidth(LEFT)
        self._sign_card.setFixedWidth(LEFT)
        self._later.setFixedWidth(LEFT)

    def minimumSizeHint(self) -> QSize:
        """What is signed for is told whole; where that has no room the page scrolls."""
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None:
            return least
        tall = layout.minimumHeightForWidth(max(self.width(), least.width()))
        return QSize(least.width(), max(least.height(), tall))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _paper_row(self, gap: int) -> QHBoxLayout:
        """What goes out of the session."""
        self._copy.setObjectName("copy_text")
        self.setTabOrder(self._out.print, self._copy)
        self._copy.setToolTip(_("Copy for the hospital’s record, as text"))
        row = QHBoxLayout()
        row.setSpacing(gap)
        for button in (*self._out.both, self._copy):
            button.set_tight()
            row.addWidget(button, 1)
        return row

    def _lay_out_signature(self, gap: int) -> None:
        hide_text(self._password)
        self._password.setPlaceholderText(_("Password, once more"))
        self._password.setAccessibleName(_("Password, once more"))
        self._password.setObjectName("sign_password")
        self._why_gaps.setPlaceholderText(_("Why these are missing, if there is a reason"))
        self._why_gaps.setAccessibleName(_("Why these are missing, if there is a reason"))
        self._why_gaps.setObjectName("why_gaps")
        self._sign.setObjectName("sign")
        self._trouble.hide()
        self._sign_card.body.setSpacing(gap)
        for part in (self._meaning, self._why_gaps, self._password, self._trouble):
            self._sign_card.body.addWidget(part)
        self._sign_card.body.addWidget(self._waits)
        self._sign_card.body.addWidget(self._sign)

    def _wire(self) -> None:
        self._asks.answered.connect(self._on_answered)
        self._sign.clicked.connect(self._on_sign)
        self._password.returnPressed.connect(self._on_sign)
        self._own.printed.connect(self._on_printed)
        self._own.refused.connect(self._on_refused)
        self._own.signed.connect(self._on_signed)
        self._own.saved.connect(self._on_saved)
        self._own.busy_changed.connect(self._password.setDisabled)
        self._out.chosen.connect(self._own.save)
        self._copy.clicked.connect(self._own.copy)
        self._own.copied.connect(self._on_copied)
        self._out.printed.connect(self._own.note_print)
        self._out.failed.connect(self._presenter.failed)
        self._later.countersign_wanted.connect(self._on_countersign)
        self._later.addendum_wanted.connect(self._on_addendum)
        self._later.amendment_wanted.connect(self._on_amendment)
        self._acts.signed.connect(self._on_act_signed)

    @Slot()
    def _on_countersign(self) -> None:
        self._acts.countersign(dialog_host(self))

    @Slot()
    def _on_addendum(self) -> None:
        self._acts.add_addendum(dialog_host(self))

    @Slot()
    def _on_amendment(self) -> None:
        self._acts.amend_value(dialog_host(self))

    @Slot()
    def _on_act_signed(self) -> None:
        self._toast.say(_("Signed and on disk"))

    @Slot(str, str)
    def _on_answered(self, key: str, act: str) -> None:
        waiting = unanswered(self._presenter.view())
        finding = next(one for one in waiting if finding_key(one) == key)
        answer(self._presenter, finding, act, self)

    @Slot()
    def _on_sign(self) -> None:
        if not self._sign.is_locked:
            self._trouble.hide()
            self._own.sign(self._password.text(), self._why_gaps.text())

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self._trouble.set_words(sentence)
        self._trouble.show()
        self._password.setFocus()
        self._password.selectAll()

    @Slot()
    def _on_signed(self) -> None:
        self._password.clear()
        self._preview.clear()  # a draft is printed no longer
        self._out.save.setFocus()
        self._toast.say(_("Signed and on disk"))

    @Slot(object)
    def _on_printed(self, pdf: bytes) -> None:
        self._preview.show_pdf(pdf, _("Preview of the session summary"))

    @Slot(str)
    def _on_saved(self, name: str) -> None:
        self._toast.say(_("Saved as {name}").format(name=name))

    @Slot()
    def _on_copied(self) -> None:
        self._toast.say(_("Copied for the hospital’s record"))
