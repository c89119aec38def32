"""Published measurements that no model here claims to predict, each with why."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.clinical.validation import (
    CLOTTING,
    COHORT,
    FLAUM,
    KELLER,
    PARTIAL,
    WINTERS,
    WODAJO,
    WOOD,
)

INFLUX = "Derksen et al., 1984 (PMID 6206173)"


@dataclass(frozen=True, slots=True)
class NotClaimed:
    """A published measurement that no model here claims to predict, with why."""

    what: str
    why: str
    source: str


NOT_CLAIMED = (
    NotClaimed(
        "Selective exchange, 1.1 plasma volumes: fall of IgG 53.1, IgA 30.1, IgM 3.6, "
        "fibrinogen 19.0 %",
        "a selective membrane holds proteins back; the models take all plasma as removed",
        COHORT,
    ),
    NotClaimed(
        "4.0 or 5.2 L: CH50 to 47.5, C3 to 37.2 %; after 5 and 10 daily sessions C3 below 30 and "
        "10 %",
        "complement is not modelled",
        KELLER,
    ),
    NotClaimed(
        "Platelets to 50 % in a session, 20.7 % after five",
        "depends on the separator, not on plasma volumes",
        CLOTTING,
    ),
    NotClaimed(
        "Platelets lost in a session on a later separator: median 1 %",
        "depends on the separator, not on plasma volumes",
        "Spectra Optia, exchange protocol, as its maker publishes it",
    ),
    NotClaimed(
        "Fibrinogen enough for haemostasis at 48 to 72 h after 1.0 plasma volume, most factors at "
        "24 h",
        "enough is no level; single factors are not modelled",
        WODAJO,
    ),
    NotClaimed(
        "After 1.5 plasma volumes all but fibrinogen and immunoglobulins back in 24 h",
        "not modelled",
        WOOD,
    ),
    NotClaimed(
        "Partial exchanges: fibrinogen and C3 fall more than predicted, IgG, IgM, cholesterol as "
        "predicted; enzymes 17 % and urate, calcium, potassium 53 % less; C3 back to 60 % at 72 h",
        "against that paper's own prediction; small molecules and complement are not modelled",
        PARTIAL,
    ),
    NotClaimed(
        "Eleven 4 L exchanges: clotting times and factors abnormal at 4 h, normal at 24 h",
        "not modelled; fibrinogen of the same paper is above",
        FLAUM,
    ),
    NotClaimed(
        "After 1 plasma volume: clotting factors fall 25-50, paraprotein 30-60, bilirubin 45, "
        "C3 63, liver enzymes 55-60, platelets 25-30 %, and what of it is back at 48 h",
        "not modelled",
        WINTERS,
    ),
    NotClaimed(
        "Removed and left together are more than there was at the start",
        "refill during the session is left out: the models take a session as instantaneous",
        INFLUX,
    ),
)
