"""A Setup place with its hands: who sits there is told by the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from plexlog import house, house_sheets, papers
from plexlog.domain.backups import Examined
from plexlog.domain.unit import Role
from plexlog.export_work import export_work
from plexlog.services.desk import Desk
from plexlog.services.selftest import SelfTest
from plexlog.storage import unit_file
from plexlog.storage.unit_record import UnitRecord
from tests.founded import put_down
from tests.ui.conftest import PASSWORD, WardClock
from ui.settings.checking import Checking
from ui.settings.exporting import Exporting
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.settings.tools import SetupTools
from ui.tasks import InlineTasks

CHIEF = "Dr. Federkiel"
Opener = Callable[[Role], SetupScreen]
worked_once = cache(house.run_selftest)  # the program's own, whose answer is frozen


class Tools:
    """The tools of Setup, with what was saved and what the self-test is to find."""

    def __init__(self) -> None:
        self.saved: dict[str, bytes] = {}
        self.lock_after = 10
        self.gone_back: list[tuple[Path, str, str]] = []
        self.gone_to: list[tuple[str, str]] = []
        self.run: Callable[[], SelfTest] = worked_once
        self.save: Callable[[Path, bytes], None] = self._keep

    def _keep(self, path: Path, content: bytes) -> None:
        self.saved[path.name] = content

    def _lock_after(self) -> int:
        return self.lock_after

    def _set_lock_after(self, minutes: int) -> None:
        self.lock_after = minutes

    def _run(self) -> SelfTest:
        return self.run()

    def _save(self, path: Path, content: bytes, note: Callable[[], None] | None) -> None:
        self.save(path, content)
        if note is not None:
            note()

    def _prove(self, desk: Desk, password: str) -> None:
        desk.store.prove("chief", password)

    def _examine(self, desk: Desk, backup: Path, password: str) -> Examined:
        record = cast("UnitRecord", desk.store).database.path
        return house.examine_backup(house.asking(record, "chief", password, desk.clock), backup)

    def _go_back(self, examined: Examined, password: str, why: str) -> None:
        self.gone_back.append((examined.backup, password, why))

    def _go_to(self, kind: str, key: str) -> None:
        self.gone_to.append((kind, key))

    def made(self, desk: Desk) -> SetupTools:
        return SetupTools(
            tasks=InlineTasks(),
            checking=Checking(desk, InlineTasks()),
            exporting=Exporting(desk, InlineTasks(), export_work),
            verification_report=partial(papers.verification_report, desk),
            run_selftest=self._run,
            make_report=partial(papers.selftest_report, desk),
            render_report=cast("Callable[[object], bytes]", papers.print_report),
            make_sheet=partial(house_sheets.sheet_report, desk),
            render_sheet=cast("Callable[[object, str], bytes]", papers.print_report),
            lock_after=self._lock_after,
            set_lock_after=self._set_lock_after,
            save_file=self._save,
            prove=partial(self._prove, desk),
            examine_backup=partial(self._examine, desk),
            go_back=self._go_back,
            go_to=self._go_to,
        )


@pytest.fixture
def tools() -> Tools:
    return Tools()


@pytest.fixture
def desk_of(tmp_path: Path, clock: WardClock) -> Iterator[Callable[[Role], Desk]]:
    """A desk at which somebody of a role sits."""
    opened: list[Desk] = []

    def made(role: Role) -> Desk:
        path = tmp_path / f"{role.value}.plexlog"
        put_down(
            path,
            clock,
            unit="Apheresis unit",
            name=CHIEF,
            login="chief",
            password=PASSWORD,
            role=role,
        )
        record = unit_file.open_unit(path, "chief", PASSWORD, clock)
        opened.append(Desk(record, clock, record.signer))
        return opened[-1]

    yield made
    for desk in opened:
        desk.store.close()


@pytest.fixture
def setup(
    desk_of: Callable[[Role], Desk], tools: Tools, dressed: QApplication
) -> Iterator[Opener]:
    """Opens Setup for somebody of a role."""
    shown: list[SetupScreen] = []

    def opened(role: Role) -> SetupScreen:
        desk = desk_of(role)
        maker = SetupMaker(desk, tools.made(desk))
        screen = SetupScreen(maker)
        maker.setParent(screen)
        screen.resize(1294, 740)
        screen.choose("limits")
        screen.show()
        shown.append(screen)
        dressed.processEvents()
        return screen

    yield opened
    for screen in shown:
        screen.close()
        screen.deleteLater()
