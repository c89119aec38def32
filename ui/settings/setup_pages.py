"""The pages of Setup, declared in the order of their list. To add one is to add a declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from plexlog.services.desk import Desk
from ui.settings.backup_page import BackupPage
from ui.settings.backup_presenter import BackupPresenter
from ui.settings.downtime_page import DowntimePage
from ui.settings.downtime_presenter import DowntimePresenter
from ui.settings.erase_page import ErasePage
from ui.settings.erase_presenter import ErasePresenter
from ui.settings.export_page import ExportPage
from ui.settings.history_page import HistorySearchPage
from ui.settings.history_presenter import HistoryPresenter
from ui.settings.limits_page import LimitsPage
from ui.settings.limits_presenter import LimitsPresenter
from ui.settings.lock_after import LockAfter
from ui.settings.override_page import OverridePage
from ui.settings.override_presenter import OverridePresenter
from ui.settings.papers_page import PapersPage
from ui.settings.papers_presenter import PapersPresenter
from ui.settings.selftest_page import SelfTestPage
from ui.settings.selftest_presenter import SelfTestPresenter
from ui.settings.staff_page import StaffPage
from ui.settings.staff_presenter import StaffPresenter
from ui.settings.tools import SetupTools
from ui.settings.verify_page import VerifyPage
from ui.settings.verify_presenter import VerifyPresenter

Maker = Callable[[Desk, SetupTools, QWidget], QWidget]


@dataclass(frozen=True, slots=True)
class SetupPage:
    """One page: its key, its icon and word in the list, and how it is made."""

    key: str
    icon: str
    word: str
    make: Maker


def setup_pages() -> tuple[SetupPage, ...]:
    """All pages of Setup; the first one is shown first."""
    return (
        SetupPage("limits", "list-checks", _("Limits"), _limits),
        SetupPage("staff", "users", _("Staff and keys"), _staff),
        SetupPage("backups", "hard-drive", _("Backups"), _backups),
        SetupPage("papers", "file-text", _("Papers"), _papers),
        SetupPage("downtime", "clipboard-list", _("Downtime"), _downtime),
        SetupPage("export", "archive", _("Export"), _export),
        SetupPage("erase", "trash-2", _("Erasure"), _erase),
        SetupPage("history", "history", _("History"), _history),
        SetupPage("overrides", "flag", _("Overrides"), _overrides),
        SetupPage("verify", "shield-check", _("Verification"), _verify),
        SetupPage("selftest", "clipboard-check", _("Self-test"), _selftest),
    )


def _limits(desk: Desk, _tools: SetupTools, parent: QWidget) -> QWidget:
    return LimitsPage(LimitsPresenter(desk), parent)


def _staff(desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    page = StaffPage(StaffPresenter(desk), parent)
    page.add_below(LockAfter(tools, page))
    return page


def _selftest(desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    return SelfTestPage(SelfTestPresenter(tools, desk.now), parent)


def _downtime(desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    return DowntimePage(DowntimePresenter(desk, tools), parent)


def _backups(desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    return BackupPage(BackupPresenter(desk, tools), parent)


def _papers(desk: Desk, _tools: SetupTools, parent: QWidget) -> QWidget:
    return PapersPage(PapersPresenter(desk), parent)


def _history(desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    return HistorySearchPage(HistoryPresenter(desk, tools), parent)


def _verify(_desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    return VerifyPage(VerifyPresenter(tools), parent)


def _export(desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    return ExportPage(desk, tools.exporting, parent)


def _erase(desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    return ErasePage(ErasePresenter(desk, tools.exporting), tools.exporting, parent)


def _overrides(desk: Desk, tools: SetupTools, parent: QWidget) -> QWidget:
    return OverridePage(OverridePresenter(desk, tools), parent)
