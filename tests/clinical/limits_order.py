"""The limits of the rules of an order."""

from __future__ import annotations

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from tests.clinical.limits import (
    HEPARIN,
    HIT,
    PLASMA,
    Limit,
    fluids,
    saline,
)
from tests.clinical.ward import DROP

ORDER_LIMITS = (
    Limit(
        Phase.ORDER,
        "indication-ineffective",
        Severity.STOP,
        raised=({"order.indication": "ms-progressive"}, {"order.indication": "category-four"}),
        silent=({"order.indication": "category-three"}, {"order.indication": "nobody-knows"}),
    ),
    Limit(
        Phase.ORDER,
        "indication-uncertain",
        Severity.NOTICE,
        raised=({"order.indication": "category-three"}, {"order.indication": "level-u"}),
        silent=(
            {"order.indication": "acute-mg"},
            {"order.indication": "ms-progressive"},
            {"order.indication": "nobody-knows"},
        ),
    ),
    Limit(
        Phase.ORDER,
        "indication-unlisted",
        Severity.ASK,
        raised=({"order.indication": "nobody-knows"}, {"order.indication": "in-no-table"}),
        silent=({"order.indication": "level-u"},),
    ),
    Limit(
        Phase.ORDER,
        "steroids-not-tried",
        Severity.ASK,
        raised=({"order.indication": "ms"},),
        silent=(
            {
                "order.indication": "ms",
                "order.steroid_trial": {
                    "drug": "methylprednisolone",
                    "dose_mg_per_day": 1000,
                    "started_on": "2026-08-19",
                    "ended_on": "2026-08-23",
                    "response": "none",
                },
            },
        ),
    ),
    Limit(
        Phase.ORDER,
        "course-long",
        Severity.ASK,
        raised=(
            {"order.sessions_planned": 7},
            {"order.sessions_planned": 5, "order.interval_hours": 84.1},
        ),
        silent=(
            {"order.sessions_planned": 6},
            {"order.sessions_planned": 5, "order.interval_hours": 84},
            {"order.sessions_planned": 1, "order.interval_hours": DROP},
            {"order.indication": "tma-ttp", "order.sessions_planned": DROP},
            {"order.indication": "nobody-knows"},
            {
                "order.indication": "chronic",
                "order.sessions_planned": 10,
                "order.interval_hours": 168,
            },
        ),
        missing=(
            ({"order.sessions_planned": DROP}, ("sessions_planned",)),
            ({"order.interval_hours": DROP}, ("interval_hours",)),
            (
                {"order.sessions_planned": 2, "order.interval_hours": DROP},
                ("interval_hours",),
            ),
        ),
    ),
    Limit(
        Phase.ORDER,
        "volume-unusual",
        Severity.ASK,
        raised=(
            {"order.plasma_volumes": 0.79},
            {"order.plasma_volumes": 1.51},
            {
                "order.plasma_volumes": 2.1,
                "order.indication": "haemophagocytic-lymphohistiocytosis",
            },
        ),
        silent=(
            {"order.plasma_volumes": 0.8},
            {"order.plasma_volumes": 1.5},
            {
                "order.plasma_volumes": 2.0,
                "order.indication": "haemophagocytic-lymphohistiocytosis",
            },
        ),
        missing=(({"order.plasma_volumes": DROP}, ("plasma_volumes",)),),
    ),
    Limit(
        Phase.ORDER,
        "colloid-low",
        Severity.ASK,
        raised=({"order.replacement": saline(0.34)}, {"order.replacement": saline(0.5)}),
        silent=({"order.replacement": saline(0.33)}, {"order.replacement": saline(0.51)}),
        missing=(({"order.replacement": DROP}, ("replacement",)),),
    ),
    Limit(
        Phase.ORDER,
        "colloid-very-low",
        Severity.STOP,
        raised=({"order.replacement": saline(0.51)},),
        silent=({"order.replacement": saline(0.5)},),
        missing=(
            ({"order.replacement": []}, ("replacement",)),
            ({"order.replacement": fluids(albumin=0)}, ("replacement",)),
        ),
    ),
    Limit(
        Phase.ORDER,
        "albumin-in-water",
        Severity.REFUSE,
        raised=({"order.replacement": [{"fluid": "albumin", "share": 1, "diluent": "water"}]},),
        silent=(
            {"order.replacement": [{"fluid": "albumin", "share": 1, "diluent": "dextrose-5"}]},
        ),
    ),
    Limit(
        Phase.ORDER,
        "plasma-contraindicated",
        Severity.STOP,
        raised=({"order.indication": "tma-pneumococcal-hus", "order.replacement": PLASMA},),
        silent=({"order.indication": "tma-pneumococcal-hus"}, {"order.replacement": PLASMA}),
        missing=(
            (
                {"order.indication": "tma-pneumococcal-hus", "order.replacement": DROP},
                ("replacement",),
            ),
        ),
    ),
    Limit(
        Phase.ORDER,
        "heparin-forbidden",
        Severity.STOP,
        raised=(
            {"order.anticoagulant": HEPARIN, **HIT},
            {"order.catheter_lock": {"agent": "heparin"}, **HIT},
            {
                "order.anticoagulant": HEPARIN,
                "patient.allergies": [{"substance": "Enoxa", "agent": "heparin"}],
            },
            {
                "order.anticoagulant": HEPARIN,
                "patient.allergies": [{"substance": "Unfractionated Heparin"}],
            },
        ),
        silent=(
            HIT,
            {"order.anticoagulant": HEPARIN},
            {"order.anticoagulant": HEPARIN, "patient.allergies": [{"substance": "latex"}]},
            {"order.anticoagulant": DROP, "order.catheter_lock": DROP},
        ),
        missing=(
            ({"order.anticoagulant": HEPARIN, "patient.histories": DROP}, ("histories",)),
            ({"order.anticoagulant": HEPARIN, "patient.allergies": DROP}, ("allergies",)),
        ),
    ),
    Limit(
        Phase.ORDER,
        "plasma-unusual",
        Severity.ASK,
        raised=({"order.indication": "category-three", "order.replacement": PLASMA},),
        silent=(
            {"order.indication": "tma-ttp", "order.replacement": PLASMA},
            {"order.indication": "category-three"},
            {
                "order.indication": "category-three",
                "order.replacement": PLASMA,
                "order.reason": "fibrinogen 0.6 g/L",
            },
        ),
        missing=(
            (
                {"order.indication": "category-three", "order.replacement": DROP},
                ("replacement",),
            ),
        ),
    ),
    Limit(
        Phase.ORDER,
        "iga-deficiency",
        Severity.ASK,
        raised=(
            {
                "order.replacement": PLASMA,
                "patient.histories": [{"kind": "iga-deficiency"}],
            },
        ),
        silent=(
            {"order.replacement": PLASMA},
            {"patient.histories": [{"kind": "iga-deficiency"}]},
        ),
        missing=(
            ({"order.replacement": PLASMA, "patient.histories": DROP}, ("histories",)),
            (
                {
                    "order.replacement": DROP,
                    "patient.histories": [{"kind": "iga-deficiency"}],
                },
                ("replacement",),
            ),
        ),
    ),
)
