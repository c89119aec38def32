"""The findings of the gallery, one of each severity; people and numbers are invented."""

from __future__ import annotations

from ui.widgets.buttons import Kind
from ui.widgets.finding import FindingAct, FindingView

ASK_DROP = FindingView(
    key="drop",
    severity="ask",
    what="Systolic fell 30 mmHg",
    mark="14:21",
    why="108 at 14:21, 138 before the start.",
    do="legs up, slow the inlet, recheck.",
    acts=(FindingAct("seen", "Seen, going on"), FindingAct("reaction", "Reaction")),
)
ASK_WEIGHT = FindingView(
    key="weight-jump",
    severity="ask",
    what="134.5 kg is 120 % above the last weight",
    mark="weight-jump",
    why="61.2 kg on 2026-11-18. 134.5 lb would be 61.0 kg.",
    source="unit rule, 10 % in 14 days.",
    acts=(
        FindingAct("use", "Use 61.0 kg", Kind.PRIMARY),
        FindingAct("right", "134.5 kg is right"),
    ),
)
STOP_ACE = FindingView(
    key="ace",
    severity="stop",
    what="ACE inhibitor 17 h before the start",
    mark="ace-inhibitor-recent",
    why="Enalapril 10 mg at 2026-11-19 20:00. With albumin, bradykinin builds up: flushing, low "
    "pressure.",
    do="wait until 24 h have passed, or plan plasma, or override by name and reason.",
    source="albumin product information; Owen 1994.",
    acts=(
        FindingAct("wait", "Start after 20:00"),
        FindingAct("plasma", "Plan plasma"),
        FindingAct("override", "Override", Kind.DANGER),
    ),
)
OVERRIDDEN = FindingView(
    key="ace-done",
    severity="stop",
    what="ACE inhibitor 17 h before start",
    mark="13:12",
    why="Enalapril 10 mg at 2026-11-19 20:00.",
    do="wait until 24 h have passed.",
    source="Owen 1994.",
    outcome="OVERRIDDEN",
    answer="Dr M. Lindqvist 13:24: “bulbar signs”.",
)
NOTICE = FindingView(
    key="earlier",
    severity="notice",
    what="Earlier reaction: hypotension",
    mark="session 2",
    why="Grade II at 0:48; 250 mL NaCl helped.",
)
REFUSED = FindingView(
    key="refused",
    severity="refuse",
    what="A bag past its expiry is not recorded",
    mark="bag-expired",
    why="Lot 4B7731 expired on 2026-10-31.",
    do="take another bag and scan it.",
)
NOT_ASSESSED = FindingView(
    key="unknown",
    severity="not-assessed",
    what="Citrate load not judged: height is missing",
    mark="citrate-load",
)
