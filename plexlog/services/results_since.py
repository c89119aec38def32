"""What became of the laboratory results of a session after it was signed."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.sealing import locking
from plexlog.domain.unit import ResultChange
from plexlog.services.desk import Desk
from plexlog.services.open_session import SessionView
from plexlog.services.stories import here


def results_since(desk: Desk, view: SessionView) -> tuple[ResultChange, ...]:
    """Each entry, change and taking back since, by the clock of this workstation."""
    signed = locking(view.signatures)
    if signed is None:
        return ()
    store = desk.store
    changes = store.result_changes(view.line.course_key, store.row_of_signature(signed.key))
    return tuple(
        replace(one, at=here(desk, one.at)) for one in changes if one.is_of(view.session.id)
    )
