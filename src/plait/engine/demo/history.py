"""Eighteen months of an invented trust as the files it would have sent: all of it, then what each month changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from random import Random

from plait.engine.accountability_sheets import ACCOUNTABILITY, CLAIMS, SETTLEMENTS, TERRITORIES
from plait.engine.area_sheets import AREA_SHEETS, AREAS, VISITS
from plait.engine.attendance import ATTENDANCE
from plait.engine.board_actions import ACTIONS
from plait.engine.board_development import BOARD_DEVELOPMENT
from plait.engine.board_members import BOARD_MEMBERS
from plait.engine.board_record import RECORD_SHEETS
from plait.engine.board_sheets import BOARD_SHEETS, DECISIONS, ITEMS, MEETINGS, STANDING_RIGHTS
from plait.engine.challenges import CHALLENGES
from plait.engine.champions import CHAMPIONS
from plait.engine.change_windows import CHANGE_WINDOWS
from plait.engine.competency_sheets import COMMUNITIES, COMMUNITY_MEMBERS, HOLDINGS
from plait.engine.contacts import CONTACTS
from plait.engine.declarations import DECLARATIONS
from plait.engine.demo import (
    area_facts,
    board_facts,
    change_facts,
    contact_facts,
    executive_facts,
    facts,
    leave_facts,
    lending_facts,
    log_facts,
    outcome_facts,
    programme_facts,
    record_facts,
    strategy_facts,
)
from plait.engine.demo.calendar import MONTHS, month_start
from plait.engine.demo.churn import Churn
from plait.engine.demo.facts import Cells, Lines
from plait.engine.demo.naming import Namer
from plait.engine.demo.plans import read_plan
from plait.engine.demo.skills import Holdings, draw_skills, grow_skills
from plait.engine.demo.staffing import Staff, Worker, hire_all
from plait.engine.deputies import DEPUTIES
from plait.engine.design_sheets import BLOCKERS, DESIGN_DECISIONS, DESIGN_SHEETS, VOICES
from plait.engine.education import EDUCATION_SHEETS, SESSIONS, TARGETS
from plait.engine.leadership import HOLDERS, ROLES
from plait.engine.lending import LENDING
from plait.engine.long_leave import LONG_LEAVE
from plait.engine.offers import OFFERS
from plait.engine.outcome_sheets import CHART_MARKS, OBSERVATIONS, OUTCOME_SHEETS, OUTCOMES
from plait.engine.papers import PAPERS
from plait.engine.people import PEOPLE
from plait.engine.places import PLACE_FIGURES
from plait.engine.posts import POSTS
from plait.engine.programme_sheets import MILESTONES, MOVES, PROGRAMME_SHEETS, PROGRAMMES, REMARKS, REPORTS, THEMES
from plait.engine.research_sheets import ASSUMPTIONS, GROUPS, RESEARCH_SHEETS, ROUNDS
from plait.engine.services import NEEDS, SERVICES
from plait.engine.sheets import Sheet
from plait.engine.sponsorships import SPONSORSHIPS
from plait.engine.strategy_sheets import NOT_CHOSEN, OBJECTIVES, STRATEGY_SHEETS
from plait.engine.tables import Book, Line, Table
from plait.engine.teams import DEPENDENCIES, MEMBERSHIPS, RELEASES, TEAMS
from plait.engine.thresholds import THRESHOLDS

PEOPLE_FILE = (
    POSTS, PEOPLE, HOLDINGS, COMMUNITIES, COMMUNITY_MEMBERS, ROLES, HOLDERS, *ACCOUNTABILITY, CHAMPIONS, LENDING,
    DEPUTIES, DECLARATIONS, LONG_LEAVE,
)  # fmt: skip
TEAMS_FILE = (
    SERVICES, NEEDS, TEAMS, MEMBERSHIPS, RELEASES, DEPENDENCIES, *BOARD_SHEETS, *RECORD_SHEETS, THRESHOLDS, OFFERS,
    *AREA_SHEETS,
    *EDUCATION_SHEETS, CONTACTS, BOARD_DEVELOPMENT,
    *RESEARCH_SHEETS, *DESIGN_SHEETS, *OUTCOME_SHEETS, PLACE_FIGURES, *PROGRAMME_SHEETS, *STRATEGY_SHEETS,
    CHANGE_WINDOWS,
)  # fmt: skip
WHOLE_FILES = {"people": PEOPLE_FILE, "teams": TEAMS_FILE}
CHANGES_FILE = {"changes": (*PEOPLE_FILE, *TEAMS_FILE)}
"""What is sent in the first month and in the last, and what in each month between."""
LAID_OUT_ELSEWHERE = ("members", "releases")
"""Columns of the teams sheet that the demo fills on sheets of their own."""
SENT_WHOLE = frozenset(
    sheet.name
    for sheet in (
        SERVICES,
        NEEDS,
        TEAMS,
        MEMBERSHIPS,
        RELEASES,
        ROLES,
        HOLDERS,
        *ACCOUNTABILITY,
        DECISIONS,
        STANDING_RIGHTS,
        *RECORD_SHEETS,
        OFFERS,
        *AREA_SHEETS,
        *EDUCATION_SHEETS,
        CONTACTS,
        BOARD_DEVELOPMENT,
        *RESEARCH_SHEETS,
        *DESIGN_SHEETS,
        OUTCOMES,
        PROGRAMMES,
        *STRATEGY_SHEETS,
    )
)
"""Sheets confirmed whole in the last month, so that their feeds are fresh; that of the dependencies is old."""
MONTHS_BETWEEN_POSTS = 6
SHARE_LEARNING = 0.012


@dataclass(frozen=True, slots=True)
class InventedTrust:
    """A trust nobody has: its code, name, the word its files begin with, the domain of its addresses."""

    code: str
    name: str
    word: str
    domain: str
    first_number: int


NORTHMOOR = InventedTrust("PLA", "Northmoor University Hospitals NHS Trust", "northmoor", "northmoor.example", 20001)
SOUTHMERE = InventedTrust("PLB", "Southmere Community NHS Trust", "southmere", "southmere.example", 70001)
INVENTED_TRUSTS = (NORTHMOOR, SOUTHMERE)


@dataclass(frozen=True, slots=True)
class Sent:
    """One file of a month, and the day from which it is true."""

    true_from: date
    book: Book


@dataclass(frozen=True, slots=True)
class History:
    """The files of an invented trust, oldest first, and its people by the names of its plan, like “matron 1”."""

    trust: InventedTrust
    sent: tuple[Sent, ...]
    people: Mapping[str, Worker]


def tell_history(trust: InventedTrust, on: date, *, scale: int = 1) -> History:
    """The files of `trust` for the 18 months before `on`; `scale` multiplies people, services and teams.

    The same trust, day and scale give the same files, to the letter.
    """
    told = _Teller(trust, on, scale)
    sent = [book for month in range(-MONTHS, 1) for book in told.month(month)]
    people = {key: told.staff.workers[number] for (copy, key), number in told.staff.keys.items() if copy == 1}
    return History(trust, tuple(sent), people)


class _Teller:
    """Lives through the months, and remembers what each sheet said last."""

    def __init__(self, trust: InventedTrust, on: date, scale: int) -> None:
        self.trust, self.on = trust, on
        self.copies = range(1, scale + 1)
        self.staff = Staff(read_plan(trust.word), on, trust.domain, trust.first_number)
        self.holdings: Holdings = {}
        self._last: dict[str, Lines] = {}
        taken = frozenset(row["name"] for row in self.staff.plan.story if row["name"])
        self._namers = [Namer(self._chance("names"), trust.domain, taken)]
        self._churns = [Churn(self._chance(f"months {copy}"), self._namers[0], copy) for copy in self.copies]
        for copy in self.copies:
            self._found(copy)

    def _chance(self, purpose: str) -> Random:
        return Random(f"plait {self.trust.code} {purpose}")

    def _found(self, copy: int) -> None:
        first = len(self.staff.workers)
        hire_all(self.staff, self._namers[0], self._chance(f"people {copy}"), copy)
        chance = self._chance(f"skills {copy}")
        for worker in list(self.staff.workers.values())[first:]:
            self._bring_skills(worker, chance)

    def _bring_skills(self, worker: Worker, chance: Random) -> None:
        until = max(month_start(self.on, -MONTHS), worker.starts)
        for held in draw_skills(self.staff, worker, chance, until):
            self.holdings[held.number, held.competency] = held

    def month(self, month: int) -> list[Sent]:
        """The files of one month; those with nothing to say are not sent."""
        if month > -MONTHS:
            self._live(month)
        true_from = month_start(self.on, month)
        books = [
            (f"{self.trust.word}-{file}-{true_from:%Y-%m}.xlsx", self._tables(sheets, month))
            for file, sheets in (WHOLE_FILES if month in {-MONTHS, 0} else CHANGES_FILE).items()
        ]
        return [Sent(true_from, make_book(name, tables)) for name, tables in books if tables]

    def _live(self, month: int) -> None:
        before = len(self.staff.workers)
        for churn in self._churns:
            churn.live(self.staff, month)
        chance = self._chance(f"learning {month}")
        for worker in list(self.staff.workers.values())[before:]:
            self._bring_skills(worker, chance)
        grow_skills(self.staff, self.holdings, chance, month, SHARE_LEARNING)

    def _tables(self, sheets: Iterable[Sheet], month: int) -> list[Table]:
        now = self._lines(month_start(self.on, month))
        tables = [(sheet, self._news(sheet, now[sheet.name], month)) for sheet in sheets]
        return [lay_out(sheet, lines) for sheet, lines in tables if lines]

    def _news(self, sheet: Sheet, lines: Lines, month: int) -> Lines:
        """What this sheet did not say before; all of it when it is sent whole."""
        last, self._last[sheet.name] = self._last.get(sheet.name, {}), lines
        is_whole = (sheet.name in SENT_WHOLE and month == 0) or (sheet is POSTS and month % MONTHS_BETWEEN_POSTS == 0)
        return {k: c for k, c in lines.items() if last.get(k) != c or (is_whole and not _has_left(sheet, c))}

    def _lines(self, on: date) -> dict[str, Lines]:
        staff = self.staff
        people = facts.people_lines(staff, on)
        held = {key: cells for key, cells in facts.holding_lines(self.holdings).items() if key[:1] in people}
        lines = {PEOPLE.name: people, POSTS.name: facts.post_lines(staff, self.on), HOLDINGS.name: held}
        for sheet, read in BY_COPY:
            lines[sheet.name] = {k: v for copy in self.copies for k, v in read(staff, on, copy).items()}
        return lines


def _has_left(sheet: Sheet, cells: Cells) -> bool:
    return sheet in (MEMBERSHIPS, HOLDERS, CLAIMS, SETTLEMENTS) and bool(cells["ends"])


BY_COPY = (
    (COMMUNITIES, facts.community_lines),
    (COMMUNITY_MEMBERS, facts.community_member_lines),
    (ROLES, facts.role_lines),
    (HOLDERS, facts.holder_lines),
    (TERRITORIES, facts.territory_lines),
    (CLAIMS, facts.claim_lines),
    (SETTLEMENTS, facts.settlement_lines),
    (CHAMPIONS, facts.champion_lines),
    (AREAS, area_facts.area_lines),
    (VISITS, area_facts.visit_lines),
    (SESSIONS, contact_facts.session_lines),
    (TARGETS, contact_facts.target_lines),
    (CONTACTS, contact_facts.contact_lines),
    (BOARD_DEVELOPMENT, contact_facts.learning_lines),
    (LENDING, lending_facts.lending_lines),
    (DEPUTIES, executive_facts.deputy_lines),
    (DECLARATIONS, executive_facts.declaration_lines),
    (LONG_LEAVE, leave_facts.leave_lines),
    (MEETINGS, board_facts.meeting_lines),
    (ITEMS, board_facts.item_lines),
    (DECISIONS, board_facts.decision_lines),
    (STANDING_RIGHTS, board_facts.right_lines),
    (BOARD_MEMBERS, record_facts.member_lines),
    (ATTENDANCE, record_facts.attendance_lines),
    (PAPERS, record_facts.paper_lines),
    (CHALLENGES, record_facts.challenge_lines),
    (ACTIONS, record_facts.action_lines),
    (SPONSORSHIPS, record_facts.sponsorship_lines),
    (THRESHOLDS, board_facts.threshold_lines),
    (OUTCOMES, outcome_facts.outcome_lines),
    (OBSERVATIONS, outcome_facts.figure_lines),
    (CHART_MARKS, outcome_facts.mark_lines),
    (SERVICES, facts.service_lines),
    (NEEDS, facts.need_lines),
    (TEAMS, facts.team_lines),
    (MEMBERSHIPS, facts.member_lines),
    (RELEASES, facts.release_lines),
    (DEPENDENCIES, facts.dependency_lines),
    (OFFERS, facts.offer_lines),
    (GROUPS, log_facts.group_lines),
    (ROUNDS, log_facts.round_lines),
    (ASSUMPTIONS, log_facts.assumption_lines),
    (DESIGN_DECISIONS, log_facts.design_lines),
    (VOICES, log_facts.voice_lines),
    (BLOCKERS, log_facts.blocker_lines),
    (PLACE_FIGURES, programme_facts.place_lines),
    (PROGRAMMES, programme_facts.programme_lines),
    (MILESTONES, programme_facts.milestone_lines),
    (CHANGE_WINDOWS, change_facts.window_lines),
    (REPORTS, programme_facts.report_lines),
    (MOVES, programme_facts.move_lines),
    (THEMES, programme_facts.theme_lines),
    (REMARKS, programme_facts.remark_lines),
    (OBJECTIVES, strategy_facts.objective_lines),
    (NOT_CHOSEN, strategy_facts.not_chosen_lines),
)


def lay_out(sheet: Sheet, lines: Lines) -> Table:
    """Lines as a table with the headings of its sheet."""
    columns = [column for column in sheet.columns if column.name not in LAID_OUT_ELSEWHERE or sheet is not TEAMS]
    rows = (tuple(cells[column.name] for column in columns) for cells in lines.values())
    headings = tuple(column.heading for column in columns)
    return Table(sheet.title, headings, 1, tuple(Line(number, row) for number, row in enumerate(rows, 2)))


def make_book(name: str, tables: Iterable[Table]) -> Book:
    """Tables as a book whose hash is that of its text."""
    whole = tuple(tables)
    return Book(name, sha256(repr(whole).encode()).hexdigest(), whole)
