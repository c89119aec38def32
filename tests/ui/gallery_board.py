"""The board of the gallery: four columns of cards; people and numbers are invented."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.board import BoardColumn, CardView, ChipView, Figure
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import PageTitle


def _columns() -> list[tuple[str, str, list[CardView]]]:
    return [
        ("activity", "Running", _running()),
        ("calendar-clock", "Due today", _due_today()),
        ("calendar-x", "Overdue or missed", _overdue()),
        ("pen-line", "To sign or countersign", _to_sign()),
    ]


def _running() -> list[CardView]:
    return [
        CardView(
            key="okafor",
            name="OKAFOR, Ngozi",
            person="♀ 42 y",
            about=("Myasthenia gravis", "3 of 5"),
            figures=(
                Figure("Elapsed", "0:52"),
                Figure("Exchanged", "0.60", "PV"),
                Figure("Vitals", "4", "min"),
            ),
            chips=(ChipView("1 to answer", "ask"),),
            foot=("Chair 2", "A. Bauer"),
            button="Continue",
        ),
        CardView(
            key="lindgren",
            name="LINDGREN, Erik",
            person="♂ 57 y",
            about=("Guillain-Barré syndrome", "2 of 5"),
            figures=(
                Figure("Elapsed", "1:21"),
                Figure("Exchanged", "0.91", "PV"),
                Figure("Vitals", "3", "min late", late=True),
            ),
            chips=(ChipView("vitals overdue since 14:29", "notice", "bell"),),
            foot=("Chair 4", "J. Mwangi"),
            button="Continue",
        ),
    ]


def _due_today() -> list[CardView]:
    return [
        _due("haddad", "HADDAD, Samir", "♂ 34 y", ("TTP, immune", "session 4"), "15:30"),
        _due("kowalska", "KOWALSKA, Maria", "♀ 68 y", ("CIDP", "1 of 5"), "16:00"),
        _due("adeyemi", "ADEYEMI, Tunde", "♂ 29 y", ("NMO spectrum relapse", "3 of 5"), "17:15"),
    ]


def _overdue() -> list[CardView]:
    return [
        CardView(
            key="nguyen",
            name="NGUYEN, Thi Lan",
            person="♀ 51 y",
            about=("CIDP", "2 of 6"),
            chips=(ChipView("missed Thu 2026-11-19", "ask", "calendar-x"),),
            foot=("no reason recorded",),
            button="Plan anew",
        ),
        CardView(
            key="rossi",
            name="ROSSI, Paolo",
            person="♂ 46 y",
            about=("Goodpasture", "6 of 14"),
            chips=(ChipView("due 10:00, 4 h 32 ago", "ask", "clock-alert"),),
            foot=("dialysis ran late",),
            button="Start",
        ),
    ]


def _to_sign() -> list[CardView]:
    return [
        CardView(
            key="brandt",
            name="BRANDT, Petra",
            person="♀ 39 y",
            about=("Myasthenia gravis", "5 of 5"),
            line="ended 11:48",
            foot=("to sign", "A. Bauer"),
            button="Sign",
        ),
        CardView(
            key="meyer",
            name="MEYER, Anke",
            person="♀ 27 y",
            about=("NMDAR encephalitis", "2 of 5"),
            line="ended 2026-11-19 13:05",
            chips=(ChipView("1 reaction", "notice", "zap"),),
            foot=("Dr M. Lindqvist",),
            button="Countersign",
        ),
    ]


def _due(key: str, name: str, person: str, about: tuple[str, ...], time: str) -> CardView:
    return CardView(
        key=key,
        name=name,
        person=person,
        about=about,
        lead=time,
        line="albumin 2.6 L  ·  chair 2",
        foot=("consent missing",),
        button="Start",
    )


def board_page() -> QWidget:
    """Today: search, new patient, four columns."""
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(16, 14, 16, 12)
    rows.setSpacing(14)
    head = QHBoxLayout()
    head.addWidget(PageTitle("Today", "Friday 2026-11-20  ·  Apheresis unit 3B"), 1)
    search = QLineEdit()
    search.setPlaceholderText("Find a patient: name, record number or birth date")
    search.setAccessibleName("Find a patient")
    search.setFixedWidth(520)
    head.addWidget(search)
    head.addStretch(1)
    head.addWidget(ActionButton("New patient", "plus", "Ctrl N"))
    rows.addLayout(head)
    columns = QHBoxLayout()
    columns.setSpacing(8)
    for icon, title, views in _columns():
        column = BoardColumn(icon, title, "No session here.")
        column.show_cards(views)
        columns.addWidget(column, 1)
    rows.addLayout(columns, 1)
    return page
