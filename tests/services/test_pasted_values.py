"""A table copied from the machine: what is taken, what is refused and why, and nothing lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.records import Bag
from plexlog.domain.words import Fluid
from plexlog.domain.words_run import TakenFrom
from plexlog.services import recording, run_records
from plexlog.services.open_session import OpenSession
from plexlog.services.pasted_values import (
    MOST_ROWS,
    UnreadablePasteError,
    keep_pasted,
    read_pasted,
)
from tests.services.fakes import FakeClock
from tests.services.ward import prepare

HEAD = "time\tinlet (mL)\tAC\tremoved total\treplaced_ml"


@pytest.fixture
def running(session: OpenSession, clock: FakeClock) -> OpenSession:
    """Forty minutes into a run that began at 14:30, with a row of 14:40."""
    prepare(session)
    recording.start_run(session)
    bag = Bag(id="b", fluid=Fluid.ALBUMIN, volume_ml=Decimal(3000))
    run_records.hang_bag(session, bag, answers={"bag-volume-3000": "by the pharmacy"})
    clock.pass_by(minutes=10)
    row = recording.begin_row(session, session.desk.now())
    recording.enter_cell(session, row, "inlet_ml", "500", is_sure=True)
    recording.keep_row(session, row)
    clock.pass_by(minutes=30)
    return session


def whys(session: OpenSession, *rows: str, head: str = HEAD) -> list[str]:
    return [row.why_not for row in read_pasted(session, "\n".join([head, *rows])).rows]


def test_rows_go_in_with_their_own_time_and_marked_as_the_machines(running: OpenSession) -> None:
    pasted = read_pasted(running, f"{HEAD}\n14:50\t1000\t100\t560\t500\n14:55\t1250\t125\t700\t\n")

    kept = keep_pasted(running, pasted)

    assert kept == 2
    first, second = (running.view().session.readings or ())[1:]
    assert (first.at.clock, second.at.clock) == ("14:50", "14:55")
    assert first.taken_from is TakenFrom.MACHINE_EXPORT
    assert {code: str(one.value) for code, one in first.values.items()} == {
        "inlet_ml": "1000",
        "anticoagulant_ml": "100",
        "removed_ml": "560",
        "replaced_ml": "500",
    }
    assert "replaced_ml" not in second.values
    assert first.values["inlet_ml"].typed == "1000"
    assert (first.by, first.entered_at) == (running.desk.me, running.desk.now())


def test_tables_parted_by_semicolon_and_comma_are_read(running: OpenSession) -> None:
    assert whys(running, "14:50;1000", head="Time;Inlet total") == [""]
    assert whys(running, "14:50,1000", head="Timestamp,inlet") == [""]


def test_each_row_that_is_refused_says_why(running: OpenSession) -> None:
    told = whys(
        running,
        "14:40\t900\t90\t500\t480",  # on record
        "14:50\t1000\t100\t560\t500",
        "14:50\t1001\t100\t560\t500",  # twice in the paste
        "14:20\t10\t1\t5\t5",  # before the start
        "later\t10\t1\t5\t5",
        "16:59\t10\t1\t5\t5\t7",
        "14:51\t\t\t\t",
        "14:52\tx\t\t\t",
        "14:53\t400\t\t\t",  # the total falls
        "14:54\t1000000000\t\t\t",
    )

    assert told[0] == "a row of 14:40 is there already; nothing is overwritten"
    assert told[1] == ""
    assert told[2] == "a row of 14:50 is there already; nothing is overwritten"
    assert "before the start" in told[3]
    assert told[4]
    assert told[5] == "has 6 cells where the first line has 5"
    assert told[6] == "holds no value"
    assert told[7].startswith("inlet x: ")
    assert told[8].startswith("inlet 400: ")
    assert told[9].startswith("inlet 1000000000: ")


def test_columns_that_are_not_taken_say_why(running: OpenSession) -> None:
    head = "time\ttime\tinlet\tInlet total\tpulse\tremoved (L)"

    columns = read_pasted(running, f"{head}\n14:50\t14:50\t1000\t1000\t80\t0.5").columns

    assert [one.why_not for one in columns] == [
        "",
        "stands there twice; the first counts",
        "",
        "stands there twice; the first counts",
        "no value of the machine by that name",
        "is in L; possible is mL",
    ]


@pytest.mark.parametrize("text", ["", " \n ", "hello", "time\tpulse\n14:50\t80", "inlet\n5"])
def test_what_is_no_table_of_the_machine_is_refused_in_words(
    running: OpenSession, text: str
) -> None:
    with pytest.raises(UnreadablePasteError, match="machine"):
        read_pasted(running, text)


def test_a_paste_without_end_is_refused(running: OpenSession) -> None:
    rows = "14:50\t1\t1\t1\t1\n" * (MOST_ROWS + 1)

    with pytest.raises(UnreadablePasteError, match="More than"):
        read_pasted(running, f"{HEAD}\n{rows}")


def test_what_came_on_record_meanwhile_is_not_overwritten(running: OpenSession) -> None:
    pasted = read_pasted(running, f"{HEAD}\n14:50\t1000\t100\t560\t500\n14:55\t1250\t\t\t")
    keep_pasted(running, pasted)

    with pytest.raises(RefusedError, match="nothing is overwritten"):
        keep_pasted(running, pasted)

    assert len(running.view().session.readings or ()) == 3


def test_a_row_too_short_for_its_time_is_refused(running: OpenSession) -> None:
    assert whys(running, "1000", head="inlet\ttime") == ["has 1 cells where the first line has 2"]
