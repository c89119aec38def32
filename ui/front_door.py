"""What the windows ask of one unit's file before somebody is signed in, and around it.

The functions of `plexlog.house`; it is loaded when the first of them is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plexlog import doorstep
from ui.signin.door import Door, NewUnit

if TYPE_CHECKING:
    from plexlog.domain.backups import Examined
    from plexlog.domain.moments import Clock
    from plexlog.services.desk import Desk
    from ui.shell.outside import TakenIn


class FrontDoor:
    """The functions of `plexlog.house` for one file; loaded when they are first needed."""

    def __init__(self, path: Path, clock: Clock | None) -> None:
        self._path = path
        self._clock = clock

    @property
    def clock(self) -> Clock:
        """The clock that was handed in, or else that of the machine."""
        if self._clock is None:
            self._clock = doorstep.SystemClock()
        return self._clock

    def is_founded(self) -> bool:
        """Whether there is a unit."""
        return doorstep.is_founded(self._path)

    def logins(self) -> Sequence[str]:
        """Who can sign in."""
        return doorstep.logins(self._path)

    @staticmethod
    def prepare() -> None:
        """Load what opening the record needs, while somebody types their password."""
        from plexlog import house  # noqa: PLC0415 - after the first window is painted

        house.prepare()

    def found(self, unit: NewUnit) -> str:
        """Make the unit; the recovery key."""
        from plexlog import house  # noqa: PLC0415 - after the first window is painted

        founding = house.Founding(
            unit=unit.unit,
            name=unit.name,
            login=unit.login,
            password=unit.password,
            role=unit.role,
        )
        return house.found(self._path, founding, self.clock)

    def recover(self, recovery_key: str, login: str, password: str) -> None:
        """Set a new password by the recovery key."""
        from plexlog import house  # noqa: PLC0415 - as above

        house.recover(self._path, recovery_key, login, password, self.clock)

    def unlock(self, login: str, password: str) -> Any:
        """What a password opens."""
        from plexlog import house  # noqa: PLC0415 - as above

        return house.unlock(self._path, login, password, self.clock)

    def prove(self, desk: Desk, password: str) -> None:
        """Make sure of the person by their password. Raises AccessError."""
        self.unlock(desk.store.me.login, password)

    def examine_backup(self, login: str, backup: Path, password: str) -> Examined:
        """Put a backup beside the record, open and verify it."""
        from plexlog import house  # noqa: PLC0415 - as above

        return house.examine_backup(house.asking(self._path, login, password, self.clock), backup)

    def go_back(self, login: str, examined: Examined, password: str, why: str) -> Path:
        """Let an examined backup be the record; where the former one lies."""
        from plexlog import house  # noqa: PLC0415 - as above

        asking = house.asking(self._path, login, password, self.clock)
        return house.restore_backup(asking, examined, why)

    def take_in(self, desk: Desk, path: Path, even_so: bool) -> TakenIn:  # noqa: FBT001 - as handed
        """Take a document in, whole or not at all."""
        from plexlog import house  # noqa: PLC0415 - as above
        from ui.shell.outside import TakenIn  # noqa: PLC0415 - the pages, after signing in

        made = house.import_document(desk, path, even_so=even_so)
        return TakenIn(
            course_key=made.course_key,
            refusals=made.refusals,
            twin=made.twins[0].patient_key if made.twins else "",
            asking="; ".join(one.reason for one in made.refusals) if made.twins else "",
        )

    @staticmethod
    def demonstrate() -> str:
        """Open the demonstration, in a process of its own; says so."""
        from ui.demo_process import start_demonstration  # noqa: PLC0415 - seldom

        return start_demonstration()

    def make_demonstration(self) -> NewUnit:
        """Make the demonstration unit anew; how to sign in."""
        from plexlog.demo_day import make_demo_day  # noqa: PLC0415 - as above

        made = make_demo_day(self._path, self.clock)
        return NewUnit(
            unit=made.unit,
            name=made.name,
            login=made.login,
            password=made.password,
            role=made.role,
        )

    def enter(self, _login: str, unlocked: Any) -> Desk:
        """Open the record."""
        from plexlog import house  # noqa: PLC0415 - as above

        return house.desk_of(self._path, unlocked, self.clock)

    def door(self) -> Door:
        """The functions as the sign-in pages know them."""
        return Door(
            is_founded=self.is_founded,
            logins=self.logins,
            found=self.found,
            recover=self.recover,
            unlock=self.unlock,
            enter=self.enter,
            demonstrate=self.demonstrate,
        )


def papers_and_exports() -> dict[str, Any]:
    """What the windows have drawn, printed and exported, by the names of `Outside`."""
    from plexlog import house, house_sheets, papers, whole_file  # noqa: PLC0415 - after signing in
    from plexlog.export_work import export_work  # noqa: PLC0415 - as above

    return {
        "course_document": house.course_document,
        "course_report": papers.course_report,
        "summaries_report": papers.summaries_report,
        "papers": papers,
        "write_text": whole_file.write_text,
        "write_bytes": whole_file.write_bytes,
        "draw_run": papers.run_picture,
        "draw_level": papers.level_picture,
        "session_report": papers.session_report,
        "print_report": papers.print_report,
        "run_selftest": house.run_selftest,
        "selftest_report": papers.selftest_report,
        "export_work": export_work,
        "verification_report": papers.verification_report,
        "sheet_report": house_sheets.sheet_report,
    }
