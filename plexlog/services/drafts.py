"""Keeping what is typed into a form until the form is given: leaving it loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plexlog.domain.drafts import Draft
from plexlog.services.desk import Desk


def form_name(kind: str, of: str = "") -> str:
    """The name of a form: one draft each."""
    return f"{kind} {of}".strip()


def kept_draft(desk: Desk, form: str) -> Draft | None:
    """What was typed into a form and not given."""
    return desk.store.draft(form)


def keep_typed(
    desk: Desk, form: str, texts: Mapping[str, Any], begun_with: Mapping[str, Any]
) -> bool:
    """Keep what differs from what the form began with; True when there is something to keep."""
    typed = {code: text for code, text in texts.items() if not _same(text, begun_with.get(code))}
    kept = desk.store.draft(form)
    if not typed:
        if kept is not None:
            desk.store.drop_draft(form)
        return False
    if kept is None or dict(kept.texts) != typed:
        desk.store.keep_draft(form, typed)
    return True


def drop_typed(desk: Desk, form: str) -> None:
    """The form was given, or its text is not wanted any more."""
    if desk.store.draft(form) is not None:  # nothing is written where there is nothing
        desk.store.drop_draft(form)


def _same(text: Any, begun: Any) -> bool:
    """Whether a box holds what it began with; an untouched row of a list counts as none."""
    return bool(_plain(text) == _plain(begun))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Mapping):
        return {key: kept for key, text in value.items() if (kept := _plain(text)) is not None}
    if isinstance(value, list | tuple):
        return [row for one in value if (row := _plain(one))]
    return value
