"""The last step: what is missing or unusual, the summary as it will be filed, the signature."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from plexlog.domain import wording
from plexlog.domain.steps import Step
from plexlog.services.open_session import SessionView
from ui.session.session_presenter import SessionPresenter
from ui.session.sign_presenter import SignPresenter
from ui.session.sign_view import sign_lines
from ui.session.tools import SessionTools
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card
from ui.widgets.glance import GlanceLink
from ui.widgets.painting import Words
from ui.widgets.pdf_print import PdfPrinting
from ui.widgets.pdf_view import PdfView
from ui.widgets.scroll import ScrollColumn
from ui.widgets.theme import worn_theme
from ui.widgets.toast import Toast

LEFT = 420


class SignPage(QWidget):
    """Left what to look at and the signature, right the summary."""

    step_wanted = Signal(str)  # a step to mend something at

    def __init__(
        self, presenter: SessionPresenter, tools: SessionTools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._own = SignPresenter(presenter, tools, self)
        self._look = Card(_("Before you sign"), "", self)
        self._lines = ScrollColumn(_("What is missing or unusual"), self._look)
        self._links: list[GlanceLink] = []
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._sign_card = Card(_("Signature"), "", self)
        self._meaning = Words("", "label", "ink2", self._sign_card).wrapped()
        self._password = QLineEdit(self._sign_card)
        self._trouble = Words("", "label", "stopInk", self._sign_card).wrapped()
        self._sign = ActionButton(_("Sign"), "pen-line", "", Kind.PRIMARY, self._sign_card)
        self._save = ActionButton(_("Save PDF"), "save", "Ctrl S", parent=self)
        self._print = ActionButton(_("Print"), "printer", "Ctrl P", parent=self)
        self._preview = PdfView(self)
        self._printing = PdfPrinting(self)
        self._dialog: QFileDialog | None = None
        self._lay_out()
        self._wire()

    def bar_buttons(self) -> Sequence[QPushButton]:
        """What stands right of the stepper."""
        return (self._save, self._print)

    def focus_first(self) -> None:
        """Put the cursor where work goes on."""
        self._password.setFocus()

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        self._show_lines(view)
        self._show_signature(view)
        self._own.draw()

    def _show_lines(self, view: SessionView) -> None:
        lines = sign_lines(view)
        self._look.heading.show_note(wording.counted(len(lines), _("line"), _("lines")))
        if lines == self._shown:
            return
        self._shown = lines
        for link in self._links:
            self._lines.column.removeWidget(link)
            link.deleteLater()
        self._links = []
        for key, words, severity in lines:
            link = GlanceLink(key, words, severity, self._lines.inside)
            link.followed.connect(self._on_followed)
            self._lines.add(link)
            self._links.append(link)

    def _show_signature(self, view: SessionView) -> None:
        is_signed = view.is_signed
        self._password.setVisible(not is_signed)
        self._sign.setVisible(not is_signed)
        self._sign_card.heading.show_text(_("Signed") if is_signed else _("Signature"))
        if is_signed:
            told = [
                _("{name}, {meaning} {at}").format(
                    name=one.name, meaning=one.meaning, at=wording.moment(one.at)
                )
                for one in view.signatures
            ]
            mark = view.signatures[0].fingerprint[:16]
            self._meaning.set_words("\n".join([*told, _("record {mark}").format(mark=mark)]))
            return
        me = self._presenter.session.desk.me
        self._meaning.set_words(
            _(
                "I, {name}, performed this session; the record is as I made it. "
                "After signing it cannot change; what comes later is an addendum."
            ).format(name=me)
        )
        held = [gap.label for step in (Step.RUN, Step.CLOSE) for gap in view.state(step).holding]
        if held:
            self._sign.lock(_("Waits for: {what}").format(what="; ".join(held)))
        elif self._sign.is_locked:
            self._sign.unlock()

    def _lay_out(self) -> None:
        margin, gap = worn_theme().size("margin"), worn_theme().size("gap")
        self._look.body.addWidget(self._lines, 1)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setPlaceholderText(_("Password, once more"))
        self._password.setAccessibleName(_("Password, once more"))
        self._password.setObjectName("sign_password")
        self._sign.setObjectName("sign")
        self._trouble.hide()
        self._sign_card.body.setSpacing(gap)
        for part in (self._meaning, self._password, self._trouble, self._sign):
            self._sign_card.body.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(gap)
        left.addWidget(self._look, 1)
        left.addWidget(self._sign_card)
        paper = Card("", "", self)
        paper.set_padding(1, 1, 1)
        paper.body.addWidget(self._preview)
        page = QHBoxLayout(self)
        page.setContentsMargins(margin, 12, margin, 12)
        page.setSpacing(gap)
        page.addLayout(left)
        page.addWidget(paper, 1)
        self._look.setFixedWidth(LEFT)
        self._sign_card.setFixedWidth(LEFT)

    def _wire(self) -> None:
        self._sign.clicked.connect(self._on_sign)
        self._password.returnPressed.connect(self._on_sign)
        self._own.printed.connect(self._on_printed)
        self._own.refused.connect(self._on_refused)
        self._own.signed.connect(self._on_signed)
        self._own.saved.connect(self._on_saved)
        self._own.busy_changed.connect(self._password.setDisabled)
        self._save.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)

    @Slot(str)
    def _on_followed(self, key: str) -> None:
        step = key.partition(".")[0]
        self.step_wanted.emit(step)
        self._presenter.step_wanted.emit(step)

    @Slot()
    def _on_sign(self) -> None:
        if not self._sign.is_locked:
            self._trouble.hide()
            self._own.sign(self._password.text())

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self._trouble.set_words(sentence)
        self._trouble.show()
        self._password.setFocus()
        self._password.selectAll()

    @Slot()
    def _on_signed(self) -> None:
        self._password.clear()
        Toast(self).say(_("Signed and on disk"))

    @Slot(object)
    def _on_printed(self, pdf: bytes) -> None:
        self._preview.show_pdf(pdf, _("Preview of the session summary"))

    @Slot()
    def _on_save(self) -> None:
        self._dialog = QFileDialog(self, _("Save the summary"), self._own.file_name)
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._dialog.selectFile(self._own.file_name)
        self._dialog.fileSelected.connect(self._own.save)
        self._dialog.open()

    @Slot(str)
    def _on_saved(self, name: str) -> None:
        Toast(self).say(_("Saved as {name}").format(name=name))

    @Slot()
    def _on_print(self) -> None:
        if self._preview.document is not None:
            self._printing.ask(self._preview.document)
