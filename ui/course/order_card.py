"""The order in force, as a card beside the sessions."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.records import AccessDevice, Order
from plexlog.domain.unit import OrderChange
from plexlog.services.course_overview import CourseOverview, SessionState
from plexlog.services.last_time import device_words
from plexlog.services.order_change import entered_words
from plexlog.services.order_choices import PRE_MEDICATION, STOP_RULE, TESTS
from plexlog.services.order_form import guideline_words
from plexlog.services.planning import anticoagulant_words, calcium_words, fluid_words, ratio_words
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, Hairline
from ui.widgets.painting import Words

_DOT = " · "
_DAY_HOURS = 24


class OrderCard(Card):
    """What was ordered, in a few groups; `show_view(view)`."""

    access_wanted = Signal()  # the accesses are to be looked after

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Order"), "", parent)
        self.setMinimumWidth(300)
        self._rows = QVBoxLayout()
        self._groups: list[QWidget] = []
        self._access = ActionButton(_("Accesses"), "pencil", "Ctrl J", parent=self)
        self._access.setObjectName("look_after_access")
        self._access.set_height("admin")
        self._access.set_tight()
        self._access.set_tip(_("Another access, more of one, or its removal"))
        self._access.clicked.connect(self.access_wanted)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_view(self, view: CourseOverview) -> None:
        """Show the order of a course."""
        order = view.course.order
        day = wording.day(order.ordered_at.day)
        self.heading.show_note(f"{order.ordered_by}, {day}")
        self._access.setParent(self)  # its group goes
        for part in self._groups:
            part.hide()
            part.deleteLater()
        groups = [_Group(*group, self) for group in groups_of(view)]
        self._groups = [*groups]
        for part in groups:
            if part.label == _("Access"):
                part.hold(self._access)
            self._rows.addWidget(part)
            part.show()


class _Group(QWidget):
    def __init__(self, label: str, lead: str, more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 5, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Words(label, "hint", "ink2", self))
        rows.addWidget(Words(lead, "strong", parent=self).wrapped())
        if more:
            rows.addWidget(Words(more, "label", "ink2", self).wrapped())
        self._below = QHBoxLayout()
        rows.addLayout(self._below)
        rows.addSpacing(5)
        rows.addWidget(Hairline(self))

    def hold(self, button: ActionButton) -> None:
        """Show a button below the words."""
        self._below.setContentsMargins(0, 5, 0, 0)
        self._below.addWidget(button)
        self._below.addStretch(1)


def groups_of(view: CourseOverview) -> Iterator[tuple[str, str, str]]:
    """Label, what counts, and more of each group; groups that were not ordered stay away."""
    order = view.course.order
    guideline = "" if view.indication is None else _DOT.join(guideline_words(view.indication))
    about = (order.diagnosis or "", guideline)
    yield _("Indication"), view.indication_label, "\n".join(part for part in about if part)
    fluid = fluid_words(order.replacement).replace(" %", f"{wording.HARD_SPACE}%")
    yield _("Volume and fluid"), _volume(order), fluid
    if order.anticoagulant is not None:
        words = f"{anticoagulant_words(order.anticoagulant)} {ratio_words(order.anticoagulant)}"
        calcium = "" if order.calcium_plan is None else calcium_words(order.calcium_plan)
        yield _("Anticoagulant"), words, calcium
    device = view.course.device(order.access_device_id)
    if device is None:
        yield _("Access"), _("None is ordered."), _in_place(view)
    else:
        more = (_lumens(device, order), _to_say(device, view), _in_place(view))
        yield _("Access"), _access(device, view), "\n".join(part for part in more if part)
    yield _("Schedule"), _schedule(view), ""
    labels = {
        PRE_MEDICATION: _("Pre-medication"),
        TESTS: _("Laboratory plan"),
        STOP_RULE: _("Stop rule"),
    }
    for key, words in view.chosen.items():
        yield labels[key], words, ""
    yield from _versions(view)
    yield from _deviations(view)
    for line in view.earlier[:2]:
        number = wording.MISSING if line.course_number is None else str(line.course_number)
        lead = _("Course {number}, {month}").format(
            number=number, month=f"{line.ordered_at.instant:%Y-%m}"
        )
        sessions = ngettext("{count} session", "{count} sessions", line.sessions)
        yield _("Other course"), lead, sessions.format(count=line.sessions)


def _volume(order: Order) -> str:
    volumes = wording.plain(order.plasma_volumes)
    if order.sessions_planned is None:
        return _("{volumes} plasma volumes").format(volumes=volumes)
    return _("{count} × {volumes} plasma volumes").format(
        count=order.sessions_planned, volumes=volumes
    )


def _access(device: AccessDevice, view: CourseOverview) -> str:
    where = (device.side.label if device.side else "", wording.words_of(device.site or ""))
    words = " ".join(part for part in (*where, device.kind.label) if part)
    if device.inserted_on is None:
        return wording.sentence(words)
    until = device.removed_on or view.now.day
    day = (until - device.inserted_on).days + 1
    return _("{access}, day {day}").format(access=wording.sentence(words), day=day)


def _lumens(device: AccessDevice, order: Order) -> str:
    words = []
    if device.lumens:
        count = ngettext("{count} lumen", "{count} lumens", len(device.lumens))
        words.append(count.format(count=len(device.lumens)))
    if order.catheter_lock is not None:
        words.append(_("{agent} lock").format(agent=order.catheter_lock.agent.label))
    if device.removed_on is not None:
        words.append(_("removed {day}").format(day=wording.day(device.removed_on)))
    return ", ".join(words)


def _to_say(device: AccessDevice, view: CourseOverview) -> str:
    """That sessions to come need another access than the one that was ordered."""
    is_ahead = any(one.state is SessionState.PLANNED for one in view.sessions)
    if device.removed_on is None or not is_ahead:
        return ""
    return _("Say before the next session which access is used.")


def _in_place(view: CourseOverview) -> str:
    """The accesses in place beside the one that was ordered."""
    others = [
        wording.sentence(device_words(one))
        for one in view.course.access_devices or ()
        if one.removed_on is None and one.id != view.course.order.access_device_id
    ]
    return _("In place: {accesses}").format(accesses="; ".join(others)) if others else ""


def _schedule(view: CourseOverview) -> str:
    hours = view.course.order.interval_hours
    times = [
        at
        for one in view.sessions
        if (at := one.line.started_at or one.line.planned_at) is not None
    ]
    words = []
    if hours is not None:
        days = hours / _DAY_HOURS
        every = _("every {hours} h") if days != int(days) else _("every {days} days")
        words.append(
            _("daily")
            if days == 1
            else every.format(hours=wording.plain(hours), days=wording.plain(days))
        )
    if times:
        words.append(
            _("{first} to {last}").format(
                first=f"{min(times).instant:%m-%d}", last=f"{max(times).instant:%m-%d}"
            )
        )
    return wording.sentence(", ".join(words)) or wording.MISSING


def _versions(view: CourseOverview) -> Iterator[tuple[str, str, str]]:
    """The changes of the order, the newest first; of the first version only that it came late."""
    for change in reversed(view.order_changes[1:]):
        lead = _("Version {version}, {day}").format(
            version=change.version, day=wording.day(change.order.ordered_at.day)
        )
        by = _("{why}; ordered by {name}").format(why=change.why, name=change.ordered_by)
        parts = [one.arrow_words for one in view.order_differences[change.version]]
        late = _entered(change)
        yield _("Order changed"), lead, "\n".join((*parts, by, *late))
    first = view.order_changes[0]
    if entered := entered_words(first.order.ordered_at, first.at, first.by):
        yield _("First ordered"), wording.moment(first.order.ordered_at), entered


def _entered(change: OrderChange) -> list[str]:
    """Both times of a version that was written down later than it was given."""
    at = change.order.ordered_at
    entered = entered_words(at, change.at, change.by)
    told = _("ordered {time}, {entered}").format(time=wording.moment(at), entered=entered)
    return [told] if entered else []


def _deviations(view: CourseOverview) -> Iterator[tuple[str, str, str]]:
    for session in view.course.sessions or ():
        if session.plan is None or session.plan.reason is None:
            continue
        lead = _("Session {number} planned otherwise").format(number=session.number)
        by = f"; {session.plan.by}" if session.plan.by else ""
        yield _("Deviation"), lead, f"{session.plan.reason}{by}"
