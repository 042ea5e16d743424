"""A whole file understood: which table is which sheet, what each row states, and what is wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plait.engine.accountability_sheets import (
    CLAIMS,
    SETTLEMENTS,
    TERRITORIES,
    check_answers,
    check_claims,
    know_employments,
)
from plait.engine.ae_returns import UNMATCHED, is_ae_return, unmatched
from plait.engine.area_sheets import AREA_SHEETS
from plait.engine.attendance import ATTENDANCE, check_attendance
from plait.engine.board_actions import ACTIONS, check_actions
from plait.engine.board_development import BOARD_DEVELOPMENT
from plait.engine.board_members import BOARD_MEMBERS, check_members
from plait.engine.board_record import RECORD_SHEETS
from plait.engine.board_sheets import (
    DECISIONS,
    ITEMS,
    MEETINGS,
    STANDING_RIGHTS,
    check_decisions,
    check_meetings,
    know_board,
)
from plait.engine.challenges import CHALLENGES, check_challenges
from plait.engine.champions import CHAMPIONS
from plait.engine.change_windows import CHANGE_WINDOWS
from plait.engine.competency_sheets import COMMUNITIES, COMMUNITY_MEMBERS, COMPETENCIES, HOLDINGS
from plait.engine.contacts import CONTACTS
from plait.engine.declarations import DECLARATIONS
from plait.engine.deputies import DEPUTIES
from plait.engine.design_sheets import DESIGN_SHEETS
from plait.engine.education import EDUCATION_SHEETS
from plait.engine.leadership import HOLDERS, ROLES, check_holders
from plait.engine.lending import LENDING
from plait.engine.long_leave import (
    LONG_LEAVE,
    check_beginnings,
    check_overlaps,
    check_presence,
    know_leaves,
)
from plait.engine.nearest import nearest
from plait.engine.offers import OFFERS
from plait.engine.outcome_sheets import (
    CHART_MARKS,
    OBSERVATIONS,
    OUTCOMES,
    check_marks,
    check_observations,
    know_outcomes,
)
from plait.engine.papers import PAPERS, check_papers
from plait.engine.people import PEOPLE, check_managers
from plait.engine.places import PLACE_FIGURES
from plait.engine.posts import POSTS
from plait.engine.programme_sheets import PROGRAMME_SHEETS, REMARKS, REPORTS, check_parts, know_parts
from plait.engine.record_rules import know_members
from plait.engine.research_sheets import ASSUMPTIONS, RESEARCH_SHEETS, ROUNDS, check_releases, know_releases
from plait.engine.row_rules import check_entry
from plait.engine.services import NEEDS, SERVICES
from plait.engine.sheets import Column, Entry, Key, Known, Reading, Sheet, check_references, plain, read_table
from plait.engine.sponsorships import SPONSORSHIPS, check_sponsorships
from plait.engine.staff_groups import STAFF_GROUPS
from plait.engine.strategy_sheets import NOT_CHOSEN, OBJECTIVES, STRATEGY_SHEETS, check_choices, check_objectives
from plait.engine.tables import Book, Problem, Table
from plait.engine.teams import DEPENDENCIES, MEMBERSHIPS, RELEASES, TEAMS, expand_team
from plait.engine.thresholds import MEASURES, THRESHOLDS, check_thresholds

SHEETS = (
    PEOPLE, SERVICES, TEAMS, POSTS, COMPETENCIES, HOLDINGS, COMMUNITIES, COMMUNITY_MEMBERS, NEEDS, MEMBERSHIPS,
    RELEASES, DEPENDENCIES, ROLES, HOLDERS, TERRITORIES, CLAIMS, SETTLEMENTS, CHAMPIONS, MEETINGS, ITEMS, DECISIONS,
    *RECORD_SHEETS,
    *AREA_SHEETS,
    *EDUCATION_SHEETS, CONTACTS, BOARD_DEVELOPMENT,
    STANDING_RIGHTS, OUTCOMES, OBSERVATIONS, CHART_MARKS, PLACE_FIGURES, *RESEARCH_SHEETS, *DESIGN_SHEETS,
    *PROGRAMME_SHEETS, STAFF_GROUPS, THRESHOLDS, OFFERS, LENDING,
    DEPUTIES, DECLARATIONS,
    *STRATEGY_SHEETS,
    CHANGE_WINDOWS,
    LONG_LEAVE,
)  # fmt: skip
"""Every sheet, the three to start with first."""

BY_NAME = {sheet.name: sheet for sheet in SHEETS}
NOT_DATA = frozenset(("starthere", "readme", "notes", "help"))
"""Tabs that explain and hold no rows."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file states: its entries by sheet, its faults, and the tables it was read from."""

    name: str
    sha256: str
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]
    tables: Mapping[str, str]
    """Table name to sheet name."""

    def entries(self) -> tuple[Entry, ...]:
        """Every good row of every sheet."""
        return tuple(entry for reading in self.readings for entry in reading.entries)

    def all_problems(self) -> tuple[Problem, ...]:
        """Every fault, those of the file first, then sheet by sheet in the order of its lines."""
        of_rows = (p for r in self.readings for p in sorted(r.problems, key=lambda p: (p.table, p.line or 0)))
        return (*self.problems, *of_rows)


