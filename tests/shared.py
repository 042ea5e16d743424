"""An executive of PLA and PLB as rows of the two trusts, and what either says of sharing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from plait.store.joining import join_people
from plait.store.models import Employment, ExecutiveShare, Trust
from plait.store.scope import scoped
from plait.store.writing import Act
from tests.books import act_of, book, furnish, imported
from tests.conftest import UserWithRole
from tests.lent import day

PEOPLE = """
Employee number|Name|Job title|Staff group|Department|WTE|Starts
{number}|Rosalind Okonjo-Hale|Chief digital officer|Managers|Digital|0.5|01/04/2025
"""
LED = "Role|Kind|Seat on the board|Starts\n{role}|CDIO|Voting|01/04/2025"
HELD = "Role|Employee number|Held as|WTE|Starts\n{role}|{number}|Substantive|0.5|01/04/2025"
MET = "Meeting|Kind|Held on|Starts at|Ends at|Status\n{meetings}"
DECLARED = "Employee number|Other organisation|Interest|Starts\n{number}|{other}|Half of each week|01/04/2025"
NUMBERS = {"PLA": "2000", "PLB": "7000"}


def leading(trust: Trust, user_with_role: UserWithRole, *, meetings: str, other: str = "") -> Act:
    """A trust whose only person leads it digitally for half of each week, with its meetings, and what is declared."""
    act = act_of(user_with_role("ADM", trust), trust)
    number, role = NUMBERS[trust.code], f"Digital head of {trust.code}"
    with scoped(user_id=act.by, trust_ids=[trust.pk]):
        furnish(act)
        imported(act, book(people=PEOPLE.format(number=number), leadership_roles=LED.format(role=role)))
        imported(act, book(role_holders=HELD.format(role=role, number=number)))
        imported(act, book(board_meetings=MET.format(meetings=meetings)))
        if other:
            imported(act, book(declarations_of_interest=DECLARED.format(number=number, other=other)))
    return replace(act, at=datetime.combine(day(0), time(12), UTC))


def join(one: Act, other: Act) -> None:
    """Both trusts say that it is one person."""
    with scoped(user_id=None, trust_ids=[one.trust_id, other.trust_id]):
        join_people(one, other, NUMBERS["PLA"], NUMBERS["PLB"])


def employment_of(act: Act) -> int:
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        return Employment.objects.get().pk


def say(act: Act, other: str, *, starts: int = -3, ends: int = 90, by: int | None = None) -> int:
    """A trust says that it shares, from and to so many days from today."""
    employment = employment_of(act)
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        said = {"employment_id": employment, "other": other, "agreed_by_id": by or act.by}
        return ExecutiveShare.objects.create(trust_id=act.trust_id, **said, starts=day(starts), ends=day(ends)).pk
