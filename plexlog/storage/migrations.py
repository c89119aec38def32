"""The schema, one function per change, in order. A migration that was shipped is never edited.

Numbers are `ANY` columns that hold an integer or a real, so that 1 stays 1 and 1.0 stays 1.0;
`spelled` keeps the few spellings that no machine number has (36.70). Times are kept as written,
with their offset; where lists sort by one, a generated column gives it in UTC. Words of
enumerations are not checked here: their lists grow. A column added later is empty in the rows
that are there, or the migration changes them with the triggers on.
"""

from __future__ import annotations

import re
from typing import Any

from plexlog.storage.engine import Migrations

MIGRATIONS = Migrations("plexlog")
_DAY = "[0-9]" * 4 + "-" + "[0-9]" * 2 + "-" + "[0-9]" * 2
_UTC = "%Y-%m-%dT%H:%M:%fZ"


def number_of(name: str) -> int:
    """The version of the file that a migration makes: m003_bags makes version 3."""
    found = re.match(r"m(\d+)_", name)
    return int(found[1]) if found else 0


def _text(name: str) -> str:
    return f'"{name}" TEXT'


def _required(column: str) -> str:
    return f"{column} NOT NULL"


def _whole(name: str) -> str:
    return f'"{name}" INTEGER'


def _number(name: str) -> str:
    return f"\"{name}\" ANY CHECK (typeof(\"{name}\") IN ('integer', 'real', 'null'))"


def _flag(name: str) -> str:
    return f'"{name}" INTEGER CHECK ("{name}" IN (0, 1))'


def _day(name: str) -> str:
    return f'"{name}" TEXT CHECK ("{name}" GLOB \'{_DAY}\')'


def _time(name: str) -> str:
    return f'"{name}" TEXT CHECK ("{name}" GLOB \'{_DAY}T[0-9][0-9]:[0-9][0-9]*\')'


def _utc(name: str) -> str:
    return f'"{name}_utc" TEXT GENERATED ALWAYS AS (strftime(\'{_UTC}\', "{name}")) VIRTUAL'


def _json(name: str) -> str:
    return f'"{name}" TEXT CHECK (json_valid("{name}"))'


def _object(name: str) -> str:
    return f"\"{name}\" TEXT NOT NULL DEFAULT '{{}}' CHECK (json_type(\"{name}\") = 'object')"


def _list(name: str) -> str:
    return f"\"{name}\" TEXT NOT NULL DEFAULT '[]' CHECK (json_type(\"{name}\") = 'array')"


def _link(name: str, table: str) -> str:
    return f'"{name}" TEXT REFERENCES "{table}" ("key")'


_KEY = '"key" TEXT NOT NULL PRIMARY KEY'
_POSITION = _required(_whole("position"))
_EXTRA = _object("extra")
_SPELLED = _object("spelled")
_WITHDRAWN = (_time("withdrawn_at"), _text("withdrawn_why"))


def _table(name: str, *parts: str) -> str:
    lines = ",\n".join(f"  {part}" for part in parts)
    return f'CREATE TABLE "{name}" (\n{lines}\n) STRICT'


def _index(name: str, on: str, where: str = "", *, unique: bool = False) -> str:
    kind = "CREATE UNIQUE INDEX" if unique else "CREATE INDEX"
    return f'{kind} "{name}" ON {on}' + (f" WHERE {where}" if where else "")


def _part_of_session(name: str, *columns: str) -> tuple[str, str]:
    """A table of parts of a session in their order, with its index."""
    return (
        _table(
            name,
            _KEY,
            _required(_link("session_key", "session")),
            _POSITION,
            *columns,
            _EXTRA,
            *_WITHDRAWN,
        ),
        _index(f"{name}_of_session", f'"{name}" ("session_key", "position")'),
    )


def _part_of_course(name: str, *columns: str) -> tuple[str, str]:
    """A table of parts of a course in their order, with its index."""
    return (
        _table(
            name,
            _KEY,
            _required(_link("course_key", "course")),
            _POSITION,
            *columns,
            _EXTRA,
            *_WITHDRAWN,
        ),
        _index(f"{name}_of_course", f'"{name}" ("course_key", "position")'),
    )


