"""What is typed and chosen of a reaction is read, worked out where it can be, and put in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plexlog.domain.errors import UnreadableError
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    AccessDevice,
    Bag,
    CircuitSet,
    Clotting,
    Infection,
    Machine,
    Reaction,
    Reading,
    Session,
)
from plexlog.domain.shapes import Measured, Values
from plexlog.domain.words import (
    AccessKind,
    ClotLocation,
    Fluid,
    Grade,
    InfectionSource,
    MachineKind,
    ReactionKind,
)
from plexlog.services import events_followed, reaction_entry
from plexlog.services.open_session import OpenSession, SessionView

AT = Moment.parse("2026-11-20T14:30+01:00")
REACTION = Reaction(id="r1", kind=ReactionKind.INFECTION, onset_at=AT)
EXIT_SITE = replace(REACTION, infection=Infection(source=InfectionSource.EXIT_SITE))
CLOT = replace(
    REACTION, kind=ReactionKind.CLOTTING, clotting=Clotting(location=ClotLocation.FILTER)
)
JUGULAR = AccessDevice(
    id="jug", kind=AccessKind.TUNNELLED_CATHETER, inserted_on=date(2026, 11, 13)
)
TOTALS = {"inlet_ml": "1000", "anticoagulant_ml": "100", "removed_ml": "160"}


def values(**given: str) -> Values:
    return {code: Measured(value=Decimal(text)) for code, text in given.items()}


def row(clock: str, **given: str) -> Reading:
    return Reading(at=Moment.parse(f"2026-11-20T{clock}+01:00"), values=values(**given))


@pytest.fixture
def view(session: OpenSession) -> SessionView:
    return session.view()


def with_session(view: SessionView, **changes: Any) -> SessionView:
    changed = replace(view.session, **changes)
    sessions = (changed, *(view.course.sessions or ())[1:])
    return replace(view, session=changed, course=replace(view.course, sessions=sessions))


def with_line(view: SessionView, device: AccessDevice = JUGULAR) -> SessionView:
    course = replace(view.course, access_devices=(device,))
    return with_session(replace(view, course=course), access_device_id=device.id)


def enter(reaction: Reaction, code: str, text: str) -> Reaction:
    return reaction_entry.enter(reaction, code, text, AT)


def test_grade_and_unit_of_plasma_are_kept_as_chosen(view: SessionView) -> None:
    told = reaction_entry.choose(view, REACTION, "grade", "II")
    told = reaction_entry.choose(view, told, "bag_id", "s1-b01")

    assert (told.grade, told.bag_id) == (Grade.II, "s1-b01")


def test_a_suspected_source_brings_line_day_and_rise_of_the_record(view: SessionView) -> None:
    known = with_session(
        with_line(view),
        before=values(temperature_c="36.8"),
        readings=(row("14:00", temperature_c="37.2"), row("14:20", temperature_c="38.4")),
    )

    told = reaction_entry.choose(known, REACTION, "source", "tunnel").infection

    assert told is not None
    assert (told.source, told.access_device_id) == (InfectionSource.TUNNEL, "jug")
    assert (told.catheter_days, told.temperature_rise_c) == (8, Decimal("1.6"))
    rise = events_followed.temperature_rise(known.session)
    assert rise.working == "36.8 °C before the start, highest 38.4 °C at 14:20"


def test_a_rise_follows_the_run(view: SessionView) -> None:
    known = with_session(
        view,
        before=values(temperature_c="36.8"),
        readings=(row("14:20", temperature_c="38.9"),),
    )

    told = reaction_entry.refreshed(known, EXIT_SITE).infection

    assert told is not None
    assert told.temperature_rise_c == Decimal("2.1")
    assert reaction_entry.refreshed(known, CLOT) == CLOT
    assert reaction_entry.refreshed(view, EXIT_SITE) == EXIT_SITE


def test_what_was_typed_of_an_infection_wins(view: SessionView) -> None:
    typed = replace(
        EXIT_SITE,
        infection=Infection(
            source=InfectionSource.EXIT_SITE,
            catheter_days=3,
            temperature_rise_c=Decimal(2),
            access_device_id="other",
        ),
    )

    told = reaction_entry.choose(with_line(view), typed, "source", "bloodstream").infection

    assert told is not None
    assert (told.catheter_days, told.temperature_rise_c) == (3, Decimal(2))
    assert told.access_device_id == "other"


def test_without_a_central_line_there_is_no_catheter_day(view: SessionView) -> None:
    assert events_followed.days_of_catheter(view, AT) is None
    bare = replace(view, course=replace(view.course, access_devices=()))
    assert events_followed.days_of_catheter(bare, AT) is None
    told = reaction_entry.choose(bare, REACTION, "source", "other").infection
    assert told is not None
    assert told.access_device_id is None


@pytest.mark.parametrize(
    ("before", "rows", "lacks"),
    [
        (None, (row("14:00", temperature_c="37"),), "before the start"),
        (values(temperature_c="37"), (), "in the run"),
    ],
)
def test_a_rise_is_not_told_without_both_temperatures(
    view: SessionView, before: Values | None, rows: tuple[Reading, ...], lacks: str
) -> None:
    session = replace(view.session, before=before, readings=rows)

    rise = events_followed.temperature_rise(session)

    assert (rise.value, rise.working) == (None, f"no temperature {lacks}")


def test_a_clot_keeps_pressures_calcium_and_ratio_of_its_time(view: SessionView) -> None:
    rows = (
        row("14:00", ionised_calcium_mmol_l="1.05", access_pressure_mmhg="-90"),
        row("14:20", access_pressure_mmhg="-180", transmembrane_pressure_mmhg="70", **TOTALS),
        row("14:40", access_pressure_mmhg="-20"),
    )
    known = with_session(
        with_line(view),
        readings=rows,
        before=values(hematocrit_percent="40"),
        machine=Machine(model="M", kind=MachineKind.MEMBRANE),
    )

    told = reaction_entry.choose(known, REACTION, "location", "filter").clotting

    assert told is not None
    kept = [(one.at.clock, sorted(one.values)) for one in told.conditions or ()]
    assert kept == [
        ("14:20", ["access_pressure_mmhg", "transmembrane_pressure_mmhg"]),
        ("14:00", ["ionised_calcium_mmol_l"]),
    ]
    assert told.anticoagulant_ratio == Decimal("10.0")
    assert told.filtration_fraction_percent == Decimal("25.0")
    assert told.access_device_id == "jug"


@pytest.mark.parametrize(
    ("machine", "hematocrit", "totals"),
    [
        (None, "40", TOTALS),
        (Machine(model="M", kind=MachineKind.CENTRIFUGAL), "40", TOTALS),
        (Machine(model="M", kind=MachineKind.MEMBRANE), "", TOTALS),
        (Machine(model="M", kind=MachineKind.MEMBRANE), "40", TOTALS | {"inlet_ml": "50"}),
        (Machine(model="M", kind=MachineKind.MEMBRANE), "40", TOTALS | {"removed_ml": "900"}),
        (
            Machine(model="M", kind=MachineKind.MEMBRANE),
            "40",
            {"inlet_ml": "0", "anticoagulant_ml": "0", "removed_ml": "0"},
        ),
    ],
)
def test_a_fraction_is_told_of_a_membrane_with_totals_that_can_be(
    view: SessionView, machine: Machine | None, hematocrit: str, totals: dict[str, str]
) -> None:
    before = values(hematocrit_percent=hematocrit) if hematocrit else None
    known = with_session(view, machine=machine, before=before, readings=(row("14:20", **totals),))

    told = reaction_entry.choose(known, REACTION, "location", "filter").clotting

    assert told is not None
    assert told.filtration_fraction_percent is None


def test_without_a_line_or_totals_a_clot_has_its_place_alone(view: SessionView) -> None:
    bare = with_session(
        replace(view, course=replace(view.course, access_devices=())), readings=None
    )

    told = reaction_entry.choose(bare, CLOT, "location", "patient").clotting

    assert told == Clotting(location=ClotLocation.PATIENT)


def test_blood_that_is_not_given_back_is_set_times_haematocrit(view: SessionView) -> None:
    known = with_session(
        view,
        before=values(hematocrit_percent="36"),
        circuit_set=CircuitSet(extracorporeal_volume_ml=Decimal(185)),
    )
    worked = events_followed.blood_lost(known.session)
    assert worked.working == "set 185 mL × haematocrit 36 % = 67 mL red cells"

    lost = reaction_entry.choose(known, CLOT, "rinsed_back", "no")
    back = reaction_entry.choose(known, lost, "rinsed_back", "yes")
    typed = reaction_entry.choose(known, enter(CLOT, "blood_lost_ml", "80"), "rinsed_back", "no")
    typed_back = reaction_entry.choose(known, typed, "rinsed_back", "yes")

    told = [one.clotting for one in (lost, back, typed, typed_back)]
    assert [one and one.blood_lost_ml for one in told] == [
        Decimal(67),
        None,
        Decimal(80),
        Decimal(80),
    ]
    assert [one and one.not_rinsed_back for one in told] == [True, False, True, False]


def test_what_is_missing_for_the_blood_lost_is_named() -> None:
    session = Session(id="s", number=1)

    worked = events_followed.blood_lost(session)

    assert worked.value is None
    assert worked.working == "cannot be calculated: no circuit volume and haematocrit"


def test_what_was_done_about_a_clot_needs_its_place(view: SessionView) -> None:
    told = reaction_entry.choose(view, CLOT, "clot_action", "flush").clotting
    assert told is not None
    assert told.action == "flush"

    with pytest.raises(UnreadableError, match="where the clot was"):
        reaction_entry.choose(view, REACTION, "clot_action", "flush")


def test_signs_and_symptoms_are_ticked_and_taken_back() -> None:
    told = reaction_entry.sign(EXIT_SITE, "pus", is_there=True)
    assert told.infection is not None
    assert told.infection.signs == ("pus",)
    told = reaction_entry.sign(told, "pus", is_there=False)
    assert told.infection is not None
    assert told.infection.signs == ()
    told = reaction_entry.symptom(REACTION, "chills", is_there=True)
    assert told.symptoms == ("chills",)
    assert reaction_entry.symptom(told, "chills", is_there=False).symptoms == ()
    with pytest.raises(UnreadableError, match="where the infection"):
        reaction_entry.sign(REACTION, "pus", is_there=True)


def test_cultures_are_taken_now_and_get_their_results_later() -> None:
    told = enter(enter(EXIT_SITE, "culture", "blood, red lumen"), "culture", "exit site")
    told = enter(enter(told, "culture", ""), "result_1", "S. epidermidis")

    assert told.infection is not None
    cultures = told.infection.cultures or ()
    assert [(one.site, one.taken_at, one.result) for one in cultures] == [
        ("blood, red lumen", AT, None),
        ("exit site", AT, "S. epidermidis"),
    ]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("catheter_days", "8", 8),
        ("catheter_days", "", None),
        ("exit_site_score", "0", 0),
        ("exit_site_score", "10", 10),
        ("organism", "S. aureus", "S. aureus"),
        ("antibiotics", "", None),
        ("line_removed_on", "2026-11-20", date(2026, 11, 20)),
        ("line_removed_on", "", None),
    ],
)
def test_what_is_typed_of_an_infection_is_kept(code: str, text: str, value: object) -> None:
    told = enter(EXIT_SITE, code, text).infection

    assert getattr(told, code) == value


@pytest.mark.parametrize(
    ("code", "text", "why"),
    [
        ("catheter_days", "0", "starts at 1"),
        ("catheter_days", "2.5", "starts at 1"),
        ("exit_site_score", "11", "whole number from 0 to 10"),
        ("exit_site_score", "many", "whole number from 0 to 10"),
        ("exit_site_score", "-1", "whole number from 0 to 10"),
        ("line_removed_on", "2026-11-21", "lies in the future"),
    ],
)
def test_what_cannot_be_is_refused_in_words(code: str, text: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        enter(EXIT_SITE, code, text)


def test_less_than_no_blood_cannot_be_lost() -> None:
    with pytest.raises(UnreadableError, match="must not be below 0"):
        enter(CLOT, "blood_lost_ml", "-1")


def test_times_note_and_lumen_are_read() -> None:
    told = enter(enter(enter(CLOT, "onset_at", "14:10"), "outcome_at", "1420"), "note", "x")
    told = enter(told, "lumen", "red")

    assert told.onset_at.clock == "14:10"
    assert told.outcome_at is not None
    assert told.note == "x"
    assert told.clotting is not None
    assert told.clotting.lumen == "red"
    assert enter(told, "note", "").note is None
    cleared = enter(enter(told, "lumen", ""), "blood_lost_ml", "").clotting
    assert cleared is not None
    assert (cleared.lumen, cleared.blood_lost_ml) == (None, None)


@pytest.mark.parametrize(
    ("code", "text", "why"),
    [
        ("outcome_at", "14:05", "14:05 lies before the onset at 14:10"),
        ("onset_at", "14:25", "14:25 lies after the outcome at 14:20"),
    ],
)
def test_a_reaction_does_not_end_before_it_began(code: str, text: str, why: str) -> None:
    now = Moment.parse("2026-11-20T14:30+01:00")
    told = enter(enter(REACTION, "onset_at", "14:10"), "outcome_at", "14:20")

    with pytest.raises(UnreadableError, match=why):
        reaction_entry.enter(told, code, text, now)
    assert enter(told, "outcome_at", "14:10").outcome_at == told.onset_at


def test_every_unit_of_plasma_is_listed_for_a_reaction(view: SessionView) -> None:
    plasma = Bag(id="p", fluid=Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(250), started_at=AT)

    (unit,) = events_followed.plasma_given(with_session(view, bags=(plasma,)), REACTION)

    assert unit.bag == plasma
    assert events_followed.plasma_given(with_session(view, bags=None), REACTION) == ()
    fault = replace(REACTION, kind=ReactionKind.EQUIPMENT)
    assert events_followed.plasma_given(with_session(view, bags=(plasma,)), fault) == ()


def test_a_symptom_that_is_not_listed_is_added_once() -> None:
    told = enter(enter(REACTION, "symptom", "metallic taste"), "symptom", "metallic taste")

    assert told.symptoms == ("metallic taste",)
    assert enter(told, "symptom", "") == told
