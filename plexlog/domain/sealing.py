"""What a signature is made over: every word of it that somebody could want to forge."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from plexlog.domain.unit import Signature

BOUND = (
    "session_key",
    "staff_key",
    "name",
    "role",
    "meaning",
    "at",
    "fingerprint",
    "history_head",
)


def sealed_message(columns: Mapping[str, Any]) -> bytes:
    """The message of a signature whose columns, as they are kept, are given."""
    return json.dumps(["plexlog-signature-1", *(columns[name] for name in BOUND)]).encode()


def message_of(signature: Signature) -> bytes:
    """The message of a signature."""
    columns = {name: getattr(signature, name) for name in BOUND}
    return sealed_message(columns | {"at": signature.at.text})
