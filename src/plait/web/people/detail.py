"""What the page of one person shows, field by field as the viewer may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plait.engine.competencies import Level
from plait.engine.permissions import Action, Viewer, reaches, scope_of
from plait.store.history import HistoryLine
from plait.store.long_leave import LeaveLine
from plait.store.people import HeldCompetency, PersonDetail, PostHeld, TeamTime
from plait.web.people.leave import leave_table
from plait.web.people.page import WORDS, band_words
from plait.web.shared.jinja import full_date, plural, short_date, wte
from plait.web.shared.leave import reads_leave_of
from plait.web.shared.origins import last_day_words, runs_words, show_history, source_words
from plait.web.shared.page import (
    Cell,
    ColumnHead,
    Definition,
    EmptyState,
    Fact,
    HistoryEntry,
    Link,
    Row,
    TablePage,
)

NUMBERS = ("employee number", "post")


@dataclass(frozen=True, slots=True)
class Sight:
    """What of this person the viewer may read, beside the directory: name, title, profession, place, teams."""

    time: bool
    band: bool
    numbers: bool
    leave: bool
    own_teams: frozenset[str]

    @property
    def hidden(self) -> frozenset[str]:
        """Columns of the history that are not for this viewer."""
        columns = [] if self.time else ["wte", "shifts"]
        columns += [] if self.band else ["band", "point"]
        columns += [] if self.numbers else ["email", "registration body", "registration number", *NUMBERS]
        return frozenset(columns)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person: the answer, facts, posts over time, who reports to them, teams, competencies, history."""

    name: str
    answer: str
    facts: tuple[Fact, ...]
    about: tuple[Definition, ...]
    posts: TablePage
    reports: tuple[Link, ...]
    teams: TablePage
    competencies: TablePage | None
    leave: TablePage | None
    add_leave: Link | None
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    join: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person; `held` and `leaves` are None where the viewer may not read them."""

    person: PersonDetail
    held: tuple[HeldCompetency, ...] | None
    leaves: tuple[LeaveLine, ...] | None
    history: tuple[HistoryLine, ...]


def sight_of(viewer: Viewer, person: PersonDetail) -> Sight:
    """What this viewer may read of this person; of a colleague in one's team only the time given to that team."""
    number = person.employee_number
    time = reaches(viewer, Action.READ_CAPACITY, employee_number=number)
    shares = reaches(viewer, Action.READ_CAPACITY, teams=viewer.teams)
    return Sight(
        time=time,
        band=reaches(viewer, Action.READ_BAND, employee_number=number),
        numbers=time or reaches(viewer, Action.EDIT_PERSON, employee_number=number),
        leave=reads_leave_of(viewer, number),
        own_teams=viewer.teams if shares else frozenset(),
    )


def person_page(viewer: Viewer, known: Known, today: date) -> PersonPage:
    """The page of one person as this viewer may read it."""
    person, held = known.person, known.held
    home, sight = f"/t/{viewer.trust_code}", sight_of(viewer, person)
    unread = {kind for kind, rows in (("holding", held), ("longleave", known.leaves)) if rows is None}
    may_edit, may_leave = (bool(scope_of(viewer, one)) for one in (Action.EDIT_PERSON, Action.EDIT_LEAVE))
    add_leave = Link("Add a leave", f"{home}/people/{person.id}/leave/add/") if may_leave else None
    return PersonPage(
        name=person.name,
        answer=_answer(person, today),
        facts=_facts(home, person, sight, today),
        about=_about(home, person, sight),
        posts=_posts(home, person, sight),
        reports=tuple(Link(one.name, f"{home}/people/{one.id}/") for one in person.reports),
        teams=_teams(home, person, sight, today),
        competencies=None if held is None else _competencies(home, held),
        leave=None if known.leaves is None else leave_table(home, known.leaves, may_edit=may_leave),
        add_leave=add_leave,
        history=show_history((one for one in known.history if one.kind not in unread), hidden=sight.hidden),
        edit=Link(f"Change {person.name}", f"{home}/people/{person.id}/edit/") if may_edit else None,
        join=_join(person, f"{home}/people/{person.id}") if scope_of(viewer, Action.JOIN_POSTS) else (),
    )


def _join(person: PersonDetail, here: str) -> tuple[Link, ...]:
    """The ways to say that another employment is the same person, or that this one is not."""
    others = ", ".join(one.employee_number for one in person.others)
    part = (Link(f"Somebody else than {others}…", f"{here}/part/"),) if others else ()
    return (Link("Also employed here as…", f"{here}/join/"), *part)


def _answer(person: PersonDetail, today: date) -> str:
    now = person.now
    title = now.job_title or now.profession or now.staff_group
    if person.ends is not None and person.ends <= today:
        return f"{title}, {now.department}. Left on {full_date(person.ends - timedelta(days=1))}."
    if person.starts > today:
        return f"{title}, {now.department}. Starts on {full_date(person.starts)}."
    return f"{title}, {now.department}."


def _current(person: PersonDetail, today: date) -> list[TeamTime]:
    return [one for one in person.teams if one.starts <= today and (one.ends is None or one.ends > today)]


def _facts(home: str, person: PersonDetail, sight: Sight, today: date) -> tuple[Fact, ...]:
    now, teams = person.now, _current(person, today)
    facts = [Fact("Viewpoint", WORDS.get(now.viewpoint, now.viewpoint), note=now.staff_group)]
    facts.append(Fact("Teams today", plural(len(teams), "team"), note=plural(len(person.reports), "direct report")))
    if sight.time:
        free = now.wte - sum(one.wte for one in teams)
        facts.append(Fact("Free", f"{wte(free)} WTE", note=f"of {wte(now.wte)}"))
    if sight.band:
        facts.append(Fact("Band", band_words(now.band, now.point) or "Not recorded"))
    if now.manager:
        facts.append(Fact("Line manager", "", link=Link(now.manager.name, f"{home}/people/{now.manager.id}/")))
    return tuple(facts)


