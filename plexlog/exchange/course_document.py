"""A course in and out as one JSON document, `plexlog-course` version 1.

Reading is all or nothing: every reason for refusal is gathered with its place. The shapes come
from the record declarations, what must hold across them from `course_checks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plexlog.clinical.rules import RuleFacts, refusals
from plexlog.domain import codec, json_text
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.fields import Catalogue
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course
from plexlog.domain.shapes import Name, Record, Text
from plexlog.exchange.course_checks import inconsistencies

FORMAT = "plexlog-course"
VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Head(Record):
    """What a document says of itself before the course begins."""

    format: Text
    version: int
    exported_at: Moment | None = None
    exported_by: Name | None = None


HEAD_KEYS = frozenset(part.key for part in codec.parts_of(Head))


def read_course(
    source: bytes, facts: RuleFacts, now: Moment, catalogue: Catalogue = CATALOGUE
) -> Course:
    """Read a document. Raises RefusedError with every place and reason; nothing is kept."""
    document = json_text.parse(source)
    _check_head(document, now)
    body = {key: value for key, value in document.items() if key not in HEAD_KEYS}
    course = codec.read(Course, body, catalogue)
    wrong = [*inconsistencies(course, now, catalogue), *refusals(course, facts)]
    if wrong:
        raise RefusedError(wrong)
    return course


def write_course(course: Course, exported_at: Moment, exported_by: str) -> str:
    """The course as a document; rows still being typed are left out."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": exported_at.text,
        "exported_by": exported_by,
        **codec.write(course.kept()),
    }
    return json_text.dump(document, indent=1) + "\n"


def _check_head(document: Any, now: Moment) -> None:
    """Refuse what is no course document of a known version before looking further."""
    if not isinstance(document, dict):
        raise RefusedError([Refusal("document", "must be one object")])
    head = codec.read(Head, {key: document[key] for key in HEAD_KEYS & document.keys()})
    if head.format != FORMAT:
        raise RefusedError([Refusal("format", f"must be {FORMAT!r}")])
    if head.version != VERSION:
        raise RefusedError([Refusal("version", f"must be {VERSION}; no other version is known")])
    if head.exported_at is not None and head.exported_at > now:
        reason = f"{head.exported_at} lies in the future; it is {now}"
        raise RefusedError([Refusal("exported_at", reason)])
