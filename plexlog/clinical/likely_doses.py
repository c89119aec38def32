"""How much is likely of what is typed by hand: beyond it a slip of ten is asked about.

Taken from what the unit's lists name as usual, where they do; else a default of the program. All
are for the unit's medical director to approve. Nothing is refused by them.
"""

from __future__ import annotations

from decimal import Decimal

from plexlog.clinical.figures.vitals import OFFERED_WAITS
from plexlog.domain.catalogue import WEIGHT
from plexlog.domain.fields import Limits
from plexlog.domain.words import CalciumSalt

SLIP = "By a slip of the hand it is ten times what was meant."
APPROVE = "for the unit's medical director to approve"
BY_HAND = f"the largest amount offered for a reaction; {APPROVE}"
HEPARIN = f"usual doses of the list of anticoagulants, by the heaviest likely weight; {APPROVE}"
LOCKS = f"strengths of the list of locks; FDA warning on triCitrasol 46.7 %, April 2000; {APPROVE}"
LOCK_SIZE = f"the volume on record of the lumen; the margin is a default of the program, {APPROVE}"
CALCIUM = f"10 mL of the gluconate in each litre (Weinstein 1996); the margin is {APPROVE}"
VITALS = f"what is offered in the run; {APPROVE}"

AT_ONCE_ML = Decimal(500)  # saline, or the volume of a drug
HEPARIN_IU_PER_KG = 50  # first dose
HEPARIN_BOLUS_IU = HEPARIN_IU_PER_KG * (WEIGHT.plausible.high or Decimal(0))
HEPARIN_IU_PER_H = Decimal(2000)
LOCK_HEPARIN_IU_ML = Decimal(5000)
LOCK_CITRATE_PERCENT = Decimal(4)
LOCK_MARGIN = Decimal("1.5")  # of the volume that is on record of the lumen
CALCIUM_ML_PER_L = {
    CalciumSalt.GLUCONATE_10: Decimal(25),
    CalciumSalt.CHLORIDE_10: Decimal(8),  # holds three times the calcium
}
VITALS_MIN = Limits(Decimal(min(OFFERED_WAITS)), Decimal(max(OFFERED_WAITS)))
