"""Between the assess page and its verbs: times, the look of the access, drugs that matter."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Place
from plexlog.domain.records import DrugOfNote
from plexlog.domain.words import DrugClass
from plexlog.domain.words_before import BodySystem, SystemState
from plexlog.services import assessing, attesting, before_start
from plexlog.services.last_time import likely_value
from ui.session.session_presenter import SessionPresenter, address

NOT_LOOKED_AT = "not-looked-at"
ANSWERS = {"yes": True, "no": False, NOT_LOOKED_AT: None}


class AssessPresenter(QObject):
    """What the second step does besides taking values."""

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter

    @Slot(str, str)
    def set_taken_at(self, code: str, text: str) -> None:
        """Say when a value was taken."""

        def verb() -> None:
            assessing.taken_at(self._presenter.session, code, text)

        self._presenter.attempt(verb, f"taken.{code}")

    @Slot(str, str)
    def see_access(self, sign: str, answer: str) -> None:
        """Record one look at the access."""

        def verb() -> None:
            assessing.see_access(self._presenter.session, sign, is_so=ANSWERS[answer])

        self._presenter.attempt(verb, sign)

    @Slot(bool)
    def none_of_the_drugs(self, is_none: bool) -> None:  # noqa: FBT001 - from a tick
        """Asked, and there is none; or the answer is taken back."""

        def verb() -> None:
            act = assessing.no_drugs_of_note if is_none else assessing.drugs_not_asked
            act(self._presenter.session)

        self._presenter.attempt(verb, "drugs_of_note")

    @Slot(int, str, str, str, str)
    def keep_drug(self, place: int, kind: str, drug: str, dose: str, at: str) -> None:
        """Keep a drug with its last dose; `place` -1 for a new one."""

        def verb() -> None:
            key = f"drug_{kind}_last_dose_at"
            moment = assessing.last_dose(self._presenter.session, key, at)
            kept = DrugOfNote(
                drug_class=DrugClass(kind), drug=drug, dose=dose or None, last_dose_at=moment
            )
            assessing.keep_drug(self._presenter.session, None if place < 0 else place, kept)

        self._presenter.attempt(verb, f"drug_{kind}")

    @Slot(int)
    def drop_drug(self, place: int) -> None:
        """Take a drug back."""

        def verb() -> None:
            assessing.drop_drug(self._presenter.session, place)

        self._presenter.attempt(verb, "drugs_of_note")

    @Slot(str, str, str)
    def attest(self, system: str, state: str, note: str) -> None:
        """Attest how a body system is."""

        def verb() -> None:
            attesting.attest(self._presenter.session, BodySystem(system), SystemState(state), note)

        self._presenter.attempt(verb, f"system.{system}")

    @Slot(str, str)
    def tell_access(self, field: str, text: str) -> None:
        """Keep exit-site score or day of the dressing."""

        def verb() -> None:
            assessing.tell_access(self._presenter.session, field, text)

        self._presenter.attempt(verb, field)

    @Slot(int)
    def drop_drug_after(self, place: int) -> None:
        """Take a drug to give after back."""
        self._drop("drugs_after", place)

    @Slot(int)
    def drop_delay(self, place: int) -> None:
        """Take a time of waiting back."""
        self._drop("delays", place)

    @Slot(int)
    def drop_lesson(self, place: int) -> None:
        """Take a line of teaching back."""
        self._drop("lessons", place)

    def _drop(self, name: str, place: int) -> None:
        def verb() -> None:
            before_start.drop(self._presenter.session, name, place)

        self._presenter.attempt(verb, name)

    @Slot(str)
    def use_likely(self, code: str) -> None:
        """Take the value that was probably meant."""
        meant = likely_value(self._presenter.view(), code)
        if meant is not None:
            self._presenter.enter(address(Place.BEFORE, code), str(meant))

    @Slot(str, str)
    def stand_by(self, finding: str, code: str) -> None:
        """The person stands by a value that has jumped."""
        measured = (self._presenter.view().session.before or {}).get(code)
        if measured is not None:
            words = wording.quantity_with_unit(CATALOGUE[code], measured)
            self._presenter.override(finding, f"{words} is right")
