"""`plait assemble`: teams by competency, of a folder of files or of the database; it proposes and saves nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from plait.cli.by_role import lines_of_role, plain_role
from plait.cli.checking_plans import say_check
from plait.cli.costing import lines_of_cost, plain_cost
from plait.cli.days import Day
from plait.cli.files import read_stated
from plait.cli.lenders import lending, lines_of_loans, with_lenders
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json, table_of
from plait.cli.signing import as_user, in_trust, reading_as
from plait.cli.weighing import weighing
from plait.cli.wished import say_conflict, wishes_in
from plait.engine.assembly.asks import LONGEST_MONTHS, Policy, Window, servable
from plait.engine.assembly.level_wording import level_lines, levels_words
from plait.engine.assembly.levels import weights_of
from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.planning import CannotBeHad, plan_teams
from plait.engine.assembly.values import binding_of, values_of
from plait.engine.assembly.wording import (
    answer_words,
    brings_words,
    gap_words,
    quality_words,
    served_words,
    size_words,
    team_words,
    time_words,
    wish_words,
)
from plait.engine.capacity import month_after
from plait.engine.trust import Trust, by_number
from plait.engine.trust_of_files import trust_of_intake
from plait.files.instances import ENDING, Instance, instance_schema, read_instance
from plait.files.limits import Refused
from plait.files.plans import plain_plan, read_plan
from plait.files.worth import plain_worth

USUAL_MONTHS = 6
LONDON = ZoneInfo("Europe/London")
FAR_YEARS = 5
"""A window further ahead is likely a slip of the pen; it is said, and searched all the same."""


@click.command("assemble")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@as_user(required=False)
@in_trust
@click.option("--service", "services", multiple=True, help="A service to staff; again for more. All, unless given.")
@click.option("--from", "starts", type=Day(), help="The first of a month; the next one unless given.")
@click.option("--months", type=click.IntRange(3, LONGEST_MONTHS), help="For how long; 6 unless given.")
@click.option("--wishes", type=click.Path(path_type=Path), metavar="FILE", help="Who must be in, lead or stay out.")
@weighing
@lending
@click.option("--check", "kept", type=click.Path(path_type=Path), metavar="PLAN", help="Check what --json wrote.")
@click.option("--schema", "is_schema", is_flag=True, help="Print the JSON Schema of an instance, and end.")
@as_json
def command(path: Path | None, *, email: str | None, code: str | None, **asked: Any) -> Exit:
    """Propose a team for each service, with a reason for every member and what is not covered.

    With FOLDER (or a workbook, or an instance in JSON) it reads the files and needs no database. Without, it reads the
    record of the trust that USER may enter: plait assemble --as USER. Nothing is saved. With --check, the independent
    scorer says whether a plan keeps every rule there, and what it is worth. With --wishes, the plan keeps every wish of
    the file, or the answer is which of them cannot be had together and the smallest change. With --lent-by, whom other
    trusts lend is asked for too, as their sheet of people lent allows. With --departments, --second-holders and --cost,
    what counts beside coverage counts not at all, a little, as usual or a lot.
    """
    if asked["is_schema"]:
        print_json(instance_schema())
        return Exit.FINE
    kept = _kept(asked["kept"]) if asked["kept"] else None
    source = _Source(path, email, code, asked["lenders"])
    instance = source.instance()
    window = kept.teams[0].ask.window if kept and kept.teams else _window(asked, instance)
    trust, unread = source.trust(window.starts, instance)
    if kept is not None:
        return say_check(kept, trust, unread, is_json=asked["is_json"])
    services = asked["services"] or (instance.services if instance else ())
    policy = _policy(asked, instance, trust, is_exact=path is not None)
    try:
        plan = plan_teams(trust, _chosen(trust, services, source.words(unread)), window, policy)
    except CannotBeHad as clash:
        return say_conflict(clash.conflict, trust, is_json=asked["is_json"])
    if asked["is_json"]:
        said = {"trust": trust.code, "on": trust.on, "faults_in_files": unread, **plain_plan(plan)}
        worth = plain_worth(binding_of(plan), values_of(plan, {one.name: one.viewpoint for one in trust.competencies}))
        cost, beside = (part(plan, trust, exact=policy.is_exact) for part in (plain_cost, plain_role))
        print_json({**said, "cost": cost, "worth": worth, "by_role": beside})
    else:
        parts = (
            _lines(plan, trust),
            lines_of_loans(plan, trust),
            *(part(plan, trust, exact=policy.is_exact) for part in (lines_of_cost, lines_of_role)),
        )
        for line in chain.from_iterable(parts):
            click.echo(line)
    if unread:
        click.echo(source.words(unread), err=True)
    return Exit.FAULTS if unread else Exit.FINE


def _policy(asked: Mapping[str, Any], instance: Instance | None, trust: Trust, *, is_exact: bool) -> Policy:
    """What is wished for and weighed: of the instance, and by options, which hold before what it weighs."""
    weighed = dict(instance.weights) if instance else {}
    weighed |= {name: asked[name] for name in ("departments", "seconds", "thousands") if asked[name]}
    wishes = wishes_in(asked["wishes"], instance.wishes if instance else None, trust)
    return Policy(wishes, weights=weights_of(weighed), strict=asked["strict"], is_exact=is_exact)


def _kept(path: Path) -> Plan:
    try:
        return read_plan(path)
    except Refused as refusal:
        raise Ends(Exit.USAGE, f"{refusal.wrong}. {refusal.remedy}.") from refusal


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the trust is read: files, or the record with the rights of a user."""

    path: Path | None
    email: str | None
    code: str | None
    lenders: tuple[str, ...] = ()

    def instance(self) -> Instance | None:
        """What an instance in JSON asks, where the path is one; it ends where it cannot be read."""
        if self.path is None or self.path.suffix.casefold() != ENDING:
            return None
        read_stated(self.path)
        return read_instance(self.path)

    def trust(self, on: date, instance: Instance | None) -> tuple[Trust, int]:
        """The trust on that day, and how many faults its files have."""
        if self.path is not None:
            intake = read_stated(self.path)
            trust = trust_of_intake(intake, code=self.code or "FILES", name=intake.name, on=on)
            sizes = instance.sizes if instance and instance.sizes else trust.sizes
            trust, theirs = with_lenders(replace(trust, sizes=sizes), self.lenders, self.code)
            return trust, len(intake.all_problems()) + theirs
        if self.lenders:
            raise Ends(Exit.USAGE, "--lent-by goes with files. Of the record, tick it on the form of Assemble.")
        if not self.email:
            raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
        return of_record(self.email, self.code, on, command="plait assemble"), 0

    def words(self, faults: int) -> str:
        """How many faults the files have, and how to see them."""
        return f"{counted(faults, 'fault')} in the files: `plait check {self.path}` names them." if faults else ""


