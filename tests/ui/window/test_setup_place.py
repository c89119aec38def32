"""Setup in the window: one place of the rail, opened by whoever is signed in."""

from __future__ import annotations

from tests.ui.pages.program import Ward, part_of
from ui.settings.limits_page import LimitsPage
from ui.settings.selftest_page import SelfTestPage
from ui.settings.setup_list import SetupItem
from ui.settings.setup_screen import SetupScreen
from ui.shell.rail import RailItem
from ui.shell.window import Opened


def rail_item(ward: Ward, key: str) -> RailItem:
    return part_of(ward.program.frame, RailItem, f"rail_{key}")


def test_the_rail_leads_to_setup_and_back(ward: Ward) -> None:
    rail_item(ward, "setup").click()

    screen = ward.shown(SetupScreen)
    assert isinstance(screen.page, LimitsPage)
    assert rail_item(ward, "setup").is_here
    assert not rail_item(ward, "patients").is_here

    rail_item(ward, "today").click()
    assert ward.today.isVisible()


def test_no_patient_is_open_in_setup(ward: Ward) -> None:
    rail_item(ward, "setup").click()

    assert ward.program.frame.windowTitle() == "PlexLog"
    assert not ward.program.frame.banner.isVisible()


def test_the_self_test_runs_in_the_window(ward: Ward) -> None:
    rail_item(ward, "setup").click()

    ward.part(SetupItem, "setup_selftest").click()

    page = ward.shown(SetupScreen).page
    assert isinstance(page, SelfTestPage)
    assert page.verdict.startswith("All ")


def test_a_page_of_setup_is_opened_by_its_name(ward: Ward) -> None:
    assert ward.program.window is not None

    ward.program.window.open(Opened("setup", "selftest"))

    assert isinstance(ward.shown(SetupScreen).page, SelfTestPage)
