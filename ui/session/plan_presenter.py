"""Between the plan page and its verbs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot

from plexlog.domain.fields import Place
from plexlog.domain.steps import Step
from plexlog.domain.words import PrimeFluid, VolumeFormula
from plexlog.services import acknowledging, plan_entry, plan_mix, planning
from plexlog.services.open_session import OpenSession
from plexlog.services.plan_mix import MixPart, share_of
from ui.session.plan_view import AS_ORDERED, MIX, OTHER_MACHINE, TYPED, USUAL
from ui.session.session_presenter import SessionPresenter, address


class PlanPresenter(QObject):
    """What the third step does."""

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter

    @Slot(str, str)
    def enter(self, field: str, text: str) -> None:
        """Keep what was typed into a field of the plan."""
        self._do(field, lambda session: plan_entry.enter(session, field, text))

    @Slot(str, str)
    def choose_formula(self, _code: str, key: str) -> None:
        """Get the blood volume another way; a typed one waits for volume and reason."""
        if key == TYPED:
            return
        formula = None if key == USUAL else VolumeFormula(key)
        self._do("volume", lambda session: planning.choose_formula(session, formula))

    @Slot(str, str)
    def type_volume(self, value: str, reason: str) -> None:
        """Take a blood volume that a person stands for."""
        self._do("volume", lambda session: plan_entry.type_volume(session, value, reason))

    @Slot(str, str)
    def choose_fluid(self, _code: str, key: str) -> None:
        """Give another fluid than ordered, or again the ordered one; a mix waits for its parts."""
        if key == MIX:
            return
        fluids = self._presenter.session.desk.knowledge.fluids
        share = None
        if key != AS_ORDERED:
            share = (share_of(next(one for one in fluids if one.code == key)),)
        self._do(
            "plan.replacement",
            lambda session: planning.change_plan(session, "replacement", share),
        )

    @Slot(object)
    def tell_mix(self, parts: Sequence[MixPart]) -> None:
        """Give a mix; what is still missing of it is said."""
        self._do(plan_mix.PLACE, lambda session: plan_mix.keep_mix(session, parts))

    @Slot(str)
    def acknowledge(self, key: str) -> None:
        """Keep by name that a difference from the order was seen."""
        self._do(key, lambda session: acknowledging.acknowledge(session, key))

    @Slot(str, str)
    def pick_machine(self, _code: str, key: str) -> None:
        """Take a machine of the unit; another one is typed."""
        if key != OTHER_MACHINE:
            self._do("machine", lambda session: plan_entry.pick_machine(session, key))

    @Slot(str, str)
    def type_machine(self, model: str, kind: str) -> None:
        """Take a machine that the unit's list does not have."""
        self._do("machine", lambda session: plan_entry.type_machine(session, model, kind))

    @Slot(str, str)
    def choose_prime(self, _code: str, key: str) -> None:
        """Say what the circuit was primed with."""
        self._presenter.set_facts({"prime_fluid": PrimeFluid(key)})

    @Slot(str, str)
    def enter_value(self, code: str, text: str) -> None:
        """Take a quantity of the session."""
        self._presenter.enter(address(Place.SESSION, code), text)

    @Slot(str, str)
    def confirm_value(self, code: str, text: str) -> None:
        """The person stands by an unlikely quantity."""
        self._presenter.confirm(address(Place.SESSION, code), text)

    @Slot()
    def start_run(self) -> None:
        """Start the exchange and go to its page."""
        if planning.holding_the_start(self._presenter.view()):
            return
        self._presenter.start_run()
        if self._presenter.view().session.started_at is not None:
            self._presenter.step_wanted.emit(Step.RUN.value)

    def _do(self, subject: str, verb: Callable[[OpenSession], None]) -> None:
        def act() -> None:
            verb(self._presenter.session)

        self._presenter.attempt(act, subject)
