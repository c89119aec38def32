"""How a finding is answered on any page: at one touch, or by name and reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding
from plexlog.domain.language import gettext as _
from plexlog.domain.steps import PRE_MEDICATION_OPEN
from ui.forms.finding_views import OVERRIDE
from ui.session.checklist_view import finding_key
from ui.session.entry_dialog import ReasonDialog
from ui.session.hosting import dialog_host
from ui.session.session_presenter import SessionPresenter


def answer(presenter: SessionPresenter, finding: Finding, act: str, page: QWidget) -> None:
    """Answer a finding; a stop, and what wants a reason, by name and reason."""
    code = finding_key(finding)
    if act != OVERRIDE and not finding.needs_reason:
        presenter.override(code, "")
        return
    word = _("Override") if finding.severity is Severity.STOP else _("Going on")
    if finding.code == PRE_MEDICATION_OPEN:
        word = _("Not given")
    me = presenter.session.desk.me
    dialog = ReasonDialog(code, finding.what, word, dialog_host(page), me)
    dialog.reasoned.connect(presenter.override)
    dialog.open()
    dialog.boxes["reason"].setFocus()
