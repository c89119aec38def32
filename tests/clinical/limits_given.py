"""The limits of the rules on what was ordered to be given."""

from __future__ import annotations

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from tests.clinical.limits import REACTION, Limit
from tests.clinical.limits_before import NOT_STARTED
from tests.clinical.limits_close import DRUG
from tests.clinical.ward import DROP

CLEMASTINE = {"drug": "Clemastine", "dose": "2 mg", "route": "iv"}
FOR_REACTION = {
    **REACTION,
    "actions": [{"action": "calcium-iv", "at": DRUG["at"], "x_plexlog_recorded_as": "drug"}],
}
CALCIUM = {"salt": "calcium-gluconate-10", "ml_per_l_replaced": 10}
GIVEN_BEFORE = (
    Limit(
        Phase.BEFORE,
        "pre-medication-open",
        Severity.ASK,
        raised=(
            {"order.x_plexlog_pre_medication": [CLEMASTINE]},
            {
                "order.x_plexlog_pre_medication": [CLEMASTINE],
                "now.drugs_given": [{**CLEMASTINE, "at": "2026-09-09T09:01+02:00"}],
            },
            {"order.x_plexlog_pre_medication": [CLEMASTINE], **NOT_STARTED},
        ),
        silent=(
            {
                "order.x_plexlog_pre_medication": [CLEMASTINE],
                "now.drugs_given": [{**CLEMASTINE, "at": "2026-09-09T09:00+02:00"}],
            },
            {
                "order.x_plexlog_pre_medication": [CLEMASTINE],
                "now.drugs_given": [
                    {"drug": "clemastine 1 mg/mL", "dose": "2 mL", "at": "2026-09-09T08:40+02:00"}
                ],
                **NOT_STARTED,
            },
        ),
        missing=(
            (
                {"order.x_plexlog_pre_medication": [CLEMASTINE], "now.drugs_given": DROP},
                ("drugs_given",),
            ),
        ),
    ),
)
GIVEN_BY_THE_END = (
    Limit(
        Phase.CLOSE,
        "calcium-not-given",
        Severity.ASK,
        raised=(
            {"order.calcium_plan": CALCIUM},
            {"order.calcium_plan": CALCIUM, "now.readings": [], "now.bags": DROP},
            {
                "order.calcium_plan": CALCIUM,
                "now.drugs_given": [DRUG],
                "now.reactions": [FOR_REACTION],
            },
            {"order.calcium_plan": {"salt": "oral", "note": "1 g before the start"}},
            {"order.calcium_plan": {"salt": "calcium-gluconate-10", "route": "return-line"}},
        ),
        silent=(
            {"order.calcium_plan": {**CALCIUM, "ml_per_l_replaced": 0}},
            {"order.calcium_plan": {"salt": "none", "note": "plasma only"}},
            {"order.calcium_plan": {"salt": "oral"}, "now.drugs_given": [DRUG]},
            {"order.calcium_plan": CALCIUM, "now.drugs_given": [DRUG]},
        ),
        missing=(({"order.calcium_plan": CALCIUM, "now.drugs_given": DROP}, ("drugs_given",)),),
    ),
)
