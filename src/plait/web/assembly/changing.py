"""What a plan changed beside the one before it, and why somebody is not in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from plait.engine.assembly.plan import Plan
from plait.engine.assembly.why import kept_of, why_not
from plait.engine.assembly.wording import SMALL_GAP
from plait.engine.cells import read_text
from plait.engine.permissions import Viewer
from plait.engine.sheets import Column
from plait.files.plans import plan_of
from plait.store.assembly import Run
from plait.store.people import name_numbers
from plait.web.shared.jinja import plural
from plait.web.shared.naming import find_named
from plait.web.shared.page import Choice, Link

WHO = Column("who", "Person", "Employee number or name.", "1001", read_text(), refers_to="people")


@dataclass(frozen=True, slots=True)
class WhyPage:
    """The form that asks why somebody is not in a team, what was typed, and the answer or what is wrong."""

    typed: str
    services: tuple[Choice, ...]
    offered: tuple[Choice, ...]
    answer: str
    fault: str


@dataclass(frozen=True, slots=True)
class Since:
    """What a plan changed beside the one it stays near."""

    sentence: str
    before: Link


def ask_why(viewer: Viewer, plan: Plan, asked: Mapping[str, str]) -> WhyPage:
    """The form, with the answer where somebody was named and a service chosen."""
    services = [team.ask.service for team in plan.teams]
    typed, service = asked.get("who", ""), asked.get("service", services[0] if services else "")
    choices = tuple(Choice(name, name, name == service) for name in services)
    if not typed.strip() or service not in services:
        return WhyPage(typed, choices, (), "", "")
    named = find_named(viewer, [WHO], {"who": typed}, timezone.localdate())
    number = named.numbers.get("who", "".join(typed.split()))
    names = name_numbers(viewer.trust_id, [number])
    if named.wrong or number.casefold() not in names:
        fault = named.wrong.get("who") or f"Nobody in the record is called «{typed.strip()}»."
        return WhyPage(typed, choices, named.offered.get("who", ()), "", fault)
    return WhyPage(typed, choices, (), f"{names[number.casefold()]}, {service}: {why_not(plan, number, service)}", "")


def compare_runs(before: Run | None, after: Run) -> Since | None:
    """How many stayed, and what the change costs in coverage; nothing for a plan that changes none."""
    if before is None or not before.plan or not after.plan:
        return None
    was, now = plan_of(before.plan), plan_of(after.plan)
    stayed, of = kept_of(was, now)
    lost = was.coverage.value - now.coverage.value
    price = f"covers {lost * 100:.1f}% less of the need" if lost > SMALL_GAP else "covers as much of the need"
    if lost < -SMALL_GAP:
        price = f"covers {-lost * 100:.1f}% more of the need"
    out = plural(len(after.left_out) - len(before.left_out), "person more left out", "people more left out")
    sentence = f"{out}: {stayed} of the other {of} stay, and it {price}."
    return Since(sentence, Link(f"Run {before.id}", f"../{before.id}/"))