def _about(home: str, person: PersonDetail, sight: Sight) -> tuple[Definition, ...]:
    now = person.now
    about = [Definition("Job title", now.job_title or "Not recorded")]
    about.append(Definition("Profession", now.profession or "Not recorded"))
    about.append(Definition("Department", now.department))
    about.append(Definition("Site", now.site or "Not recorded"))
    if sight.time:
        about.append(Definition("Shifts", ", ".join(now.shifts) or "Not recorded"))
    if sight.numbers:
        about.append(Definition("Employee number", person.employee_number))
        about.append(Definition("Work e-mail", person.email or "Not recorded"))
        about.append(Definition("Registration", person.registration or "Not recorded"))
        about.append(Definition("Post number", now.post or "Not recorded"))
    for other in person.others:
        text = f"Another post of {other.name}"
        about.append(Definition("Also employed", text, href=f"{home}/people/{other.id}/"))
    about.append(Definition("Employed", runs_words(person.starts, person.ends)))
    about.append(Definition("Where it came from", source_words(person.origin)))
    return tuple(about)


def _posts(home: str, person: PersonDetail, sight: Sight) -> TablePage:
    heads = ["From", "Last day", "Job title", "Staff group", "Department", "Line manager"]
    heads += (["Shifts", "WTE"] if sight.time else []) + (["Band"] if sight.band else [])
    shown = _merged(_seen(post, sight) for post in reversed(person.posts))
    rows = tuple(_post_row(home, post, sight) for post in shown)
    columns = (*(ColumnHead(text, number=text == "WTE") for text in heads), ColumnHead("Source"))
    return TablePage("Posts over time", columns, rows, EmptyState("No post is recorded."), caption_hidden=True)


def _seen(post: PostHeld, sight: Sight) -> PostHeld:
    """The post without what this viewer may not read."""
    post = post if sight.band else replace(post, band="", point=None)
    return post if sight.time else replace(post, wte=post.wte * 0, shifts=())


def _merged(posts: Iterable[PostHeld]) -> list[PostHeld]:
    """Posts, latest first, of which neighbours that look the same to this viewer are one: no hidden change shows."""
    merged: list[PostHeld] = []
    for post in posts:
        after = merged[-1] if merged else None
        if after and replace(post, starts=after.starts, ends=after.ends, origin=after.origin) == after:
            merged[-1] = replace(post, ends=after.ends)
        else:
            merged.append(post)
    return merged


def _post_row(home: str, post: PostHeld, sight: Sight) -> Row:
    manager = post.manager
    cells = [
        Cell(short_date(post.starts)),
        Cell(last_day_words(post.ends)),
        Cell(post.job_title or "–", note=post.profession),
        Cell(post.staff_group, note=WORDS.get(post.viewpoint, post.viewpoint)),
        Cell(post.department, note=post.site),
        Cell(manager.name, href=f"{home}/people/{manager.id}/") if manager else Cell("–"),
        *([Cell(", ".join(post.shifts) or "–"), Cell(wte(post.wte))] if sight.time else []),
        *([Cell(band_words(post.band, post.point) or "–")] if sight.band else []),
        Cell(source_words(post.origin), look="source"),
    ]
    return Row(tuple(cells))


def _teams(home: str, person: PersonDetail, sight: Sight, today: date) -> TablePage:
    with_time = sight.time or bool(sight.own_teams)
    heads = ["Team", "Part", "In it since", "Last day", *(["WTE"] if with_time else []), "Source"]
    rows = tuple(_team_row(home, one, sight, with_time=with_time, today=today) for one in person.teams)
    columns = tuple(ColumnHead(text, number=text == "WTE") for text in heads)
    empty = EmptyState(f"{person.name} has not been in a team.")
    return TablePage("Teams over time", columns, rows, empty, caption_hidden=True)


def _team_row(home: str, one: TeamTime, sight: Sight, *, with_time: bool, today: date) -> Row:
    readable = sight.time or one.team in sight.own_teams
    ended = one.ends is not None and one.ends <= today
    cells = [
        Cell(
            one.team,
            href=f"{home}/teams/{one.team_id}/" if one.team_id > 0 else "",
            note="Ended" if ended else "",
        ),
        Cell(one.part or "–"),
        Cell(short_date(one.starts if one.starts != one.joined and readable else one.joined)),
        Cell(last_day_words(one.ends)),
        *([Cell(wte(one.wte) if readable else "–")] if with_time else []),
        Cell(source_words(one.origin), look="source"),
    ]
    return Row(tuple(cells))


def _competencies(home: str, held: tuple[HeldCompetency, ...]) -> TablePage:
    heads = tuple(ColumnHead(text) for text in ("Competency", "Level", "Since", "Confirmed", "Source"))
    rows = tuple(
        Row(
            (
                Cell(one.name, href=f"{home}/competencies/{one.competency_id}/"),
                Cell(Level(one.level).word),
                Cell(short_date(one.since)),
                Cell(_confirmed(one)),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in held
    )
    return TablePage("Competencies", heads, rows, EmptyState("No competency is recorded."), caption_hidden=True)


def _confirmed(one: HeldCompetency) -> str:
    if one.confirmed_on is None:
        return "Claimed, not confirmed"
    return f"By {one.confirmed_by or 'somebody'} on {short_date(one.confirmed_on)}"
