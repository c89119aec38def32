"""Whatever was acknowledged is there after a power cut, and no half of anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.ward import WardClock, open_up

HOUSE = Path(__file__).parents[2]
WRITER = """
import itertools, sys
from decimal import Decimal
from pathlib import Path
from plexlog.domain.fields import Place
from plexlog.domain.shapes import Measured
from tests.storage.ward import WardClock, course_of, open_up, small_course

record = open_up(Path(sys.argv[1]), WardClock())
course = record.course_key("c1") or record.add_course(course_of(small_course()))
session = record.sessions_of(course)[0].session_key
for count in itertools.count(1):
    with record.writing():
        text = str(count % 200 + 1)
        for place in (Place.BEFORE, Place.AFTER):
            weight = Measured(value=Decimal(text), typed=text)
            record.put_value(session, place, "weight_kg", weight)
        record.set_session(session, {"note": str(count)})
    print(count, flush=True)
"""


@pytest.mark.parametrize("entries", [1, 7, 40])
def test_what_was_acknowledged_survives_a_power_cut(
    path: Path, clock: WardClock, entries: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=HOUSE
    ) as writer:
        assert writer.stdout is not None
        acknowledged = [next(writer.stdout) for _ in range(entries)]
        writer.kill()

    record = open_up(path, clock)

    (line,) = record.session_lines()
    session = record.session(line.session_key)
    assert session.before is not None
    assert session.close is not None
    assert session.before == session.close.after
    assert int(session.note or 0) >= int(acknowledged[-1])
    assert record.verify() == []
    record.close()
