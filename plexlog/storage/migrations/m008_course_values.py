"""Values and words of a course: who entered a result and when, and what a physician wrote."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import (
    json_value,
    moment,
    part_of_course,
    required,
    text,
)
from plexlog.storage.migrations.registry import MIGRATIONS

_RESULTS = (
    f'ALTER TABLE "lab_result" ADD COLUMN {text("by")}',
    f'ALTER TABLE "lab_result" ADD COLUMN {moment("entered_at")}',
    f'ALTER TABLE "lab_result" ADD COLUMN {text("typed")}',
    f'ALTER TABLE "lab_result" ADD COLUMN {text("answered")}',
    f'ALTER TABLE "lab_result" ADD COLUMN {text("limits")}',
    f'ALTER TABLE "score" ADD COLUMN {text("timing")}',
    f'ALTER TABLE "score" ADD COLUMN {moment("entered_at")}',
)
_ORDER = (
    f'ALTER TABLE "course_order" ADD COLUMN {text("stop_rule")}',
    f'ALTER TABLE "course_order" ADD COLUMN {json_value("pre_medication")}',
    f'ALTER TABLE "course_order" ADD COLUMN {json_value("laboratory_plan")}',
)


@MIGRATIONS()
def m008_course_values(tables: Any) -> None:
    """Results are entered in the window, a physician writes into the report, orders say more."""
    for statement in (
        *_RESULTS,
        *_ORDER,
        *part_of_course(
            "physician_text",
            required(text("kind")),
            required(text("text")),
            required(text("by")),
            required(moment("at")),
        ),
    ):
        tables.conn.execute(statement)
