"""Every verb that writes asks the one table of roles, and the table holds for every role."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from plexlog import house, services
from plexlog.domain.roles import ADMINISTERING, TABLE, WORDS, Act, may, refusal, who_may
from plexlog.domain.unit import Role, StaffMember
from plexlog.services import limits
from plexlog.services.backup_port import Backups
from plexlog.services.desk import Desk
from plexlog.services.erasing_port import Erasures
from plexlog.services.people_port import People
from plexlog.services.permission import ACT, NotAllowedError
from plexlog.services.ports import Store
from plexlog.services.settings_port import Settings
from tests.services.fakes import FakeClock, FakeSigner, FakeStore

READING = {
    "me", "unit", "staff", "facts", "limit_changes", "limits_version", "patients", "patient",
    "patient_of_number", "courses", "course", "course_key", "session_lines", "sessions_of",
    "session_line", "session", "signatures", "amendments", "history_head",
    "changes_since", "verify", "close",
    "has_history", "order_changes", "order_of", "writing", "prove", "without_new_key",
    "history_number", "row_of_signature", "results_at", "result_changes",
    "followed_sessions", "backup_state", "backup_job", "setting_changes",
    "against_backups", "erasures", "overridden", "sessions_begun",
    "password_given", "patients_born", "look_alikes", "patient_keys",
}  # fmt: skip
OWN = {
    "plexlog.services.staff.change_password",  # everybody's own
    "plexlog.services.drafts.keep_typed",  # what is typed is on no record yet
    "plexlog.services.drafts.kept_draft",
    "plexlog.services.drafts.drop_typed",
}
BY_HAND = {
    "plexlog.services.limits.change_limit": Act.LIMITS,
    "plexlog.services.limits.reset_limit": Act.LIMITS,
}


def writing_verbs() -> set[str]:
    """What a store is written with: all that is not known to read."""
    return {
        name
        for port in (Store, People, Backups, Erasures, Settings)
        for name in vars(port)
        if not name.startswith("_") and name not in READING
    }


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(services.__path__, "plexlog.services."):
        yield importlib.import_module(found.name)


def _writes(function: ast.FunctionDef, verbs: set[str], private: set[str]) -> bool:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if (
            isinstance(called, ast.Attribute)
            and called.attr in verbs
            and ast.unparse(called.value).endswith("store")
        ):
            return True
        if isinstance(called, ast.Name) and called.id in private:
            return True
    return False


def writers(module: ModuleType) -> Iterator[str]:
    """The public functions of a module that write, by themselves or through private ones."""
    tree = ast.parse(inspect.getsource(module))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    private: set[str] = set()
    while True:
        found = {f.name for f in functions if _writes(f, writing_verbs(), private)}
        grown = private | {name for name in found if name.startswith("_")}
        if grown == private:
            break
        private = grown
    yield from sorted(name for name in found if not name.startswith("_"))


VERBS = [(module, name) for module in modules() for name in writers(module)]

every_verb = pytest.mark.parametrize(
    ("module", "name"), VERBS, ids=lambda part: getattr(part, "__name__", part)
)


def act_of(module: ModuleType, name: str) -> Act | None:
    known = BY_HAND.get(f"{module.__name__}.{name}")
    declared: Act | None = getattr(getattr(module, name), ACT, known)
    return declared


def test_there_are_verbs_to_walk() -> None:
    assert len(VERBS) > 25
    assert {"put", "set_session", "add_signature", "rekey"} <= writing_verbs()


@every_verb
def test_each_verb_that_writes_says_what_it_needs(module: ModuleType, name: str) -> None:
    assert act_of(module, name) is not None or f"{module.__name__}.{name}" in OWN


@pytest.mark.parametrize("role", Role)
@every_verb
def test_a_verb_is_refused_to_a_role_that_may_not_and_to_no_other(
    module: ModuleType, name: str, role: Role
) -> None:
    act = act_of(module, name)
    if act is None:
        return
    me = StaffMember(key="k", login="k", name="K", role=role)
    desk = Desk(FakeStore(me=me), FakeClock(), FakeSigner())
    verb: Callable[..., Any] = getattr(module, name)
    count = len(inspect.signature(verb).parameters) - 1
    place = desk if next(iter(inspect.signature(verb).parameters)) == "desk" else AtDesk(desk)

    told = _refusal_of(verb, place, count)

    assert (told is None) == may(me, act)


class AtDesk:
    """A session without anything in it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk


def _refusal_of(verb: Callable[..., Any], place: object, count: int) -> str | None:
    """What a verb says that is not allowed; anything else it does with nonsense is let pass."""
    positional = [
        parameter
        for parameter in list(inspect.signature(verb).parameters.values())[1:]
        if parameter.kind is not parameter.KEYWORD_ONLY
    ]
    try:
        verb(place, *[""] * min(count, len(positional)))
    except (NotAllowedError, limits.LimitRefusedError) as error:
        return str(error) if "Only a" in str(error) else None
    except Exception:  # noqa: BLE001 - nonsense was given
        return None
    return None


def test_taking_in_a_document_asks_the_table_too() -> None:
    assert "see_that_may(desk, Act.IMPORT)" in inspect.getsource(house.import_document)


def test_the_table_says_of_each_role_what_it_may() -> None:
    assert set(TABLE) == set(Role)
    assert set(WORDS) == set(Act)
    assert all(any(act in acts for acts in TABLE.values()) for act in Act)
    assert Act.SIGN in TABLE[Role.NURSE]
    assert not ADMINISTERING & TABLE[Role.NURSE]
    assert Act.ORDER not in TABLE[Role.MANAGER]


def test_who_looks_after_the_unit_may_so_whatever_the_role() -> None:
    nurse = StaffMember(key="k", login="k", name="K", role=Role.NURSE, administers=True)

    assert all(may(nurse, act) for act in ADMINISTERING)
    assert not may(nurse, Act.LIMITS)


def test_a_refusal_names_who_may() -> None:
    assert who_may(Act.LIMITS) == "a physician or a manager"
    assert who_may(Act.SIGN) == "a nurse, a physician or a manager"
    assert refusal(Act.KEYS).startswith("Only a manager or who looks after the unit may look")
