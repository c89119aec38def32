"""What holds for every fact a unit starts with: complete, known words, sane ranges, sourced."""

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import (
    ActionFact,
    ChecklistItem,
    Fact,
    FluidFact,
    FollowUpFact,
    GradeFact,
    GuidelineFluids,
    Indication,
    MachineFact,
    ReactionFact,
    ScaleFact,
)
from plexlog.domain.words import Fluid, Grade, MachineKind, ReactionKind, Route
from plexlog.domain.words_followed import FollowUpKind, RecordedAs
from tests.contracts.seeded import FACTS, ROOT, of

CASES = sorted(
    path for path in (ROOT / "tests" / "cases").glob("*.json") if "expect" not in path.name
)

STEPS = ["identify", "assess", "plan", "run", "close"]
ITEMS_THAT_HOLD = {"patient-identified", "consent-checked", "ace-inhibitor-asked"}
RECORD_KEYS = {"identity_check", "access_check", "drugs_of_note", "machine", "supplies"}
SCALES = {row.code for row in of(ScaleFact)}
LUCIDE = {
    "bug", "circle-dot-dashed", "droplet", "ellipsis", "flower-2", "git-fork", "hand",
    "heart-pulse", "person-standing", "test-tube", "wind", "wrench",
}  # fmt: skip
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
PER_LITRE = "×10⁹/L"
GRADES_OF_TABLE = {
    ("I", "1A"): 3, ("I", "1B"): 9, ("I", "1C"): 5, ("I", "2B"): 1, ("I", "2C"): 2,
    ("II", "1A"): 1, ("II", "1B"): 6, ("II", "1C"): 2, ("II", "2A"): 1, ("II", "2B"): 3,
    ("II", "2C"): 10, ("III", "1B"): 2, ("III", "1C"): 4, ("III", "2A"): 3, ("III", "2B"): 14,
    ("III", "2C"): 49, ("IV", "2C"): 3,
}  # fmt: skip


def indication(code: str) -> Indication:
    """One indication."""
    return next(fact for fact in of(Indication) if fact.code == code)


def key_of(*words: str) -> str:
    """The code that disease and detail make: accents dropped, all else one hyphen."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).lower()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub("[^a-z0-9]+", "-", bare).strip("-")


def texts(value: Any, key: str) -> Iterator[str]:
    """All texts of one key, anywhere in a document."""
    if isinstance(value, dict):
        for name, member in value.items():
            if name == key and isinstance(member, str):
                yield member
            yield from texts(member, key)
    elif isinstance(value, list):
        for member in value:
            yield from texts(member, key)


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One of the case documents."""
    document: dict[str, Any] = json.loads(request.param.read_text(encoding="utf-8"))
    return document


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{type(fact).__name__}-{fact.code}")
def test_every_seed_says_what_it_is_and_where_it_comes_from(fact: Fact) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|I|II|III|IV", fact.code)
    assert 2 <= len(fact.label) <= 80
    assert fact.label[0].isupper() or fact.label[0].isdigit()
    assert len(fact.source) >= 10
    assert re.fullmatch(r"(19|20)\d\d(-\d\d-\d\d)?", fact.date)


@pytest.mark.parametrize("kind", sorted({type(fact) for fact in FACTS}, key=str))
def test_codes_and_labels_are_unique_within_their_kind(kind: type[Fact]) -> None:
    facts = of(kind)

    assert facts
    assert Counter(fact.code for fact in facts).most_common(1)[0][1] == 1
    assert Counter(fact.label for fact in facts).most_common(1)[0][1] == 1


@pytest.mark.parametrize("row", of(Indication), ids=lambda row: row.code)
def test_an_indication_uses_known_words_only(row: Indication) -> None:
    assert row.code == key_of(row.disease, row.detail)
    assert bool(row.asfa_category) == bool(row.asfa_grade) == bool(row.asfa_edition)
    assert row.asfa_category in {"", "I", "II", "III", "IV"}
    assert re.fullmatch("([12][ABC])?", row.asfa_grade)
    assert bool(row.aan_level) == bool(row.aan_direction) == bool(row.aan_edition)
    assert row.aan_level in {"", "A", "B", "C", "U"}
    assert row.aan_direction in {"", "for", "against", "insufficient"}
    assert (row.aan_level == "U") == (row.aan_direction == "insufficient")
    assert row.response_scale in SCALES | {""}


