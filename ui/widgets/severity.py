"""How a severity looks: shape, word and colours, always all three."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.language import gettext as _


@dataclass(frozen=True, slots=True)
class SeverityLook:
    """The icon and the colour tokens of a severity."""

    icon: str
    ink: str
    tint: str
    line: str


_STOP = SeverityLook("octagon-x", "stopInk", "stopTint", "stopLine")
LOOKS = {
    "refuse": SeverityLook("ban", "stopInk", "stopTint", "stopLine"),
    "stop": _STOP,
    "ask": SeverityLook("triangle-alert", "askInk", "askTint", "askLine"),
    "notice": SeverityLook("info", "noticeInk", "noticeTint", "noticeLine"),
    "ok": SeverityLook("circle-check", "okInk", "okTint", "okLine"),
    "not-assessed": SeverityLook("circle-dashed", "ink2", "sunken", "strong"),
}


def severity_word(severity: str) -> str:
    """The word a severity is read by."""
    return {
        "refuse": _("NOT POSSIBLE"),
        "stop": _("STOP"),
        "ask": _("ASK"),
        "notice": _("NOTICE"),
        "ok": _("DONE"),
        "not-assessed": _("NOT ASSESSED"),
    }[severity]
