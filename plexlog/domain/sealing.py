"""What a signature is made over: every word of it that somebody could want to forge."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from plexlog.domain.unit import Signature
from plexlog.domain.words import SignatureMeaning

LOCKING = frozenset({SignatureMeaning.PERFORMED.value})  # what closes a session for good

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


def locking(signatures: Sequence[Signature]) -> Signature | None:
    """The signature from which on a session cannot change; others do not close it."""
    return next((one for one in signatures if one.meaning in LOCKING), None)


def sealed_message(columns: Mapping[str, Any]) -> bytes:
    """The message of a signature whose columns, as they are kept, are given."""
    if not columns["said"]:  # nothing beyond the meaning: as it was before there was more to say
        return json.dumps(["plexlog-signature-1", *(columns[name] for name in BOUND)]).encode()
    bound = (columns[name] for name in (*BOUND, "said"))
    return json.dumps(["plexlog-signature-2", *bound]).encode()


def message_of(signature: Signature) -> bytes:
    """The message of a signature."""
    columns = {name: getattr(signature, name) for name in (*BOUND, "said")}
    return sealed_message(columns | {"at": signature.at.text})
