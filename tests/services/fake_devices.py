"""Accesses of a course in versions, in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from plexlog.domain.records import AccessDevice, Course
from plexlog.domain.unit import DeviceChange, StaffMember


class FakeDevices:
    """What was told of each access."""

    reasons: list[str]

    @property
    def me(self) -> StaffMember:
        raise NotImplementedError

    def course(self, course_key: str) -> Course:
        raise NotImplementedError

    def change_course(self, course_key: str, **lists: Any) -> None:
        raise NotImplementedError

    def put_device(self, course_key: str, device: AccessDevice, why: str = "") -> str:
        made = replace(device, key=str(uuid4()))
        there = self.course(course_key).access_devices or ()
        self._told(course_key).append(self._version(course_key, made, why))
        changed = tuple(made if one.id == made.id else one for one in there)
        is_new = made.id not in {one.id for one in there}
        self.change_course(course_key, access_devices=(*there, made) if is_new else changed)
        if why:
            self.reasons.append(why)
        return made.key

    def take_back_device(self, course_key: str, device: AccessDevice, why: str) -> None:
        there = self.course(course_key).access_devices or ()
        kept = tuple(one for one in there if one.id != device.id)
        last = replace(self._version(course_key, device, why), is_taken_back=True)
        self._told(course_key).append(last)
        self.change_course(course_key, access_devices=kept)
        self.reasons.append(why)

    def device_changes(self, course_key: str) -> list[DeviceChange]:
        return list(self._told(course_key))

    def _told(self, course_key: str) -> list[DeviceChange]:
        """What was told so far; at first what the course came with."""
        if not hasattr(self, "_versions"):
            self._versions: dict[str, list[DeviceChange]] = {}
        there = self.course(course_key).access_devices or ()
        first = [self._version(course_key, one, "") for one in there]
        return self._versions.setdefault(course_key, first)

    def _version(self, course_key: str, device: AccessDevice, why: str) -> DeviceChange:
        at = self.course(course_key).order.ordered_at
        return DeviceChange(device=device, by=self.me.name, at=at, why=why)