def _window(asked: Mapping[str, Any], instance: Instance | None) -> Window:
    """The window asked for: by an option, or else by the instance, or else the usual one."""
    stated = instance.starts if instance else None
    today = datetime.now(LONDON).date()
    first = asked["starts"] or stated or month_after(today)
    months = asked["months"] or (instance.months if instance else None) or USUAL_MONTHS
    if first.day != 1:
        raise Ends(Exit.USAGE, f"Teams begin on the first of a month: write {first:%Y-%m}-01, or a later month.")
    if months % 3 or months > LONGEST_MONTHS:
        raise Ends(Exit.USAGE, "Teams are for whole quarters: write 3, 6, 9 or more months in threes, 24 at most.")
    if not today.replace(day=1) <= first <= today.replace(year=today.year + FAR_YEARS, day=1):
        when = "in the past" if first < today else f"more than {FAR_YEARS} years ahead"
        click.echo(f"The teams would begin {when}, on 1 {first:%B %Y}. Another day: --from.", err=True)
    return Window(first, months)


def of_record(email: str, code: str | None, on: date, *, command: str) -> Trust:
    """The record on that day of the trust that somebody who assembles teams may enter."""
    with reading_as(email, code, command) as viewer:
        from plait.engine.permissions import Action, scope_of
        from plait.store.borrowed import with_guests
        from plait.store.snapshot import load_trust

        if not scope_of(viewer, Action.ASSEMBLE):
            raise Ends(Exit.NOT_YOURS, f"Your role ({viewer.role_words}) may not {Action.ASSEMBLE.value}.")
        return with_guests(load_trust(viewer.trust_code, on=on), viewer.trust_id)


def _chosen(trust: Trust, services: tuple[str, ...], unread: str) -> list[str]:
    known = {name.casefold(): name for name in servable(trust)}
    if not known:
        nothing = "No service that runs says what it needs. The needs sheet is missing or empty."
        raise Ends(Exit.FAULTS, f"{nothing} {unread}".strip())
    strange = [name for name in services if name.casefold() not in known]
    if strange:
        offered = "; ".join(known.values())
        raise Ends(Exit.USAGE, f"{strange[0]} is no service with needs. These are: {offered}.")
    return [known[name.casefold()] for name in services] or list(known.values())


def _lines(plan: Plan, trust: Trust) -> Iterable[str]:
    yield answer_words(plan)
    yield f"{quality_words(plan)} {levels_words(plan)}".strip()
    levels = [(one.name, one.value, one.bound, one.rate) for one in level_lines(plan)]
    yield from [table_of([("What counts", "This plan", "Any plan", "One more is worth"), *levels])] if levels else []
    names = {one.employee_number: one.name for one in trust.people}
    yield from (f"Granted: {wish_words(one, names)}." for one in plan.wishes)
    for team in plan.teams:
        yield f"\n{team.ask.service}: {size_words(team)}. {team_words(team)}"
        if team.refusal:
            yield f"  {team.refusal}"
        yield from _tables(team, trust)


def _tables(team: ProposedTeam, trust: Trust) -> Iterable[str]:
    people = by_number(trust.people)
    if team.members:
        rows = [
            (
                f"{one.employee_number} {people[one.employee_number].name}",
                one.viewpoint.word,
                time_words(one.wte),
                brings_words(one, team),
                one.reason,
            )
            for one in team.members
        ]
        yield table_of([("Person", "Strand", "WTE", "Brings", "Why"), *rows], indent="  ")
    yield from (f"  {served_words(one, team)}" for one in team.served)
    if team.gaps:
        gaps = [(*gap_words(gap), gap.reason) for gap in team.gaps]
        yield table_of([("Missing", "Short by", "One level below", "Why"), *gaps], indent="  ")
