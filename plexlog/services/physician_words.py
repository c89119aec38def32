"""What a physician writes for the course report: each version stays, the latest is in force."""

from __future__ import annotations

from plexlog.domain.records import PhysicianText
from plexlog.domain.roles import Act
from plexlog.domain.words import PhysicianTextKind
from plexlog.services.desk import Desk
from plexlog.services.permission import needs


@needs(Act.REPORT)
def write_words(desk: Desk, course_key: str, kind: PhysicianTextKind, text: str) -> bool:
    """Keep a physician's words in their name; empty ones take back what was written.

    False where nothing has changed. Raises RefusedError for a text that is too long.
    """
    words = text.strip()
    before = desk.store.course(course_key).physician_text(kind)
    if words == (before.text if before is not None else ""):
        return False
    made = PhysicianText(kind=kind, text=words, by=desk.me, at=desk.now())
    desk.store.add_physician_text(course_key, made)
    return True
