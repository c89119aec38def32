"""Between the identify page and its verbs: identifiers compared, the access chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from plexlog.domain.errors import UnreadableError
from plexlog.services import before_start
from plexlog.services.times import read_day
from ui.session.session_presenter import SessionPresenter

BIRTH_DATE = "birth-date"


class IdentifyPresenter(QObject):
    """What the first step does."""

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter

    @Slot(object)
    def check(self, texts: Mapping[str, str]) -> None:
        """Compare what was read with the record; blanks are not compared."""
        given = {kind: text.strip() for kind, text in texts.items() if text.strip()}
        if BIRTH_DATE in given:
            try:
                given[BIRTH_DATE] = read_day(given[BIRTH_DATE]).isoformat()
            except UnreadableError as unreadable:
                self._presenter.refused.emit(BIRTH_DATE, str(unreadable))
                return
        if given:
            self._presenter.check_identity(given)
        elif self._presenter.view().session.identity_check is not None:
            self._presenter.set_facts({"identity_check": None})

    @Slot(str, str)
    def choose_access(self, _code: str, device_id: str) -> None:
        """Use an access for this session."""
        self._presenter.set_facts({"access_device_id": device_id})

    @Slot(str, str)
    def withdraw_consent(self, place: str, reason: str) -> None:
        """The patient has withdrawn a consent, with the reason."""

        def verb() -> None:
            before_start.withdraw_consent(self._presenter.session, int(place), reason)

        self._presenter.attempt(verb, "consents")