def read_workbook(book: Book, known: Known, *, managers: Mapping[str, str] | None = None) -> Intake:
    """Everything `book` states that can be understood, and a problem for everything that cannot.

    `known` holds, by sheet name, the keys already in the record (folded, to their spelling), besides
    which the book's own rows may be referred to; `managers` the reporting lines already recorded.
    Never raises for bad data.
    """
    tables: dict[str, str] = {}
    problems = list(book.problems)
    readings: list[Reading] = []
    for table in book.tables:
        sheet = sheet_of(table)
        if sheet is None:
            problems.extend(one for one in _unknown_table(table) if not _is_said(one, problems))
            continue
        tables[table.name] = sheet.name
        readings.append(read_table(sheet, table))
    if not tables and not problems:
        problems.append(Problem(book.name, None, "", "", "There is no row in this file", "Fill in at least one sheet"))
    return Intake(
        book.name, book.sha256, check_readings(_by_sheet(readings), known, managers or {}), tuple(problems), tables
    )


def sheet_of(table: Table) -> Sheet | None:
    """The sheet a table is meant to be: by its name, or failing that by its headings.

    By headings, every needed column must be there under a name people see, and most headings must be the sheet's. Of
    two sheets that know as many, it is the one whose own headings more of them are.
    """
    named = plain(table.name)
    for sheet in SHEETS:
        if named in (plain(sheet.name), plain(sheet.title)):
            return sheet
    written = frozenset(plain(heading) for heading in table.headings if heading.strip())
    fitting = [(*_known_of(sheet, written), sheet) for sheet in SHEETS if _has_what_it_needs(sheet, written)]
    known, _, best = max(fitting, key=lambda one: one[:2], default=(0, 0, None))
    return best if 2 * known > len(written) else None


def _known_of(sheet: Sheet, written: frozenset[str]) -> tuple[int, int]:
    """How many of the headings the sheet knows, and how many of them are its own words."""
    seen = frozenset[str]().union(*map(_seen_as, sheet.columns))
    return len(seen & written), len(written & {plain(column.heading) for column in sheet.columns})


def _has_what_it_needs(sheet: Sheet, written: frozenset[str]) -> bool:
    return all(_seen_as(column) & written for column in sheet.columns if column.required)


def _seen_as(column: Column) -> frozenset[str]:
    """What may head a column in somebody's file. Not its field: “name” is one of six sheets and tells none of them."""
    return frozenset(map(plain, (column.heading, *column.also_called)))