@pytest.mark.parametrize("row", of(Indication), ids=lambda row: row.code)
def test_an_indication_does_not_contradict_itself(row: Indication) -> None:
    assert not row.names_albumin_alone or row.replacement.startswith("albumin")
    assert not row.needs_steroid_trial or row.is_acute_neurological
    is_done = row.asfa_category in {"I", "II", "III"}
    assert bool(row.replacement) == bool(row.schedule) == bool(row.fluids) == is_done
    assert row.names_albumin_alone == (row.fluids == GuidelineFluids.ALBUMIN)
    assert row.fluids in {"", *GuidelineFluids}
    assert row.schedule == "not stated" or row.schedule in row.typical_sessions


def test_plasma_volumes_stand_only_where_the_guideline_names_others_than_usual() -> None:
    named = {
        row.code: (row.usual_plasma_volumes_low, row.usual_plasma_volumes_high)
        for row in of(Indication)
        if row.usual_plasma_volumes_low or row.usual_plasma_volumes_high
    }

    assert named == {
        "acute-liver-failure-acute-liver-failure-high-volume": ("1.5", "4"),  # 8 to 12 L
        "acute-toxins-venoms-poisons-mushroom-poisoning": ("1", "2"),
        "acute-toxins-venoms-poisons-envenomation": ("1", "2"),
        "acute-toxins-venoms-poisons-other": ("1", "2"),
        "alzheimer-disease-mild-or-moderate": ("0.2", "1"),  # 690 to 880 mL at its least
        "burn-shock-resuscitation": ("1.5", "1.5"),
        "haemophagocytic-lymphohistiocytosis": ("1", "2"),
    }


@pytest.mark.parametrize(
    "row", [row for row in of(Indication) if row.most_sessions], ids=lambda row: row.code
)
def test_a_usual_maximum_is_a_total_that_its_row_states(row: Indication) -> None:
    words = row.typical_sessions.replace("once", "1")
    stated = [int(number) for number in re.findall(r"\d+", words)]
    sums = {sum(pair) for pair in combinations(stated, 2)}

    assert row.most_sessions in {*stated, *sums}


def test_every_row_of_asfa_2023_agrees_with_the_reference() -> None:
    """The reference was taken from the table by itself, not from the seeds."""
    with (ROOT / "tests/contracts/asfa_2023.csv").open(encoding="utf-8", newline="") as rows:
        reference = {row.pop("code"): row for row in csv.DictReader(rows)}

    ours = {
        row.code: {
            "category": row.asfa_category,
            "grade": row.asfa_grade,
            "numbers": " ".join(NUMBER.findall(row.typical_sessions.replace(PER_LITRE, ""))),
            "fluids": row.fluids,
        }
        for row in of(Indication)
        if row.asfa_edition == "ASFA 2023"
    }

    assert ours == reference


def test_the_table_of_asfa_2023_is_whole() -> None:
    rows = [row for row in of(Indication) if row.asfa_edition == "ASFA 2023"]

    assert len(rows) == 118
    assert Counter((row.asfa_category, row.asfa_grade) for row in rows) == GRADES_OF_TABLE


def test_what_asfa_does_not_list_stands_apart() -> None:
    rows = [row.code for row in of(Indication) if not row.asfa_edition]

    assert rows == [
        "polyneuropathy-iga-igg-mgus",
        "polyneuropathy-igm-mgus",
        "acute-fulminant-cns-demyelination",
        "other",
    ]


