"""What the numbers of a run that has ended still wait for at the close."""

from __future__ import annotations

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import NumberField, Place
from plexlog.services.open_session import SessionView


def waits_for(view: SessionView) -> NumberField | None:
    """The first quantity of the close without which plasma removed cannot be told; None: none."""
    if view.session.ended_at is None or view.is_signed:
        return None
    missing = view.figures.missing.get("plasma_volumes", ())
    return next((one for one in CATALOGUE.at(Place.CLOSE) if one.code in missing), None)
