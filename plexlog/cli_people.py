"""The commands about people and keys; what is refused in the window is refused here."""

from __future__ import annotations

import os
from typing import Any

import click

from plexlog.cli_door import Door, door_of, door_options, fail, password_of
from plexlog.domain.unit import Role, StaffMember
from plexlog.services import staff as people
from plexlog.services.desk import Desk

NEW = "PLEXLOG_NEW_PASSWORD"
SECOND = "PLEXLOG_SECOND_PASSWORD"
why_option = click.option("--why", required=True, help="The reason; it stands in the history.")
second_option = click.option("--second", required=True, help="Login of the other who vouches.")
role_option = click.option("--role", type=click.Choice([role.value for role in Role]))
administers_option = click.option(
    "--administers/--no-administers",
    "administers",
    default=None,
    help="Looks after the unit: staff and keys, whatever the role.",
)


@click.group(invoke_without_command=True)
@door_options
def staff(**door: Any) -> None:
    """List the staff, or add, suspend, bring-back, role, reset."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    opened = door_of(**door)
    lines = people.staff_lines(opened.open())
    opened.tell({"staff": [_member(one) for one in lines]}, [_words(one) for one in lines])


@staff.command("add")
@click.argument("person", metavar="LOGIN")
@click.option("--name", required=True, help="The name as it is to stand under entries.")
@role_option
@administers_option
@door_options
def add(
    person: str, name: str, role: str | None, *, administers: bool | None, **door: Any
) -> None:
    """Take somebody on; their first password is asked for."""
    opened = door_of(**door)
    desk = opened.open()
    new = people.NewMember(
        name=name,
        login=person,
        password=secret_of(NEW, f"Password for {person}", is_new=True),
        role=Role(role or Role.NURSE),
        administers=bool(administers),
    )
    _tell(opened, desk, people.add_member(desk, new).login)


@staff.command("suspend")
@click.argument("person", metavar="LOGIN")
@why_option
@door_options
def suspend(person: str, why: str, **door: Any) -> None:
    """Take somebody's key away; the name stays in the record."""
    opened = door_of(**door)
    desk = opened.open()
    people.suspend(desk, people.member_of(desk, person).key, why)
    _tell(opened, desk, person)


@staff.command("bring-back")
@click.argument("person", metavar="LOGIN")
@second_option
@why_option
@door_options
def bring_back(person: str, second: str, why: str, **door: Any) -> None:
    """Let somebody who was suspended sign in again, with a new password; two vouch."""
    opened = door_of(**door)
    own = password_of()
    desk = opened.open(own)
    member = people.member_of(desk, person)
    vouchers = _vouchers(desk, own, second)
    password = secret_of(NEW, f"New password for {person}", is_new=True)
    people.bring_back(desk, member.key, vouchers, password, why)
    _tell(opened, desk, person)


@staff.command("role")
@click.argument("person", metavar="LOGIN")
@role_option
@administers_option
@why_option
@door_options
def change_role(
    person: str, role: str | None, why: str, *, administers: bool | None, **door: Any
) -> None:
    """Give somebody another role, or have them look after the unit."""
    opened = door_of(**door)
    desk = opened.open()
    member = people.member_of(desk, person)
    people.change_role(
        desk,
        member.key,
        member.role if role is None else Role(role),
        why,
        administers=member.administers if administers is None else administers,
    )
    _tell(opened, desk, person)


@staff.command("reset")
@click.argument("person", metavar="LOGIN")
@second_option
@door_options
def reset(person: str, second: str, **door: Any) -> None:
    """Set a new password for somebody who lost theirs; two vouch, each with their own."""
    opened = door_of(**door)
    own = password_of()
    desk = opened.open(own)
    member = people.member_of(desk, person)
    vouchers = _vouchers(desk, own, second)
    password = secret_of(NEW, f"New password for {person}", is_new=True)
    people.reset_password(desk, member.key, vouchers, password)
    _tell(opened, desk, person)


def _vouchers(desk: Desk, own: str, second: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Who is signed in and the other, each with their password."""
    return (desk.store.me.login, own), (second, secret_of(SECOND, f"Password of {second}"))


@click.command()
@door_options
def password(**door: Any) -> None:
    """Change your own password."""
    opened = door_of(**door)
    own = password_of()
    desk = opened.open(own)
    people.change_password(desk, own, secret_of(NEW, "New password", is_new=True))
    login = desk.store.me.login
    opened.tell({"login": login}, [f"{login} signs in with the new password from now on."])


@click.command()
@why_option
@click.option("--yes", is_flag=True, help="Also where somebody needs a new password after it.")
@door_options
def rekey(why: str, *, yes: bool, **door: Any) -> None:
    """Encrypt the record with a new key, when somebody has left; prints a new recovery key."""
    opened = door_of(**door)
    desk = opened.open()
    left_out = desk.store.without_new_key()
    if left_out and not yes:
        fail(
            f"{', '.join(left_out)} would need a new password after it. Have them sign in once "
            "before, or say --yes. Nothing was changed."
        )
    made = people.rekey(desk, why)
    lines = ["The record has a new key. Recovery key, shown this once. Print it and lock it away:"]
    told = [f"{name} needs a new password: two colleagues vouch." for name in made.left_out]
    answer = {"recovery_key": made.recovery_key, "left_out": list(made.left_out)}
    opened.tell(answer, [*lines, made.recovery_key, *told])


@click.command("recovery-key")
@why_option
@door_options
def recovery_key(why: str, **door: Any) -> None:
    """Print a new recovery key; the one before opens nothing any more."""
    opened = door_of(**door)
    made = people.renew_recovery_key(opened.open(), why)
    lines = ["Recovery key, shown this once. Print it and lock it away:", made]
    opened.tell({"recovery_key": made}, lines)


def secret_of(variable: str, words: str, *, is_new: bool = False) -> str:
    """A secret from its variable, or else asked for."""
    known = os.environ.get(variable)
    if known is not None:
        return known
    answer: str = click.prompt(words, hide_input=True, confirmation_prompt=is_new, err=True)
    return answer


def _tell(opened: Door, desk: Desk, login: str) -> None:
    member = people.member_of(desk, login)
    opened.tell(_member(member), [_words(member)])


def _member(one: StaffMember) -> dict[str, Any]:
    return {
        "login": one.login,
        "name": one.name,
        "role": one.role.value,
        "administers": one.administers,
        "suspended_at": None if one.left_at is None else one.left_at.text,
    }


def _words(one: StaffMember) -> str:
    also = ", looks after the unit" if one.administers else ""
    state = "" if one.left_at is None else f", suspended since {one.left_at}"
    return f"{one.login}  {one.name}  {one.role.value}{also}{state}"
