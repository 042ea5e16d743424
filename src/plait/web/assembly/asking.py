"""The form that asks for teams: which services, from when, for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.assembly.asks import Window
from plait.engine.assembly.wishes import Budget, Wish
from plait.engine.capacity import month_after
from plait.engine.litmus.wording import listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.lending import Lender
from plait.store.services import ServiceLine
from plait.web.shared.jinja import full_date, plural
from plait.web.shared.page import Choice, EmptyState, Fault, Link

LENGTHS = (3, 6, 9, 12, 18, 24)
USUAL_MONTHS = 6
STARTS = 6
"""How many months ahead a window may begin."""


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """One service to tick: how many needs it has, and the team it has today."""

    id: int
    name: str
    hint: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BorrowChoice:
    """The tick for people whom other trusts lend, where somebody of this trust has agreed to borrow them."""

    hint: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form: services to tick, those without a team ticked, and the window; `needless` lead to their first needs."""

    services: tuple[ServiceChoice, ...]
    starts: tuple[Choice, ...]
    months: tuple[Choice, ...]
    empty: EmptyState
    needless: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()
    borrow: BorrowChoice | None = None
    together: tuple[Choice, ...] = ()


def servable_lines(lines: Sequence[ServiceLine], today: date) -> list[ServiceLine]:
    """Services that run and say what they need."""
    return [one for one in _running(lines, today) if one.needs]


def _running(lines: Sequence[ServiceLine], today: date) -> list[ServiceLine]:
    return [one for one in lines if one.phase != "retired" and (one.ends is None or one.ends > today)]


def ask_page(
    viewer: Viewer,
    lines: Sequence[ServiceLine],
    today: date,
    posted: dict[str, list[str]] | None,
    lenders: Iterable[Lender],
) -> AskPage:
    """The form as it opens, or with what was sent and what is wrong with it."""
    sent, home = posted or {}, f"/t/{viewer.trust_code}/services/"
    ids, starts, months = sent.get("service", []), sent.get("starts", [""])[-1], sent.get("months", [""])[-1]
    services = tuple(
        ServiceChoice(one.id, one.name, _hint(one), str(one.id) in ids if posted is not None else not one.teams)
        for one in servable_lines(lines, today)
    )
    empty = EmptyState(
        "No service says what it needs yet. Without needs nobody can tell which team would do.",
        Link("See the services", home),
    )
    needless = [one for one in _running(lines, today) if not one.needs and scope_of(viewer, Action.EDIT_SERVICES)]
    return AskPage(
        services,
        tuple(Choice(day.isoformat(), f"{day:%-d %B %Y}", day.isoformat() == starts) for day in first_days(today)),
        tuple(Choice(str(one), plural(one, "month"), str(one) == (months or str(USUAL_MONTHS))) for one in LENGTHS),
        empty,
        tuple(Link(one.name, f"{home}{one.id}/needs/copy/") for one in needless),
        borrow=_borrow(lenders, is_chosen=bool(sent.get("borrow"))),
    )


def together_choices(others: Mapping[str, str], posted: dict[str, list[str]] | None) -> tuple[Choice, ...]:
    """The other trusts whose services may be assembled for in the same search."""
    ticked = (posted or {}).get("together", [])
    return tuple(Choice(code, name, code in ticked) for code, name in others.items())


def without_limits(codes: Sequence[str], wishes: Sequence[Wish]) -> tuple[Fault, ...]:
    """A search that several trusts share keeps no limit of what a team costs: of people lent no pay is known."""
    wrong = "Take the budget limit away, or search in this trust alone: of people lent no pay is known"
    return (Fault(wrong, "together"),) if codes and any(isinstance(one, Budget) for one in wishes) else ()


def _borrow(lenders: Iterable[Lender], *, is_chosen: bool) -> BorrowChoice | None:
    agreed = [
        f"{one.name} lends {plural(one.people, 'person', 'people')} to you until {full_date(one.ends - DAY)}."
        for one in lenders
        if one.agreed_until is not None
    ]
    rule = "Only those lent for the whole time are asked for. They and their line managers then answer in their trust."
    return BorrowChoice(" ".join((*agreed, rule)), is_chosen) if agreed else None


def _hint(one: ServiceLine) -> str:
    if not one.teams:
        return f"{plural(one.needs, 'need')}. No team yet: a new one is proposed."
    if len(one.teams) > 1:
        return f"{plural(one.needs, 'need')}. Teams: {listed(one.teams)}. Whom they lack is proposed; members stay."
    return f"{plural(one.needs, 'need')}. Team: {one.teams[0]}. Whom it lacks is proposed; its members stay."


def first_days(today: date) -> list[date]:
    """The first days a window may begin on: the first of the months to come."""
    days, day = [], today
    for _ in range(STARTS):
        day = month_after(day)
        days.append(day)
    return days


def read_ask(
    lines: Sequence[ServiceLine], today: date, posted: dict[str, list[str]]
) -> tuple[list[str], Window | None, tuple[Fault, ...]]:
    """The names of the services and the window that were sent; what is wrong with them, and no window then."""
    ids = set(posted.get("service", []))
    names = [one.name for one in servable_lines(lines, today) if str(one.id) in ids]
    faults = [] if names else [Fault("Tick at least one service", "services")]
    starts = {day.isoformat(): day for day in first_days(today)}.get(posted.get("starts", [""])[-1])
    months = {str(one): one for one in LENGTHS}.get(posted.get("months", [""])[-1])
    if starts is None:
        faults.append(Fault("Choose the day the teams begin from the list", "starts"))
    if months is None:
        faults.append(Fault("Choose how long the teams are for from the list", "months"))
    return names, None if starts is None or months is None or faults else Window(starts, months), tuple(faults)
