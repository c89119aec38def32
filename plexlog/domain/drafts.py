"""What was typed into a form that has not been given: not part of the record, and not lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plexlog.domain.moments import Moment


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The texts of one form, who typed them, and when the last of them."""

    form: str  # such as "order <patient key>": one draft for each form
    texts: Mapping[str, Any]
    by: str
    at: Moment
