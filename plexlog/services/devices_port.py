"""What the services need of the record about the accesses of a course."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plexlog.domain.records import AccessDevice
from plexlog.domain.unit import DeviceChange


class Devices(Protocol):
    """Accesses, in versions."""

    def put_device(self, course_key: str, device: AccessDevice, why: str = "") -> str:
        """Keep an access of a course; of one that is on file this is the next version."""
        ...

    def take_back_device(self, course_key: str, device: AccessDevice, why: str) -> None:
        """Take an access back that was put on record by mistake; it stays on file."""
        ...

    def device_changes(self, course_key: str) -> Sequence[DeviceChange]:
        """The versions of each access of a course, the first one first."""
        ...