_UNIT = (
    _table(
        "unit",
        _KEY,
        _required(_text("name")),
        _required(_time("founded_at")),
        _text("seeds"),  # digest of the seed files that were loaded last
    ),
    _table(
        "staff",
        _KEY,
        _required(_text("login")) + " UNIQUE",
        _required(_text("name")),
        _required(_text("role")),
        _required(_text("public_key")),
        _time("left_at"),
    ),
    _table(
        "fact",
        _KEY,
        _required(_text("kind")),
        _required(_text("code")),
        _POSITION,
        _object("body"),
        _required(_text("source")),
        _time("retired_at"),
        'UNIQUE ("kind", "code")',
    ),
)
_PATIENT = (
    _table(
        "patient",
        _KEY,
        _required(_text("family_name")),
        _required(_text("given_name")),
        _required(_day("birth_date")),
        _required(_text("record_number")),
        _required(_text("compared_number")) + " UNIQUE",  # the same without case and blanks
        _json("other_identifiers"),
        _text("sex_for_formulas"),
        _number("height_cm"),
        _json("blood_group"),
        _json("allergies"),
        _json("histories"),
        _required(_text("folded")),  # names, number and birth date as they are searched
        _EXTRA,
        _SPELLED,
    ),
    _index("patient_by_name", '"patient" ("family_name", "given_name")'),
)
_COURSE = (
    _table(
        "course",
        _KEY,
        _required(_text("course_id")) + " UNIQUE",
        _whole("course_number"),
        _text("time_zone"),
        _text("unit"),
        _required(_link("patient_key", "patient")),
        _list("listed"),  # the lists that are kept, so that an empty one means: there is none
        _EXTRA,
    ),
    _index("course_of_patient", '"course" ("patient_key")'),
    _table(
        "course_order",
        _KEY,
        _required(_link("course_key", "course")),
        _required(_whole("version")),
        _required(_text("indication")),
        _text("diagnosis"),
        _text("icd10"),
        _text("reason"),
        _text("note"),
        _required(_text("ordered_by")),
        _required(_time("ordered_at")),
        _utc("ordered_at"),
        _number("plasma_volumes"),
        _whole("sessions_planned"),
        _number("interval_hours"),
        _json("replacement"),
        _number("balance_percent"),
        _json("anticoagulant"),
        _json("catheter_lock"),
        _json("calcium_plan"),
        _json("vitals_programme_min"),
        _text("access_device_id"),
        _json("steroid_trial"),
        _json("consents"),
        _text("response_scale"),
        _EXTRA,
        _SPELLED,
        'UNIQUE ("course_key", "version")',
    ),
)
_SESSION = (
    _table(
        "session",
        _KEY,
        _required(_link("course_key", "course")),
        _POSITION,
        _required(_text("id")),
        _required(_whole("number")),
        _time("planned_at"),
        _utc("planned_at"),
        _time("started_at"),
        _time("ended_at"),
        _text("station"),
        _text("note"),
        _json("machine"),
        _json("circuit_set"),
        _json("supplies"),
        _text("access_device_id"),
        _json("plan"),
        _json("identity_check"),
        _json("access_check"),
        _json("drugs_of_note"),
        _text("prime_fluid"),
        _text("end_reason"),
        _text("end_note"),
        _text("rinseback_not_done_reason"),
        _text("close_note"),
        _object("close_extra"),
        _object("totals_extra"),
        _list("listed"),
        _EXTRA,
        _link("order_key", "course_order"),  # the version of the order it was run under
        _time("signed_at"),
        _utc("signed_at"),
        'UNIQUE ("course_key", "id")',
    ),
    _index("session_of_course", '"session" ("course_key", "position")'),
    _index("session_unsigned", '"session" ("planned_at_utc")', '"signed_at" IS NULL'),
    _index("session_signed", '"session" ("signed_at_utc")', '"signed_at" IS NOT NULL'),
)
_PARTS_OF_SESSION = (
    *_part_of_session(
        "reading",
        _required(_time("at")),
        _required(_flag("is_open")),  # still being typed
        _text("by"),
        _time("entered_at"),
        _text("note"),
    ),
    *_part_of_session(
        "bag",
        _required(_text("id")),
        _required(_text("fluid")),
        _required(_number("volume_ml")),
        _number("concentration_percent"),
        _text("diluent"),
        _number("diluted_to_percent"),
        _text("product"),
        _text("lot"),
        _text("din"),
        _text("din_check"),
        _text("din_flag"),
        _text("abo"),
        _text("rhd"),
        _day("expires_on"),
        _number("given_ml"),
        _time("started_at"),
        _time("ended_at"),
        _text("by"),
        _text("note"),
        _SPELLED,
    ),
    *_part_of_session(
        "saline_bolus",
        _required(_time("at")),
        _required(_number("volume_ml")),
        _text("reason"),
        _text("by"),
        _SPELLED,
    ),
    *_part_of_session(
        "drug_given",
        _required(_time("at")),
        _required(_text("drug")),
        _required(_text("dose")),
        _text("route"),
        _number("volume_ml"),
        _text("lot"),
        _day("expires_on"),
        _text("reason"),
        _text("by"),
        _time("entered_at"),
        _SPELLED,
    ),
    *_part_of_session("pause", _required(_time("start")), _time("end"), _text("reason")),
    *_part_of_session(
        "reaction",
        _required(_text("id")),
        _required(_text("kind")),
        _text("grade"),
        _required(_time("onset_at")),
        _json("symptoms"),
        _text("relation"),
        _json("actions"),
        _text("procedure"),
        _text("outcome"),
        _time("outcome_at"),
        _text("bag_id"),
        _json("infection"),
        _json("clotting"),
        _text("by"),
        _time("entered_at"),
        _text("note"),
    ),
    *_part_of_session(
        "checklist_answer",
        _required(_text("item")),
        _text("answer"),
        _text("reason"),
        _text("by"),
        _time("at"),
    ),
    *_part_of_session(
        "lock",
        _required(_text("lumen")),
        _required(_text("agent")),
        _required(_number("volume_ml")),
        _number("heparin_iu_ml"),
        _number("citrate_percent"),
        _text("lot"),
        _time("at"),
        _text("by"),
        _SPELLED,
    ),
)
_OBSERVATION = (
    _table(
        "observation",
        _KEY,
        _required(_link("session_key", "session")),
        _required(_text("place")),
        _link("reading_key", "reading"),
        _required(_text("code")),
        _required(_number("value")),
        _text("spelled"),  # only where the number cannot keep its spelling
        _required(_text("typed")),
        _required(_text("unit")),
        _time("observed_at"),
        _time("entered_at"),
        _text("by"),
        _text("source"),
        _text("flag"),
        _required(_text("answered")),
        _json("limits"),
        _EXTRA,
        *_WITHDRAWN,
    ),
    _index(
        "observation_in_force",
        '"observation" ("session_key", "place", ifnull("reading_key", \'\'), "code")',
        '"withdrawn_at" IS NULL',
        unique=True,
    ),
    _index("observation_of_reading", '"observation" ("reading_key")'),
)
_PARTS_OF_COURSE = (
    *_part_of_course(
        "access_device",
        _required(_text("id")),
        _required(_text("kind")),
        _text("side"),
        _text("site"),
        _day("inserted_on"),
        _day("removed_on"),
        _text("removal_reason"),
        _text("product"),
        _text("lot"),
        _text("note"),
        _flag("tip_confirmed"),
        _json("lumens"),
    ),
    *_part_of_course(
        "lab_result",
        _required(_text("quantity")),
        _required(_number("value")),
        _required(_time("taken_at")),
        _text("session_id"),
        _text("timing"),
        _text("source"),
        _SPELLED,
    ),
    *_part_of_course(
        "score",
        _required(_text("scale")),
        _required(_number("value")),
        _required(_time("at")),
        _text("by"),
        _text("session_id"),
        _text("note"),
        _SPELLED,
    ),
    *_part_of_course(
        "override",
        _link("session_key", "session"),
        _required(_text("finding")),
        _required(_text("reason")),
        _required(_text("by")),
        _required(_time("at")),
        _text("session_id"),
        _text("subject_id"),
    ),
    *_part_of_course(
        "signature_statement",
        _required(_text("role")),
        _required(_text("name")),
        _required(_time("at")),
        _text("meaning"),
        _text("session_id"),
    ),
)
_SIGNATURE = (
    _table(
        "signature",
        _KEY,
        _required(_link("session_key", "session")),
        _required(_link("staff_key", "staff")),
        _required(_text("name")),
        _required(_text("role")),
        _required(_text("meaning")),
        _required(_time("at")),
        _utc("at"),
        _required(_json("sealed")),  # the record that was signed
        _required(_text("fingerprint")),
        _required(_text("history_head")),
        _required(_text("public_key")),
        _required(_text("signature")),
    ),
    _index("signature_of_session", '"signature" ("session_key", "at_utc")'),
)
_HISTORY = (
    _table(
        "history",
        '"number" INTEGER NOT NULL PRIMARY KEY',
        _required(_time("at")),
        _required(_text("staff_key")),
        _required(_text("name")),
        _required(_text("station")),
        _required(_text("why")),
        _required(_text("table_name")),
        _required(_text("row_key")),
        _text("session_key"),
        _text("course_key"),
        _required(_text("operation")),
        _json("old"),
        _json("new"),
        _required(_text("salt")),
        _required(_text("content")),  # hash of salt, why, old and new
        _required(_text("previous")),
        _required(_text("hash")),
    ),
    _index("history_of_row", '"history" ("table_name", "row_key", "number")'),
    _index("history_of_session", '"history" ("session_key", "number")'),
)
_LIMITS = (
    _table(
        "limit_change",
        _KEY,
        _required(_whole("version")) + " UNIQUE",
        _required(_text("name")),
        _required(_number("value")),
        _required(_text("why")) + " CHECK (trim(\"why\") <> '')",
        _required(_text("by")),
        _required(_time("at")),
    ),
    f'ALTER TABLE "session" ADD COLUMN {_link("limits_key", "limit_change")}',
)


@MIGRATIONS()
def m001_unit(tables: Any) -> None:
    """The unit, its patients, courses and sessions, and the history of all that is written."""
    for statement in (
        *_UNIT,
        *_PATIENT,
        *_COURSE,
        *_SESSION,
        *_PARTS_OF_SESSION,
        *_OBSERVATION,
        *_PARTS_OF_COURSE,
        *_SIGNATURE,
        *_HISTORY,
    ):
        tables.conn.execute(statement)


@MIGRATIONS()
def m002_limits(tables: Any) -> None:
    """The unit's own limits, a version for each change, and which of them a session keeps.

    A session that was started before has none: it was judged by the defaults of the program.
    """
    for statement in _LIMITS:
        tables.conn.execute(statement)
