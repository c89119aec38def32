"""What the rules say and what the figures are: unchanged from what people have read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plexlog.clinical.rulebook import rules_markdown
from plexlog.clinical.validation_page import validation_markdown
from tests.clinical.told import FIGURES, SENTENCES, examples, figures, sentences

ROOT = Path(__file__).resolve().parents[2]


def rules() -> str:
    return rules_markdown(examples())


@pytest.mark.parametrize(
    ("path", "make"),
    [
        (SENTENCES, sentences),
        (FIGURES, figures),
        ("docs/rules.md", rules),
        ("docs/validation.md", validation_markdown),
    ],
)
def test_everything_said_is_what_was_read(path: str, make: Callable[[], str]) -> None:
    kept = (ROOT / path).read_text("utf-8").splitlines()

    for line, was in zip(make().splitlines(), kept, strict=True):
        assert line == was