def _unknown_table(table: Table) -> list[Problem]:
    if plain(table.name) in NOT_DATA or not any(heading.strip() for heading in table.headings):
        return []
    if is_ae_return(table):
        return [unmatched(table)]
    titles = [sheet.title for sheet in SHEETS]
    near = nearest(table.name, titles)
    remedy = f"Name it {near[0]}" if near else "Name it one of: " + "; ".join(titles)
    return [Problem(table.name, None, "", table.name, f"Plait has no sheet called “{table.name}”", remedy)]


def _is_said(problem: Problem, before: Iterable[Problem]) -> bool:
    """A&E files of several months lack the same: it is said once."""
    return problem.wrong == UNMATCHED and any(one.wrong == UNMATCHED for one in before)


def _by_sheet(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """One reading a sheet, lists in cells laid out as entries of their own sheets, no key twice."""
    gathered: dict[str, Reading] = {}
    for reading in readings:
        for part in _expanded(reading):
            before = gathered.get(part.sheet, Reading(part.sheet))
            gathered[part.sheet] = _joined(before, part)
    return tuple(_without_doubles(gathered[sheet.name]) for sheet in SHEETS if sheet.name in gathered)


def _expanded(reading: Reading) -> list[Reading]:
    if reading.sheet != TEAMS.name:
        return [reading]
    laid_out = [entry for team in reading.entries for entry in expand_team(team)]
    own = tuple(entry for entry in laid_out if entry.sheet == TEAMS.name)
    others = [
        Reading(name, tuple(entry for entry in laid_out if entry.sheet == name))
        for name in (MEMBERSHIPS.name, RELEASES.name)
    ]
    return [replace(reading, entries=own), *(other for other in others if other.entries)]


def _joined(one: Reading, other: Reading) -> Reading:
    return Reading(
        one.sheet,
        one.entries + other.entries,
        one.problems + other.problems,
        one.unused_headings + other.unused_headings,
        one.rejected_lines | other.rejected_lines,
        one.fallen | other.fallen,
    )


def _without_doubles(reading: Reading) -> Reading:
    first: dict[Key, Entry] = {}
    problems: list[Problem] = []
    for entry in reading.entries:
        there = first.setdefault(entry.key, entry)
        if there is not entry:
            shown = ", ".join(str(part) for part in entry.key if part is not None)
            wrong = f"It stands on sheet {there.table}, line {there.line}, too"
            problems.append(Problem(entry.table, entry.line, "", shown, wrong, "Keep it in one of the two places"))
    return _rejecting(reading, problems, keep=frozenset(id(entry) for entry in first.values()))


def _rejecting(reading: Reading, problems: Sequence[Problem], *, keep: frozenset[int] | None = None) -> Reading:
    """The reading without the entries on the lines of `problems` (or not among `keep`), the problems added."""
    if not problems:
        return reading
    faulty = {(problem.table, problem.line) for problem in problems}
    entries = tuple(
        entry
        for entry in reading.entries
        if (id(entry) in keep if keep is not None else (entry.table, entry.line) not in faulty)
    )
    lines = reading.rejected_lines | {problem.line for problem in problems if problem.line is not None}
    fallen = reading.fallen | _named(reading.entries) - _named(entries)
    problems = reading.problems + tuple(problems)
    return replace(reading, entries=entries, problems=problems, rejected_lines=lines, fallen=fallen)


def _named(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(str(entry.key[0]) for entry in entries)


def check_readings(readings: Sequence[Reading], known: Known, managers: Mapping[str, str]) -> tuple[Reading, ...]:
    """The readings after every check that needs more than one row: references, dates, circles, rules of a sheet.

    A row that falls takes those that refer to it with it, so the checks run until none falls.
    """
    fallen = {reading.sheet: reading.fallen | _named(reading.entries) for reading in readings}
    checked = [_rejecting(r, [p for e in r.entries for p in check_entry(e)]) for r in readings]
    falls = True
    while falls:
        names = known_names(checked, known)
        after = [_checked(reading, names, managers, fallen) for reading in checked]
        falls = any(len(one.entries) != len(two.entries) for one, two in zip(checked, after, strict=True))
        checked = after
    return tuple(checked)


def reject(
    readings: Iterable[Reading], unfit: Mapping[str, Sequence[Problem]], known: Known, managers: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings without the rows that are `unfit`, by sheet, and without those that refer to them."""
    left = [_rejecting(reading, unfit.get(reading.sheet, ())) for reading in readings]
    return check_readings(left, known, managers)


def known_names(readings: Sequence[Reading], known: Known) -> dict[str, dict[str, str]]:
    """`known` and the keys of the file's own rows; where both spell a name, the file's spelling holds."""
    names = {sheet: dict(spellings) for sheet, spellings in known.items()}
    for reading in readings:
        sheet = BY_NAME[reading.sheet]
        if len(sheet.key) == 1:
            spellings = names.setdefault(sheet.name, {})
            spellings.update((str(e.key[0]), str(e.values[sheet.key[0]])) for e in reading.entries)
        if sheet is PEOPLE:
            know_employments(names, reading.entries)
        know_board(names, sheet.name, reading.entries)
        know_members(names, sheet.name, reading.entries)
        know_leaves(names, sheet.name, reading.entries)
        know_releases(names, sheet.name, reading.entries)
        know_outcomes(names, sheet.name, reading.entries)
        know_parts(names, sheet.name, reading.entries)
    return names


def _checked(
    reading: Reading, names: Known, managers: Mapping[str, str], fallen: Mapping[str, frozenset[str]]
) -> Reading:
    entries, unknown = check_references(reading.entries, BY_NAME[reading.sheet], names, fallen)
    lines = reading.rejected_lines | {problem.line for problem in unknown if problem.line is not None}
    after = replace(reading, entries=entries, problems=reading.problems + unknown, rejected_lines=lines)
    if reading.sheet == PEOPLE.name:
        after = _rejecting(after, check_managers(after.entries, managers))
    if reading.sheet in CHECKS:
        after = _rejecting(after, CHECKS[reading.sheet](after.entries, names))
    return after


Check = Callable[[Iterable[Entry], Known], tuple[Problem, ...]]


def _both(one: Check, other: Check) -> Check:
    def check(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
        whole = tuple(entries)
        return (*one(whole, known), *other(whole, known))

    return check


CHECKS: Mapping[str, Check] = {
    HOLDERS.name: _both(check_holders, check_beginnings),
    DEPUTIES.name: _both(check_holders, check_beginnings),
    LONG_LEAVE.name: check_overlaps,
    DECLARATIONS.name: check_holders,
    CLAIMS.name: check_answers,
    SETTLEMENTS.name: check_answers,
    CHAMPIONS.name: _both(check_claims, check_beginnings),
    BOARD_MEMBERS.name: check_members,
    ATTENDANCE.name: _both(check_attendance, check_presence),
    PAPERS.name: check_papers,
    CHALLENGES.name: check_challenges,
    ACTIONS.name: check_actions,
    SPONSORSHIPS.name: check_sponsorships,
    MEETINGS.name: check_meetings,
    DECISIONS.name: check_decisions,
    ROUNDS.name: check_releases,
    ASSUMPTIONS.name: check_releases,
    OBSERVATIONS.name: check_observations,
    CHART_MARKS.name: check_marks,
    PLACE_FIGURES.name: check_observations,
    REPORTS.name: check_parts,
    REMARKS.name: check_parts,
    OBJECTIVES.name: check_objectives,
    NOT_CHOSEN.name: check_choices,
    THRESHOLDS.name: lambda entries, known: check_thresholds(entries, known.get(MEASURES, {})),
}
"""What the rows of a sheet are held to together, given the names that are known."""
