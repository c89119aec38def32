"""Sizes hold, and the measure measures."""

from __future__ import annotations

from tests.contracts.sizes import modules, too_large


def test_nothing_is_too_large() -> None:
    found = [str(part) for path, source in modules() for part in too_large(path, source)]

    assert found == []


def test_a_long_function_is_told_with_its_place() -> None:
    source = "def wash():\n" + "    x = 1\n" * 50

    (part,) = too_large("plexlog/wash.py", source)

    assert str(part) == "plexlog/wash.py:1: lines of wash: 51, at most 50"


def test_a_test_may_be_less_long_than_a_function() -> None:
    source = "def test_wash():\n" + "    x = 1\n" * 40

    (part,) = too_large("tests/test_wash.py", source)

    assert part.bound == 40


def test_a_seventh_parameter_is_too_many_but_self_is_none() -> None:
    source = "def of(self, a, b, c, d, e, f): ...\ndef one_more(a, b, c, d, e, f, *, g): ...\n"

    assert [part.what for part in too_large("plexlog/of.py", source)] == ["parameters of one_more"]


def test_long_classes_and_modules_are_told() -> None:
    source = "class Wash:\n" + "    x = 1\n" * 500

    found = [part.what for part in too_large("plexlog/wash.py", source)]

    assert found == ["lines of the module", "lines of class Wash"]


def test_the_catalogue_may_be_a_long_list() -> None:
    assert list(too_large("plexlog/domain/catalogue.py", "x = 1\n" * 600)) == []
