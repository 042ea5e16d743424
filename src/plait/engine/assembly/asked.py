"""Checks by itself that a plan answers what the trust asks for: its services, their needs, the sizes, the window.

It shares no code with the making of asks: a plan that comes from a file may state asks that nobody made.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from plait.engine.assembly.asks import LONGEST_MONTHS, QUARTER_MONTHS, Ask
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.wishes import Weight, Wish
from plait.engine.trust import Trust


def check_asks(plan: Plan, trust: Trust) -> tuple[str, ...]:
    """Everything the plan asks that the trust does not; empty where it answers what is needed."""
    services = Counter(team.ask.service for team in plan.teams)
    faults = [f"{service}: asked for {times} times" for service, times in services.items() if times > 1]
    faults += [fault for team in plan.teams for fault in _faults_of_window(team.ask, plan)]
    faults += [fault for team in plan.teams for fault in _faults_of_service(team.ask, trust, plan.wishes)]
    faults += [fault for team in plan.teams for fault in _faults_of_size(team.ask, trust)]
    return tuple(faults)


def _faults_of_window(ask: Ask, plan: Plan) -> Iterator[str]:
    window = ask.window
    if window != plan.teams[0].ask.window:
        yield f"{ask.team}: it is asked for another time than the others"
    if window.starts.day != 1 or window.months % QUARTER_MONTHS or not 0 < window.months <= LONGEST_MONTHS:
        yield f"{ask.team}: {window.months} months from {window.starts} are no whole quarters within two years"


def _faults_of_service(ask: Ask, trust: Trust, wishes: Iterable[Wish]) -> Iterator[str]:
    starts, ends = ask.window.starts, ask.window.ends
    running = {
        one.name
        for one in trust.services
        if one.phase != "retired" and one.starts <= starts and (one.ends is None or one.ends > starts)
    }
    if ask.service not in running:
        yield f"{ask.service}: no such service runs on {starts}"
    weighed = {one.competency: one.priority for one in wishes if isinstance(one, Weight) and one.service == ask.service}
    wanted: dict[str, tuple[object, ...]] = {}
    for need in sorted(trust.needs, key=lambda one: one.starts, reverse=True):
        if need.service == ask.service and need.starts < ends and (need.ends is None or need.ends > starts):
            priority = weighed.get(need.competency, need.priority)
            wanted.setdefault(need.competency, (need.level, need.people, need.wte, priority))
    wanted = {name: need for name, need in wanted.items() if weighed.get(name) != 0}
    told = {need.competency: (need.level, need.people, need.wte, need.priority) for need in ask.needs}
    if len(told) < len(ask.needs):
        yield f"{ask.service}: a need stands twice"
    for name in sorted({*wanted, *told}):
        if wanted.get(name) != told.get(name):
            yield f"{ask.service}: {name} is not what the service needs"


def _faults_of_size(ask: Ask, trust: Trust) -> Iterator[str]:
    sizes = trust.sizes
    if ask.most > max(sizes.most, len(ask.seats)):
        yield f"{ask.team}: up to {ask.most} people are asked for, and a team may have {sizes.most}"
    if ask.least < min(sizes.start_least, sizes.least):
        yield f"{ask.team}: {ask.least} people would do, and a team has {min(sizes.start_least, sizes.least)} at least"
