"""One more declaration in the catalogue and nothing else: what the whole program makes of it.

Run as a process of its own: `python -m tests.contracts.made_up_quantity FOLDER`. Writes
`found.json`: at which stations the quantity was met.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from plexlog.domain import catalogue as declared
from plexlog.domain.fields import Catalogue, Place
from tests.contracts.venom import VENOM

declared.CATALOGUE = Catalogue([*declared.CATALOGUE, VENOM])

from plexlog import doorstep, house, papers  # noqa: E402 - after the declaration
from plexlog.domain import dictionary  # noqa: E402 - as above
from plexlog.services import recording  # noqa: E402 - as above
from plexlog.services.desk import Desk  # noqa: E402 - as above
from plexlog.services.open_session import OpenSession  # noqa: E402 - as above

CASE = Path(__file__).parents[1] / "cases" / "gbs-albumin-five.json"
PASSWORD = "invented and long enough"  # noqa: S105 - opens invented records only
AT = "2026-09-07T08:00+02:00"
CODE = VENOM.code


def main(folder: Path) -> None:
    """Import, enter, print and export the quantity; note where it was met."""
    unit = folder / "unit.plexlog"
    founding = house.Founding(unit="Invented", name="Ada N.", login="ada", password=PASSWORD)
    house.found(unit, founding, doorstep.SystemClock())
    desk = house.open_desk(unit, "ada", PASSWORD, doorstep.SystemClock())
    document = with_venom()
    place = folder / "case.json"
    place.write_text(json.dumps(document), "utf-8")
    made = house.import_document(desk, place)
    first, second = (line.session_key for line in desk.store.sessions_of(made.course_key)[:2])
    exported = json.loads(house.course_document(desk, made.course_key))
    found = {
        "import": made.refusals == (),
        "export": exported["sessions"] == document["sessions"],
        "laboratory": exported["lab_results"] == document["lab_results"],
        "dictionary": CODE in dictionary.fields_markdown(declared.CATALOGUE),
        **entered(OpenSession(desk, second)),
        **reported(desk, first),
    }
    desk.store.close()
    (folder / "found.json").write_text(json.dumps(found), "utf-8")


def with_venom() -> dict[str, Any]:
    """The case with the quantity measured wherever there is a place for it."""
    document: dict[str, Any] = json.loads(CASE.read_text("utf-8"))
    measured = {"value": 0.25, "taken_at": AT}
    session = document["sessions"][0]
    session["before"][CODE] = measured
    session["readings"][0][CODE] = 0.5
    session["close"]["after"][CODE] = measured
    document["lab_results"].append({"quantity": CODE, "value": 0.75, "taken_at": AT})
    return document


def entered(session: OpenSession) -> dict[str, bool]:
    """Whether it can be entered at each place, and is asked about and refused as declared."""
    for place in (Place.BEFORE, Place.SESSION, Place.TOTALS, Place.CLOSE, Place.AFTER):
        recording.enter_value(session, place, CODE, "0,4")
    ended_at = session.view().session.ended_at
    row = recording.begin_row(session, ended_at or session.desk.now())
    recording.enter_cell(session, row, CODE, "0.4")
    shown = OpenSession(session.desk, session.key).view()
    close = shown.session.close
    stored = [
        shown.session.before,
        shown.session.values,
        close and close.totals and close.totals.values,
        close and close.values,
        close and close.after,
        shown.open_row and shown.open_row.values,
    ]
    return {
        "storage": all(values and str(values[CODE].value) == "0.4" for values in stored),
        "asked": recording.enter_value(session, Place.BEFORE, CODE, "60").is_question,
        "refused": recording.enter_value(session, Place.BEFORE, CODE, "501").is_refused,
    }


def reported(desk: Desk, session_key: str) -> dict[str, bool]:
    """Whether the session summary prints it before, after and in the readings."""
    text = str(papers.session_report(desk, session_key))
    return {
        "report row": VENOM.label in text and "0.25" in text,
        "report column": VENOM.heading in text and "0.50" in text,
        "pdf": papers.session_pdf(desk, session_key).startswith(b"%PDF-"),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
