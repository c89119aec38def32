"""An order read part by part from what was typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from plexlog.domain.errors import UnreadableError
from plexlog.domain.facts import Indication
from plexlog.domain.moments import Moment
from plexlog.domain.words import AccessKind, AnticoagulantProduct
from plexlog.services.desk import Desk
from plexlog.services.order_form import (
    OrderDraft,
    find_indications,
    guideline_words,
    indications_named,
    place_of,
    read_order,
    read_programme,
    read_share,
)

GBS = "aidp-guillain-barre-syndrome-primary-treatment"


def draft(desk: Desk, **texts: Any) -> OrderDraft:
    return read_order(desk, {"indication": GBS, "ordered_by": "Dr A"} | texts)


def places(made: OrderDraft) -> list[str]:
    return [one.place for one in made.refusals]


def test_an_indication_and_a_name_are_enough_to_judge(desk: Desk) -> None:
    made = draft(desk)

    assert made.order is not None
    assert made.order.indication == GBS
    assert made.order.replacement is None
    assert made.access is None
    assert not made.refusals


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("", "2026-11-20T14:30+01:00"),
        ("09:10", "2026-11-20T09:10+01:00"),
        ("2026-11-19 22:40", "2026-11-19T22:40+01:00"),  # in the night, by telephone
        ("2026-11-18 16:05", "2026-11-18T16:05+01:00"),
    ],
)
def test_an_order_written_down_later_keeps_the_time_it_was_given(
    desk: Desk, typed: str, given: str
) -> None:
    made = draft(desk, ordered_at=typed)

    assert made.order is not None
    assert made.order.ordered_at == Moment.parse(given)
    assert not made.refusals


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("22:40", "lies in the future"), ("yesterday", "must be a time")],
)
def test_an_order_is_not_given_later_than_now(desk: Desk, typed: str, reason: str) -> None:
    (refused,) = draft(desk, ordered_at=typed).refusals

    assert refused.place == "ordered_at"
    assert reason in refused.reason


def test_without_an_indication_there_is_no_order(desk: Desk) -> None:
    made = draft(desk, indication="")

    assert made.order is None
    assert "indication" in places(made)


def test_what_cannot_be_read_is_left_out_and_told(desk: Desk) -> None:
    made = draft(desk, plasma_volumes="9", balance_percent="much", sessions_planned="2.5")

    assert made.order is not None
    assert made.order.plasma_volumes is None
    assert set(places(made)) == {"plasma_volumes", "balance_percent", "sessions_planned"}


def test_shares_are_percent_and_make_a_whole(desk: Desk) -> None:
    rows = [
        {"fluid": "albumin", "concentration_percent": "5", "share": "80"},
        {"fluid": "sodium-chloride-0-9", "share": "20 %"},
        {"fluid": "", "share": ""},
    ]

    made = draft(desk, replacement=rows)

    assert made.order is not None
    assert [one.share for one in made.order.replacement or ()] == [Decimal("0.8"), Decimal("0.2")]


def test_shares_that_are_no_whole_are_refused(desk: Desk) -> None:
    made = draft(desk, replacement=[{"fluid": "albumin", "share": "80"}])

    assert made.refusals[0].reason == "the shares make 80 %, not 100 %"


def test_a_share_that_is_missing_is_named_by_its_row(desk: Desk) -> None:
    made = draft(desk, replacement=[{"fluid": "albumin", "share": "x"}])

    assert places(made) == ["replacement[0].share"]


def test_groups_become_parts_of_the_order(desk: Desk) -> None:
    made = draft(desk, ac_product="acd-a", ac_ratio="10", lock_agent="heparin")

    assert made.order is not None
    assert made.order.anticoagulant is not None
    assert made.order.anticoagulant.product is AnticoagulantProduct.ACD_A
    assert made.order.catheter_lock is not None


def test_a_ratio_without_its_product_asks_for_the_product(desk: Desk) -> None:
    made = draft(desk, ac_ratio="10")

    assert places(made) == ["ac_product"]


def test_a_ratio_that_is_not_possible_is_told_at_its_box(desk: Desk) -> None:
    made = draft(desk, ac_product="acd-a", ac_ratio="50")

    assert [place_of(place) for place in places(made)] == ["ac_ratio"]


def test_the_access_becomes_a_device_with_its_lumens(desk: Desk) -> None:
    made = draft(
        desk,
        access_kind="tunnelled-catheter",
        access_site="internal jugular",
        access_inserted_on="2026-11-01",
        lumens=[{"name": "red", "volume_ml": "1.3"}],
    )

    assert made.access is not None
    assert made.access.kind is AccessKind.TUNNELLED_CATHETER
    assert made.access.site == "internal-jugular"
    assert made.order is not None
    assert made.order.access_device_id == made.access.id


def test_an_access_without_its_kind_asks_for_it(desk: Desk) -> None:
    made = draft(desk, access_side="left")

    assert made.access is None
    assert places(made) == ["access_kind"]


def test_a_day_of_insertion_that_is_none_is_told(desk: Desk) -> None:
    made = draft(desk, access_inserted_on="soon")

    assert places(made) == ["access_inserted_on"]


def test_consents_and_the_trial_are_read(desk: Desk) -> None:
    made = draft(
        desk,
        consents=[{"kind": "procedure", "given_on": "20261101", "taken_by": "Dr A"}],
        steroid_drug="methylprednisolone",
        steroid_dose="1000",
        steroid_started="2026-10-20",
        steroid_ended="2026-10-24",
        steroid_response="none",
        vitals_programme_min="5 5 15",
    )

    assert made.order is not None
    assert made.order.consents is not None
    assert made.order.steroid_trial is not None
    assert [int(one) for one in made.order.vitals_programme_min or ()] == [5, 5, 15]
    assert not made.refusals


def test_the_first_session_has_its_time(desk: Desk) -> None:
    made = draft(desk, first_at="2026-11-21 09:00")

    assert made.first_at is not None
    assert made.first_at.clock == "09:00"


def test_a_programme_that_is_no_minutes_is_refused() -> None:
    with pytest.raises(UnreadableError, match="such as 5, 5, 5, 15"):
        read_programme("often")


def test_a_share_may_have_its_sign() -> None:
    assert read_share("12.5 %") == Decimal("0.125")


def test_places_without_a_group_stay() -> None:
    assert place_of("plasma_volumes") == "plasma_volumes"
    assert place_of("anticoagulant.unknown") == "anticoagulant.unknown"


def test_indications_are_found_by_every_word(desk: Desk) -> None:
    assert find_indications(desk, "  ") == ()
    found = find_indications(desk, next(iter(desk.knowledge.indications.values())).label[:6])
    assert found


@pytest.mark.parametrize(
    ("texts", "place", "reason"),
    [
        (
            {"access_kind": "av-fistula", "access_inserted_on": "2099-12-01"},
            "access_inserted_on",
            "2099-12-01 lies in the future",
        ),
        (
            {"steroid_drug": "prednisone", "steroid_started": "2099-01-01"},
            "steroid_started",
            "2099-01-01 lies in the future",
        ),
        (
            {
                "steroid_drug": "prednisone",
                "steroid_started": "20.11.2020",
                "steroid_ended": "16.11.2020",
            },
            "steroid_ended",
            "2020-11-16 is before it began on 2020-11-20",
        ),
        (
            {"consents": [{"kind": "procedure", "given_on": "2099-01-01"}]},
            "consents[0].given_on",
            "2099-01-01 lies in the future",
        ),
        (
            {
                "consents": [
                    {"kind": "procedure", "given_on": "2020-11-20", "valid_until": "2020-11-19"}
                ]
            },
            "consents[0].valid_until",
            "2020-11-19 is before 2020-11-20, when given",
        ),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_box(
    desk: Desk, texts: dict[str, Any], place: str, reason: str
) -> None:
    made = draft(desk, **texts)

    assert (place, reason) in [(one.place, one.reason) for one in made.refusals]


def seeded(code: str, label: str, aliases: str = "") -> Indication:
    return Indication(code=code, label=label, source="s", disease=label, aliases=aliases)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("MS", ["sclerosis"]),
        ("ms relapse", ["sclerosis"]),
        ("mg", ["myasthenia", "mgus"]),
        ("neuropathy", ["mgus"]),
        ("nothing such", []),
        ("", []),
    ],
)
def test_an_abbreviation_finds_its_indication_first(text: str, codes: list[str]) -> None:
    facts = (
        seeded("toxins", "Mushrooms, worms and venoms"),
        seeded("mgus", "Polyneuropathy with mgus"),
        seeded("myasthenia", "Myasthenia gravis", "mg"),
        seeded("sclerosis", "Multiple sclerosis, relapse", "ms"),
    )

    assert [one.code for one in indications_named(facts, text)] == codes


def test_guidelines_are_worded_with_edition_and_grade() -> None:
    fact = Indication(
        code="a",
        label="A",
        source="s",
        disease="A",
        asfa_category="I",
        asfa_grade="1A",
        asfa_edition="ASFA 2023",
        aan_level="B",
        aan_direction="for",
        aan_edition="AAN 2011",
    )

    assert guideline_words(fact) == [
        "ASFA 2023 category I, grade 1A",
        "AAN 2011 level B, for exchange",
    ]


def test_a_guideline_without_grade_or_direction_says_what_there_is() -> None:
    fact = Indication(
        code="a",
        label="A",
        source="s",
        disease="A",
        asfa_category="III",
        asfa_edition="ASFA 2023",
        aan_level="U",
        aan_edition="AAN 2011",
    )

    assert guideline_words(fact) == ["ASFA 2023 category III", "AAN 2011 level U"]


def test_what_no_guideline_knows_says_so() -> None:
    assert guideline_words(Indication(code="a", label="A", source="s", disease="A")) == [
        "in neither ASFA nor AAN"
    ]
