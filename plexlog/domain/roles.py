"""What each role may do: the one table that services, documents and tests read.

Looking, printing and exporting are for all who can open the record and are not in it.
"""

from __future__ import annotations

import enum

from plexlog.domain.unit import Role, StaffMember
from plexlog.domain.words import SignerRole


class Act(enum.StrEnum):
    """What somebody does that changes something."""

    PATIENTS = "patients"
    ORDER = "order"
    PLAN = "plan"
    SESSION = "session"
    SIGN = "sign"
    AMEND = "amend"
    COUNTERSIGN = "countersign"
    IMPORT = "import"
    REPORT = "report"
    LIMITS = "limits"
    VOUCH = "vouch"
    STAFF = "staff"
    KEYS = "keys"
    BACKUPS = "backups"
    ERASE = "erase"


WORDS = {
    Act.PATIENTS: "admit patients and correct what is known of them",
    Act.ORDER: "enter an order in the name of the physician who gave it, and change it",
    Act.PLAN: "plan a session, and move it to another time",
    Act.SESSION: "lead a session and follow it up: record, correct, answer findings",
    Act.SIGN: "sign a session for having performed it",
    Act.AMEND: "add to a signed session: an addendum, the amendment of a value",
    Act.COUNTERSIGN: "countersign a session that another has signed: it was reviewed",
    Act.IMPORT: "take in courses from documents",
    Act.REPORT: "write a physician's own words into the report of a course",
    Act.LIMITS: "change the limits of the unit, and what it sets in words",
    Act.VOUCH: "vouch, with one other, for the new password of a colleague: lost, or brought back",
    Act.STAFF: "look after the staff: add, suspend, change a role; with one other, bring back",
    Act.KEYS: "look after the keys: a new page key, a new recovery key",
    Act.BACKUPS: "look after the backups: choose where they are kept, go back to one",
    Act.ERASE: "erase a patient, with one other: everything of theirs, where the law asks for it",
}
_BEDSIDE = frozenset({Act.PATIENTS, Act.PLAN, Act.SESSION, Act.SIGN, Act.AMEND, Act.IMPORT})
TABLE = {
    Role.NURSE: _BEDSIDE | {Act.ORDER},
    Role.PHYSICIAN: _BEDSIDE | {Act.ORDER, Act.COUNTERSIGN, Act.REPORT, Act.LIMITS, Act.VOUCH},
    Role.MANAGER: _BEDSIDE | {Act.LIMITS, Act.VOUCH, Act.STAFF, Act.KEYS, Act.BACKUPS, Act.ERASE},
}
ADMINISTERING = frozenset(
    {Act.VOUCH, Act.STAFF, Act.KEYS, Act.BACKUPS}
)  # for who looks after the unit


def may(member: StaffMember, act: Act) -> bool:
    """Whether a member of staff may do something: by role, or for looking after the unit."""
    return allows(member.role, act, administers=member.administers)


def allows(role: Role, act: Act, *, administers: bool) -> bool:
    """Whether a role, or looking after the unit, allows something."""
    return act in TABLE[role] or (administers and act in ADMINISTERING)


def signs_as(role: Role) -> SignerRole:
    """The word for a role in what somebody signs."""
    known = {Role.NURSE: SignerRole.NURSE, Role.PHYSICIAN: SignerRole.PHYSICIAN}
    return known.get(role, SignerRole.OTHER)


def who_may(act: Act) -> str:
    """The roles that may do something, in words."""
    roles = [f"a {role.value}" for role in Role if act in TABLE[role]]
    said = roles[0] if len(roles) == 1 else f"{', '.join(roles[:-1])} or {roles[-1]}"
    also = " or who looks after the unit" if act in ADMINISTERING else ""
    return f"{said}{also}"


def refusal(act: Act) -> str:
    """Why somebody may not do something, as a sentence."""
    return f"Only {who_may(act)} may {WORDS[act].partition(':')[0]}. Nothing was changed."


def roles_markdown() -> str:
    """The table as a document."""
    heads = ["What", *(role.value for role in Role), "looks after the unit"]
    lines = [heads, ["---"] * len(heads)]
    for act in Act:
        marks = [*(act in TABLE[role] for role in Role), act in ADMINISTERING]
        lines.append([WORDS[act], *("yes" if mark else "–" for mark in marks)])
    return _OPENING + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


_OPENING = """\
# Roles

What each role may do, as `plexlog/domain/roles.py` declares it. Written by `python3 dev.py docs`;
do not edit. Everybody on the staff may look, print and export. Whoever founds a unit looks after
it, whatever the role; so may others, and there is always one who does. Who looks after the staff
gives roles, and alone may make themselves a physician: that is signed by them and stands in the
history.

"""
