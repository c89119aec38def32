"""The first start: what it asks for, and the making of the unit's record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.domain.passwords import why_not
from plexlog.domain.unit import Role, is_login
from ui.signin.door import Door, NewUnit
from ui.tasks import Tasks


class FirstStartPresenter(QObject):
    """Presenter of the first start; the keys are made on the worker."""

    refused = Signal(str, str)  # code of the box, sentence
    failed = Signal(str)  # a sentence: nothing was made
    busy_changed = Signal(bool)
    demonstrated = Signal(str)  # a sentence: the demonstration opens
    founded = Signal(object, str)  # the NewUnit, the recovery key

    def __init__(self, door: Door, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._tasks = tasks

    def found(self, given: Mapping[str, str]) -> None:
        """Make the unit of what was filled in; what is wrong is told box by box."""
        wrong = what_is_wrong(given)
        for code, sentence in wrong.items():
            self.refused.emit(code, sentence)
        if wrong:
            return
        unit = NewUnit(
            unit=given["unit"].strip(),
            name=given["name"].strip(),
            login=given["login"].strip(),
            password=given["password"],
            role=Role(given["role"]),
        )
        self.busy_changed.emit(True)
        self._tasks.run(
            partial(self._door.found, unit), partial(self._on_founded, unit), self._on_failed
        )

    @Slot()
    def demonstrate(self) -> None:
        """Open the demonstration; nothing is made here."""
        try:
            self.demonstrated.emit(self._door.demonstrate())
        except PlexlogError as error:
            self.failed.emit(str(error))

    def _on_founded(self, unit: NewUnit, recovery_key: str) -> None:
        self.busy_changed.emit(False)
        self.founded.emit(unit, recovery_key)

    def _on_failed(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        if not isinstance(error, PlexlogError):
            raise error
        self.failed.emit(str(error))


def what_is_wrong(given: Mapping[str, str]) -> dict[str, str]:
    """A sentence for each box that cannot stay as it is."""
    wrong = {}
    if not given["unit"].strip():
        wrong["unit"] = _("Enter the name of the unit.")
    if not given["name"].strip():
        wrong["name"] = _("Enter your name as it is to stand under entries.")
    if not is_login(given["login"].strip()):
        wrong["login"] = _("1 to 64 of letters, digits, . _ - and @, without a space.")
    return wrong | wrong_passwords(given)


def wrong_passwords(given: Mapping[str, str]) -> dict[str, str]:
    """A sentence for a new password that cannot be taken or was not typed twice."""
    persons = [given[of] for of in ("login", "name", "people") if given.get(of)]
    if sentence := why_not(given["password"], *persons):
        return {"password": sentence}
    if given["password"] != given["again"]:
        return {"again": _("The two passwords are not the same.")}
    return {}


def suggested_login(name: str) -> str:
    """A login made from a name: `A. Bauer` gives `a.bauer`."""
    parts = re.findall(r"[a-z0-9]+", name.casefold())
    return ".".join([part[0] for part in parts[:-1]] + parts[-1:])[:32]
