"""How the record is reached from the sign-in pages; the functions are handed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plexlog.domain.unit import Role


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """What the first start asks for."""

    unit: str
    name: str
    login: str
    password: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class Door:
    """The functions of the front door, each told already which file it is about.

    All but `enter` may take a while and run on the worker; `enter` opens the record itself.
    """

    is_founded: Callable[[], bool]
    logins: Callable[[], Sequence[str]]
    found: Callable[[NewUnit], str]  # the recovery key
    recover: Callable[[str, str, str], None]  # recovery key, login, new password
    unlock: Callable[[str, str], Any]  # login, password: what they open
    enter: Callable[[str, Any], Any]  # login, what was unlocked: the desk
    demonstrate: Callable[[], str]  # open the demonstration beside this; says so