def test_level_and_direction_of_aan_2011_stand_apart() -> None:
    said = {
        row.code: (row.aan_level, row.aan_direction) for row in of(Indication) if row.aan_level
    }

    assert said == {
        "acute-disseminated-encephalomyelitis-adem-steroid-refractory": ("C", "for"),
        "aidp-guillain-barre-syndrome-primary-treatment": ("A", "for"),
        "cidp": ("A", "for"),
        "multiple-sclerosis-acute-attack-relapse": ("B", "for"),
        "multiple-sclerosis-chronic-primary-secondary-progressive": ("A", "against"),
        "myasthenia-gravis-acute-short-term": ("U", "insufficient"),
        "nmosd-acute-attack-relapse": ("C", "for"),
        "pandas-pans-exacerbation": ("U", "insufficient"),
        "sydenham-chorea-severe": ("U", "insufficient"),
        "polyneuropathy-iga-igg-mgus": ("B", "for"),
        "polyneuropathy-igm-mgus": ("B", "against"),
        "acute-fulminant-cns-demyelination": ("C", "for"),
    }


def test_a_relapse_of_multiple_sclerosis_comes_after_steroids_and_ends() -> None:
    relapse = indication("multiple-sclerosis-acute-attack-relapse")

    assert relapse.needs_steroid_trial
    assert relapse.most_sessions == 7
    assert "Second line" in relapse.note
    assert "short time" in relapse.note


def test_fulminant_demyelination_is_a_maybe_after_steroids_and_for_a_short_time() -> None:
    fulminant = indication("acute-fulminant-cns-demyelination")

    assert (fulminant.aan_level, fulminant.aan_direction) == ("C", "for")
    assert fulminant.needs_steroid_trial
    assert "high-dose corticosteroids did not improve" in fulminant.note
    assert "short time" in fulminant.note


def test_progressive_multiple_sclerosis_is_a_no_whatever_its_category() -> None:
    progressive = indication("multiple-sclerosis-chronic-primary-secondary-progressive")

    assert (progressive.aan_level, progressive.aan_direction) == ("A", "against")
    assert "should not be offered" in progressive.note


def test_the_acute_neurological_and_those_after_steroids_are_marked() -> None:
    acute = {row.code for row in of(Indication) if row.is_acute_neurological}
    after_steroids = {row.code for row in of(Indication) if row.needs_steroid_trial}

    assert after_steroids == {
        "acute-disseminated-encephalomyelitis-adem-steroid-refractory",
        "multiple-sclerosis-acute-attack-relapse",
        "acute-fulminant-cns-demyelination",
    }
    assert acute - after_steroids == {
        "aidp-guillain-barre-syndrome-primary-treatment",
        "nmosd-acute-attack-relapse",
        "myasthenia-gravis-acute-short-term",
    }


@pytest.mark.parametrize(
    ("code", "most"),
    [
        ("aidp-guillain-barre-syndrome-primary-treatment", 6),
        ("myasthenia-gravis-acute-short-term", 6),
        ("nmosd-acute-attack-relapse", 10),
        ("cidp", None),
        ("tma-ttp", None),
    ],
)
def test_a_usual_maximum_stands_only_where_a_total_is_stated(code: str, most: int | None) -> None:
    assert indication(code).most_sessions == most


def test_plasma_is_named_for_ttp_and_not_for_pneumococcal_disease() -> None:
    assert not indication("tma-ttp").names_albumin_alone
    assert indication("tma-infection-associated-pneumococcal-hus").names_albumin_alone


@pytest.mark.parametrize("row", of(FluidFact), ids=lambda row: row.code)
def test_a_fluid_is_described_as_it_is_bought(row: FluidFact) -> None:
    word = Fluid(row.fluid)

    assert row.composition
    assert list(row.volumes_ml) == sorted(set(row.volumes_ml))
    assert all(50 <= volume <= 1000 for volume in row.volumes_ml)
    assert bool(row.volumes_ml)
    assert (row.concentration_percent != "") == (word is Fluid.ALBUMIN)
    assert row.citrate_mg_ml == ("3.78" if word.is_plasma else "")


def test_every_fluid_and_strength_of_albumin_is_there() -> None:
    strengths = {
        Decimal(row.concentration_percent) for row in of(FluidFact) if row.fluid == "albumin"
    }

    assert {row.fluid for row in of(FluidFact)} == set(Fluid)
    assert strengths == {Decimal(text) for text in ("4", "4.5", "5", "20", "25")}


def test_starch_is_known_and_blocked() -> None:
    starch = next(row for row in of(FluidFact) if row.fluid == Fluid.STARCH)

    assert "blocked" in starch.label
    assert "legacy" in starch.composition


