"""What is typed into a form and not given is kept, and nothing else is."""

from __future__ import annotations

import pytest

from plexlog.services.desk import Desk
from plexlog.services.drafts import drop_typed, form_name, keep_typed, kept_draft
from tests.services.fakes import FakeClock, FakeSigner, FakeStore

FORM = form_name("order", "p1")


@pytest.fixture
def desk() -> Desk:
    return Desk(FakeStore(), FakeClock(), FakeSigner())


def test_only_what_differs_from_the_beginning_is_kept(desk: Desk) -> None:
    typed = {"family_name": "Okafor", "given_name": "Ada", "rows": [{"key": "", "name": "x"}]}

    assert keep_typed(desk, FORM, typed, {"given_name": "Ada"})

    draft = kept_draft(desk, FORM)
    assert draft is not None
    assert draft.texts == {"family_name": "Okafor", "rows": [{"key": "", "name": "x"}]}


@pytest.mark.parametrize(
    "texts", [{}, {"family_name": "  "}, {"rows": [{"key": "", "name": ""}]}, {"asked": None}]
)
def test_an_untouched_form_keeps_nothing(desk: Desk, texts: dict[str, object]) -> None:
    assert not keep_typed(desk, FORM, texts, {"rows": []})

    assert kept_draft(desk, FORM) is None


def test_a_form_that_was_emptied_drops_its_draft(desk: Desk) -> None:
    keep_typed(desk, FORM, {"family_name": "Okafor"}, {})

    keep_typed(desk, FORM, {"family_name": ""}, {})

    assert kept_draft(desk, FORM) is None


def test_a_box_that_was_emptied_on_purpose_is_kept_so(desk: Desk) -> None:
    keep_typed(desk, FORM, {"note": "", "rows": []}, {"note": "old", "rows": [{"name": "x"}]})

    draft = kept_draft(desk, FORM)
    assert draft is not None
    assert draft.texts == {"note": "", "rows": []}


def test_the_same_text_is_not_written_twice(desk: Desk) -> None:
    keep_typed(desk, FORM, {"note": "a"}, {})
    first = kept_draft(desk, FORM)

    keep_typed(desk, FORM, {"note": "a"}, {})

    assert kept_draft(desk, FORM) is first


def test_a_given_form_has_no_draft(desk: Desk) -> None:
    keep_typed(desk, FORM, {"note": "a"}, {})

    drop_typed(desk, FORM)
    drop_typed(desk, FORM)  # where there is none nothing is written

    assert kept_draft(desk, FORM) is None
