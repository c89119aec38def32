"""What the rules know in the tests of whole cases: the unit's own seed of indications."""

from __future__ import annotations

import csv
from pathlib import Path

from plexlog.clinical.rules import RuleFacts
from plexlog.domain import codec, json_text
from plexlog.domain.facts import Indication
from plexlog.domain.records import Course

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
NAMES = ("gbs-albumin-five", "ttp-plasma-daily", "ms-relapse-steroids")
NOT_OF_THE_COURSE = ("format", "version", "exported_at", "exported_by")


def rule_facts() -> RuleFacts:
    with (ROOT / "seeds" / "indications.csv").open(encoding="utf-8", newline="") as rows:
        known = [_indication(row) for row in csv.DictReader(rows)]
    return RuleFacts(indications={fact.code: fact for fact in known})


def _indication(row: dict[str, str]) -> Indication:
    most = row["most_sessions"]
    return Indication(
        code=row["code"],
        label=row["label"],
        source=row["source"],
        disease=row["disease"],
        asfa_category=row["asfa_category"],
        typical_sessions=row["typical_sessions"],
        usual_plasma_volumes_low=row["usual_plasma_volumes_low"],
        usual_plasma_volumes_high=row["usual_plasma_volumes_high"],
        aan_level=row["aan_level"],
        aan_direction=row["aan_direction"],
        most_sessions=int(most) if most else None,
        is_acute_neurological=row["is_acute_neurological"] == "yes",
        needs_steroid_trial=row["needs_steroid_trial"] == "yes",
        names_albumin_alone=row["names_albumin_alone"] == "yes",
    )


def case(name: str) -> Course:
    document = json_text.parse((CASES / f"{name}.json").read_bytes())
    return codec.read(
        Course, {key: value for key, value in document.items() if key not in NOT_OF_THE_COURSE}
    )