@pytest.mark.parametrize("item", of(ChecklistItem), ids=lambda item: item.code)
def test_an_item_of_the_checklist_helps_and_knows_its_step(item: ChecklistItem) -> None:
    quantities = {declared.code for declared in CATALOGUE}

    assert item.step in STEPS
    assert len(item.label) <= 36  # stands in one line beside "holds the step"
    assert 20 <= len(item.help) <= 250
    assert item.help.endswith(".")
    assert set(item.answered_by) <= quantities | RECORD_KEYS


def test_items_stand_in_the_order_of_the_steps() -> None:
    steps = [STEPS.index(item.step) for item in of(ChecklistItem)]

    assert steps == sorted(steps)


def test_items_that_keep_a_patient_safe_hold_their_step() -> None:
    holding = {item.code for item in of(ChecklistItem) if item.holds_step}

    assert holding >= ITEMS_THAT_HOLD


@pytest.mark.parametrize("row", of(ReactionFact), ids=lambda row: row.code)
def test_a_reaction_says_what_to_do(row: ReactionFact) -> None:
    assert row.icon in LUCIDE
    assert 3 <= len(row.steps) <= 4
    assert all(len(step) <= 125 and step.endswith(".") for step in row.steps)
    assert set(row.actions) <= {action.code for action in of(ActionFact)}
    assert len(set(row.actions)) == len(row.actions) >= 3
    assert len(set(row.symptoms)) == len(row.symptoms) >= 3
    assert 20 <= len(row.definition) <= 250
    assert row.definition.endswith(".")


def test_every_kind_of_reaction_and_every_grade_is_there() -> None:
    assert [row.code for row in of(ReactionFact)] == list(ReactionKind)
    assert [row.code for row in of(GradeFact)] == list(Grade)
    assert all(row.definition for row in of(GradeFact))


def test_every_icon_listed_is_used() -> None:
    assert {row.icon for row in of(ReactionFact)} == LUCIDE


@pytest.mark.parametrize("row", of(MachineFact), ids=lambda row: row.code)
def test_a_demonstration_machine_says_that_it_is_invented(row: MachineFact) -> None:
    assert row.kind in set(MachineKind)
    assert 50 <= Decimal(row.extracorporeal_volume_ml) <= 300
    assert 20 <= Decimal(row.plasma_efficiency_percent) <= 95
    assert 10 <= Decimal(row.flow_low_ml_min) < Decimal(row.flow_high_ml_min) <= 200
    assert "invented" in row.source


def test_the_words_of_the_cases_are_known(case: dict[str, Any]) -> None:
    sessions = case["sessions"]
    fluids = {*texts(case["order"], "fluid"), *texts(sessions, "fluid")}

    assert case["order"]["indication"] in {row.code for row in of(Indication)}
    assert case["order"]["response_scale"] in SCALES
    assert set(texts(sessions, "item")) <= {item.code for item in of(ChecklistItem)}
    assert set(texts(sessions, "action")) <= {action.code for action in of(ActionFact)}
    assert set(texts(sessions, "model")) <= {row.model for row in of(MachineFact)}
    assert fluids <= {row.fluid for row in of(FluidFact)}


@pytest.mark.parametrize("row", of(ActionFact), ids=lambda row: row.code)
def test_a_deed_offers_only_what_its_record_can_hold(row: ActionFact) -> None:
    assert row.recorded_as in {"", *(kind.value for kind in RecordedAs)}
    assert row.route in {"", *(route.value for route in Route)}
    assert row.recorded_as == RecordedAs.DRUG or not (row.drug or row.route)
    assert all(10 <= amount <= 1000 for amount in row.amounts_ml)


def test_each_kind_of_follow_up_says_when_it_is_due() -> None:
    rows = {row.code: row for row in of(FollowUpFact)}

    assert set(rows) == {kind.value for kind in FollowUpKind}
    for row in rows.values():
        assert 0 < float(row.due_after_hours) < float(row.late_after_hours)
        assert row.questions
    assert float(rows["call"].asked_for_days) * 24 > float(rows["call"].late_after_hours)
