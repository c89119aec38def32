"""What the page of an order is opened with: a new order of a patient, or the one of a course."""

from __future__ import annotations

from plexlog.services.banner import BannerFacts, course_banner, patient_banner
from plexlog.services.desk import Desk
from ui.course.order_change_presenter import OrderChangePresenter
from ui.course.order_presenter import OrderPresenter

CHANGE = "order-change"


def order_of(desk: Desk, kind: str, key: str) -> tuple[OrderPresenter, BannerFacts]:
    """The presenter and the banner; the key is the course's for a change, else the patient's."""
    if kind == CHANGE:
        return OrderChangePresenter(desk, key), course_banner(desk, key)
    return OrderPresenter(desk, key), patient_banner(desk, key)


def kind_left_for(kind: str, key: str) -> str:
    """The page to which leaving a form goes back."""
    if kind == CHANGE:
        return "course"
    return "patient" if key else "patients"
