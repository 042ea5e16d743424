"""Who may do what: one table, from which the code, the page of documentation and the exhaustive test are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from plait.engine.accountability_sheets import ACCOUNTABILITY, SETTLEMENTS
from plait.engine.board_record import RECORD_SHEETS
from plait.engine.board_sheets import BOARD_SHEETS
from plait.engine.declarations import DECLARATIONS
from plait.engine.deputies import DEPUTIES
from plait.engine.leadership import HOLDERS, ROLES
from plait.engine.lending import LENDING
from plait.engine.long_leave import LONG_LEAVE
from plait.engine.people import PEOPLE
from plait.engine.roles import SCOPES, Role, Scope
from plait.engine.strategy_sheets import STRATEGY_SHEETS
from plait.engine.thresholds import THRESHOLDS

__all__ = [
    "COST_FIELDS",
    "IMPORT_FIELDS",
    "PERMISSIONS",
    "PERSON_FIELDS",
    "RESERVED",
    "SCOPES",
    "SHEETS",
    "Action",
    "Role",
    "Scope",
    "Viewer",
    "editable_fields",
    "importable_fields",
    "may",
    "own_sheets",
    "reaches",
    "scope_of",
    "widest",
]


class Action(Enum):
    """What can be done in Plait; an action joins with its page, never before."""

    ENTER = "enter the trust"
    SEE_OWN = "see one's own competencies, teams and time"
    READ_RECORD = "read services, needs, teams, releases, dependencies, supply and gaps, communities"
    READ_FINDINGS = "read verdicts and the rows behind them"
    READ_NAMED_EVIDENCE = "read rows behind a verdict that name people"
    READ_PEOPLE = "read the people directory: name, title, profession, team"
    READ_COMPETENCIES = "read who holds which competency"
    READ_CAPACITY = "read somebody's free and committed time"
    READ_BAND = "read somebody's band or cost"
    EDIT_PERSON = "edit a person, in the fields named below"
    EDIT_LEAVE = "edit from when to when somebody is on long leave"
    JOIN_POSTS = "say that two employments of the trust are one person, or are not"
    CLAIM_COMPETENCY = "claim a competency"
    CONFIRM_COMPETENCY = "confirm somebody's competency"
    CREATE_TEAM = "create a team, end it, change who is in it"
    ASSEMBLE = "assemble teams, and see who is proposed and why"
    READ_PLANS = "read proposed teams, who is in them and what they cost"
    ACCEPT_TEAMS = "accept proposed teams, so that their members are recorded"
    CONSENT = "agree to a place in a team or decline it, for oneself and for those who report to one"
    READ_LENDING = "read whom the trust lends to others, and which trusts lend to it"
    EDIT_LENDING = "lend people to another trust within dates, and agree to borrow from one"
    EXCEPT_RELEASE = "let a team have a second one before its first release, with the reason"
    EDIT_TEAM = "edit a team's purpose"
    RECORD_RELEASE = "record a release, research, an assumption, a design decision or a blocker"
    REMOVE_BLOCKER = "say that a blocker is removed, by whom and how"
    EDIT_SERVICES = "edit services, needs, posts and the competency framework"
    EDIT_DEPENDENCIES = "edit dependencies"
    EDIT_COMMUNITIES = "edit communities of practice"
    READ_LEADERSHIP = "read leadership roles, who holds them, who answers for what, and the register of interests"
    EDIT_LEADERSHIP = "edit leadership roles, who holds them and deputises, territories and who claims them"
    KEEP_APPOINTMENTS = "read and write the record of the appointment of a digital leader"
    NAME_OFFICES = "name who is chair and who is chief executive, for the record of an appointment"
    SETTLE = "settle who answers for a territory, with the decision"
    EDIT_DECLARATIONS = "edit the register of interests"
    READ_SHARED = "read what two trusts share about an executive of both"
    SHARE_EXECUTIVES = "ask another trust to share about an executive of both, accept it, and withdraw it"
    READ_CHAMPIONS = "read the champion register"
    EDIT_CHAMPIONS = "edit the champion register"
    READ_AREAS = "read clinical areas, and who visited them"
    EDIT_AREAS = "edit clinical areas"
    LOG_VISITS = "log and plan visits to clinical areas"
    READ_LEARNING = "read education sessions and their targets"
    EDIT_LEARNING = "edit education sessions and their targets"
    READ_CONTACTS = "read when digital leaders met directors"
    EDIT_CONTACTS = "edit when digital leaders met directors"
    READ_PULSES = "read what may be told of a pulse"
    ANSWER_PULSE = "answer a pulse that one is asked, without one’s name"
    RUN_PULSES = "open and close pulses, and add answers from paper"
    READ_OUTCOMES = "read outcomes, what was measured and the charts"
    EDIT_OUTCOMES = "edit outcomes, what was measured, and what is marked on a chart"
    READ_PROGRAMMES = "read programmes, their reports, and what people said to those who asked"
    EDIT_PROGRAMMES = "edit programmes, their milestones, reports and outcomes"
    LISTEN = "log what people said, its themes, and whether they got an answer"
    READ_BOARD = "read the board's members, published meetings, their decisions, standing rights and objectives"
    READ_BOARD_DRAFTS = "read meetings of the board in draft"
    READ_PAPERS = "read a board paper that is circulated, or private"
    READ_PAPER_DRAFTS = "read a board paper in draft"
    ASK_FOR_PAPER = "ask to open one board paper that is not published, with the reason"
    OPEN_PAPER = "open one board paper for a day to somebody who asked, and shut it"
    EDIT_BOARD = "edit the board's members, meetings, items, decisions, standing rights and objectives"
    READ_PACKS = "read a published board pack"
    READ_CIRCULATED = "read a board pack that is circulated to the board, or withdrawn"
    READ_PACK_DRAFTS = "read a board pack in draft"
    MAKE_PACK = "make, circulate, publish and withdraw a board pack"
    IMPORT = "import files, and undo an import"
    SET_TEAM_SIZES = "set how many people a team may have, with the reason"
    SET_THRESHOLDS = "set another threshold for a question, with the reason"
    EXPLAIN = "write why a question is not met"
    PUBLISH_EXPLANATIONS = "publish and withdraw explanations, and say which role owns a question"
    CHOOSE_MOVES = "choose the moves of the plan to the next board, who does each and by when"
    MANAGE_ACCESS = "manage users and their access"
    READ_AUDIT = "read the audit trail"


# Line managers and those who lead a community confirm and see what they confirm, whatever their role: hence m and c
# in nearly every column. OPS runs the machine and sees no trust. Finance imports bands.
# A limit that teams are judged by is the board's to set, and not theirs who are judged.
_TABLE = {
    #                             BM   EX   CDIO CL   PMO  FIN  TL   ME   CH   RO   SEC  ADM  OPS
    Action.ENTER:               "  T    T    T    T    T    T    T    T    T    T    T    T    -",
    Action.SEE_OWN:             "  s    s    s    s    s    s    s    s    s    s    s    s    -",
    Action.READ_RECORD:         "  T    T    T    T    T    T    T    T    T    T    T    T    -",
    Action.READ_FINDINGS:       "  T    T    T    T    T    T    T    T    T    T    T    -    -",
    Action.READ_NAMED_EVIDENCE: "  r    T    T    T    T    -    t    s    -    -    r    -    -",
    Action.READ_PEOPLE:         "  T    T    T    T    T    T    T    T    T    A    T    T    -",
    Action.READ_COMPETENCIES:   "  mc   mc   T    T    T    mc   tmc  smc  mc   -    mc   mc   -",
    Action.READ_CAPACITY:       "  m    m    T    T    T    T    tm   sm   m    m    m    m    -",
    Action.READ_BAND:           "  -    -    -    -    -    T    -    s    -    -    -    -    -",
    Action.EDIT_PERSON:         "  -    -    -    -    T    T    -    -    -    -    -    T    -",
    Action.EDIT_LEAVE:          "  -    -    -    -    T    -    -    -    -    -    -    T    -",
    Action.JOIN_POSTS:          "  -    -    -    -    T    -    -    -    -    -    -    -    -",
    Action.CLAIM_COMPETENCY:    "  s    s    s    s    s    s    s    s    s    -    s    s    -",
    Action.CONFIRM_COMPETENCY:  "  mc   mc   mc   mc   mc   mc   mc   mc   mc   -    mc   mc   -",
    Action.CREATE_TEAM:         "  -    -    T    -    T    -    -    -    -    -    -    -    -",
    Action.ASSEMBLE:            "  -    -    T    T    T    -    -    -    -    -    -    -    -",
    Action.READ_PLANS:          "  -    -    T    T    T    T    -    -    -    -    -    -    -",
    Action.ACCEPT_TEAMS:        "  -    -    T    T    -    -    -    -    -    -    -    -    -",
    Action.CONSENT:             "  sm   sm   sm   sm   sm   sm   sm   sm   sm   -    sm   sm   -",
    Action.READ_LENDING:        "  -    T    T    T    T    -    -    -    -    -    -    T    -",
    Action.EDIT_LENDING:        "  -    -    T    -    -    -    -    -    -    -    -    T    -",
    Action.EXCEPT_RELEASE:      "  -    T    -    -    -    -    -    -    -    -    -    -    -",
    Action.EDIT_TEAM:           "  -    -    T    T    T    -    t    -    -    -    -    -    -",
    Action.RECORD_RELEASE:      "  -    -    -    T    T    -    t    t    -    -    -    -    -",
    Action.REMOVE_BLOCKER:      "  -    T    T    -    -    -    -    -    -    -    -    -    -",
    Action.EDIT_SERVICES:       "  -    -    T    -    T    -    -    -    -    -    -    -    -",
    Action.EDIT_DEPENDENCIES:   "  -    -    T    -    T    -    t    -    -    -    -    -    -",
    Action.EDIT_COMMUNITIES:    "  -    -    -    -    T    -    -    -    c    -    -    -    -",
    Action.READ_LEADERSHIP:     "  T    T    T    T    T    T    T    T    T    T    T    T    -",
    Action.EDIT_LEADERSHIP:     "  -    T    T    T    -    -    -    -    -    -    T    -    -",
    Action.KEEP_APPOINTMENTS:   "  h    h    -    -    -    -    -    -    -    -    -    -    -",
    Action.NAME_OFFICES:        "  -    -    -    -    -    -    -    -    -    -    T    -    -",
    Action.SETTLE:              "  -    x    -    -    -    -    -    -    -    -    T    -    -",
    Action.EDIT_DECLARATIONS:   "  -    -    -    -    -    -    -    -    -    -    T    -    -",
    Action.READ_SHARED:         "  T    T    T    T    T    -    -    -    -    -    T    T    -",
    Action.SHARE_EXECUTIVES:    "  -    -    T    -    -    -    -    -    -    -    -    T    -",
    Action.READ_CHAMPIONS:      "  T    T    T    T    T    T    T    T    T    A    T    T    -",
    Action.EDIT_CHAMPIONS:      "  -    -    T    T    -    -    -    -    -    -    -    -    -",
    Action.READ_AREAS:          "  T    T    T    T    T    T    T    T    T    A    T    T    -",
    Action.EDIT_AREAS:          "  -    -    T    T    T    -    -    -    -    -    -    -    -",
    Action.LOG_VISITS:          "  -    -    T    T    T    -    -    -    s    -    -    -    -",
    Action.READ_LEARNING:       "  T    T    T    T    T    T    T    T    T    T    T    T    -",
    Action.EDIT_LEARNING:       "  -    -    T    T    T    -    -    -    -    -    -    -    -",
    Action.READ_CONTACTS:       "  T    T    T    T    T    -    -    -    -    T    T    -    -",
    Action.EDIT_CONTACTS:       "  -    -    T    T    -    -    -    -    -    -    T    -    -",
    Action.READ_PULSES:         "  A    A    A    A    A    A    A    A    A    A    A    -    -",
    Action.ANSWER_PULSE:        "  s    s    s    s    s    s    s    s    s    -    s    -    -",
    Action.RUN_PULSES:          "  -    -    T    -    T    -    t    -    -    -    T    -    -",
    Action.READ_OUTCOMES:       "  T    T    T    T    T    T    T    T    T    T    T    -    -",
    Action.EDIT_OUTCOMES:       "  -    -    T    T    T    -    t    t    -    -    -    -    -",
    Action.READ_PROGRAMMES:     "  T    T    T    T    T    T    T    T    T    T    T    -    -",
    Action.EDIT_PROGRAMMES:     "  -    -    T    T    T    -    -    -    -    -    -    -    -",
    Action.LISTEN:              "  -    -    T    T    T    -    T    T    T    -    -    -    -",
    Action.READ_BOARD:          "  T    T    T    T    T    T    T    T    T    T    T    T    -",
    Action.READ_BOARD_DRAFTS:   "  -    T    T    -    -    -    -    -    -    -    T    -    -",
    Action.READ_PAPERS:         "  T    T    T    b    b    b    b    -    -    -    T    -    -",
    Action.READ_PAPER_DRAFTS:   "  -    T    T    b    b    b    b    -    -    -    T    -    -",
    Action.ASK_FOR_PAPER:       "  T    -    -    T    T    T    T    T    T    T    -    T    -",
    Action.OPEN_PAPER:          "  -    x    x    -    -    -    -    -    -    -    x    -    -",
    Action.EDIT_BOARD:          "  -    -    -    -    -    -    -    -    -    -    T    -    -",
    Action.READ_PACKS:          "  T    T    T    T    T    T    T    T    T    T    T    T    -",
    Action.READ_CIRCULATED:     "  T    T    T    -    -    -    -    -    -    -    T    -    -",
    Action.READ_PACK_DRAFTS:    "  -    T    T    -    -    -    -    -    -    -    T    -    -",
    Action.MAKE_PACK:           "  -    -    -    -    -    -    -    -    -    -    T    -    -",
    Action.IMPORT:              "  -    -    T    -    T    n    -    -    -    -    n    n    -",
    Action.SET_TEAM_SIZES:      "  T    -    -    -    -    -    -    -    -    -    T    -    -",
    Action.SET_THRESHOLDS:      "  T    -    -    -    -    -    -    -    -    -    T    -    -",
    Action.EXPLAIN:             "  o    o    o    o    o    o    -    -    -    -    o    -    -",
    Action.PUBLISH_EXPLANATIONS: " -    -    -    -    -    -    -    -    -    -    T    -    -",
    Action.CHOOSE_MOVES:        "  -    T    T    T    -    -    -    -    -    -    T    -    -",
    Action.MANAGE_ACCESS:       "  -    -    -    -    -    -    -    -    -    -    -    T    -",
    Action.READ_AUDIT:          "  -    -    T    -    -    -    -    s    -    -    -    e    -",
}  # fmt: skip

COST_FIELDS = frozenset(("band", "point"))
PERSON_FIELDS = {
    Role.PMO: frozenset(column.name for column in PEOPLE.columns) - COST_FIELDS,
    Role.FIN: COST_FIELDS,
    Role.ADM: frozenset(
        ("employee_number", "name", "email", "job_title", "staff_group", "department", "site", "shifts", "wte",
         "manager", "starts", "ends")
    ),
}  # fmt: skip
"""Columns of the people sheet each role may write: all but cost; cost only; joiners and leavers."""

IMPORT_FIELDS = {Role.CDIO: PERSON_FIELDS[Role.PMO], **PERSON_FIELDS}
"""Columns of the people sheet each role writes by a file: what it may write by hand, and a CDIO what the PMO may."""

SHEETS = {
    Role.FIN: frozenset((PEOPLE.name,)),
    Role.SEC: frozenset(
        sheet.name
        for sheet in (
            ROLES, HOLDERS, DEPUTIES, DECLARATIONS, *ACCOUNTABILITY, *BOARD_SHEETS, *RECORD_SHEETS, *STRATEGY_SHEETS,
            THRESHOLDS,
        )
    ),
    Role.ADM: frozenset((PEOPLE.name, LONG_LEAVE.name)),
}  # fmt: skip
"""Sheets a role may import where the table says that only some are its own."""

RESERVED = {
    THRESHOLDS.name: Action.SET_THRESHOLDS,
    SETTLEMENTS.name: Action.SETTLE,
    DECLARATIONS.name: Action.EDIT_DECLARATIONS,
    LENDING.name: Action.EDIT_LENDING,
    LONG_LEAVE.name: Action.EDIT_LEAVE,
    **dict.fromkeys(
        (sheet.name for sheet in (*BOARD_SHEETS, *RECORD_SHEETS)), Action.EDIT_BOARD
    ),  # a preview would show what is in draft
    **dict.fromkeys((sheet.name for sheet in STRATEGY_SHEETS), Action.EDIT_BOARD),
}
"""Sheets that even who imports all others brings only with this action: what a page refuses, no file lets in."""


def _read_cell(cell: str) -> Scope:
    scope = Scope.NOTHING
    for letter in cell.replace("-", ""):
        scope |= SCOPES[letter][0]
    return scope


PERMISSIONS = {
    (role, action): _read_cell(cell)
    for action, cells in _TABLE.items()
    for role, cell in zip(Role, cells.split(), strict=True)
}
"""The whole table: every role and every action."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at one trust on one day, as their live accesses make them."""

    user_id: int
    name: str
    trust_id: int
    trust_code: str
    trust_name: str
    is_invented: bool
    roles: frozenset[Role]
    employee_number: str | None = None
    teams: frozenset[str] = frozenset()
    """Names of the teams they are in today."""
    reports: frozenset[str] = frozenset()
    """Employee numbers of those who report to them directly today."""
    communities: frozenset[str] = frozenset()
    """Names of the communities of practice they lead today."""
    offices: frozenset[str] = frozenset()
    """Chair or chief executive, where the board secretary has named them so for today."""
    revision: int = 0
    """How often the record of the trust had been written to when they came in."""
    findings_id: int = 0
    """Which findings were the latest when they came in: every judging makes new ones."""

    def by_role(self) -> "Viewer":
        """Anybody of the same roles in the same trust: nothing is left of the person."""
        return Viewer(0, "", self.trust_id, self.trust_code, self.trust_name, self.is_invented, self.roles)

    @property
    def role_words(self) -> str:
        """Their roles as people say them, in the order of the table."""
        return ", ".join(role.words for role in Role if role in self.roles)


def may(role: Role, action: Action) -> Scope:
    """How far one role reaches with one action."""
    return PERMISSIONS[role, action]


def widest(roles: Iterable[Role], action: Action) -> Scope:
    """How far several roles of one person reach together; the whole trust takes in everything narrower."""
    scope = Scope.NOTHING
    for role in roles:
        scope |= may(role, action)
    return Scope.TRUST if Scope.TRUST in scope else scope


def scope_of(viewer: Viewer, action: Action) -> Scope:
    """How far `viewer` reaches; NOTHING, which is false, when they may not do it at all."""
    scope = widest(viewer.roles, action)
    return scope if viewer.offices else scope & ~Scope.OFFICE


def reaches(
    viewer: Viewer,
    action: Action,
    *,
    employee_number: str | None = None,
    teams: Iterable[str] = (),
    communities: Iterable[str] = (),
) -> bool:
    """Whether `viewer` may do it to this very record: somebody's, some teams' or some communities'.

    For a person give the employee number, the teams they are in and the communities they belong to; for a team or a
    community just its name. Scopes that show numbers, roles or some sheets only never reach a single record.
    """
    scope = scope_of(viewer, action)
    is_self = employee_number is not None and employee_number == viewer.employee_number
    if is_self and action is Action.CONFIRM_COMPETENCY:
        return False  # a lead of a community belongs to it; a claim is confirmed by somebody else
    return (
        Scope.TRUST in scope
        or (Scope.TEAMS in scope and not viewer.teams.isdisjoint(teams))
        or (Scope.COMMUNITIES in scope and not viewer.communities.isdisjoint(communities))
        or (Scope.REPORTS in scope and employee_number in viewer.reports)
        or (Scope.SELF in scope and is_self)
        or (Scope.OTHERS in scope and not is_self and None not in {employee_number, viewer.employee_number})
    )


def editable_fields(viewer: Viewer) -> frozenset[str]:
    """The columns of the people sheet `viewer` may write; none, for most."""
    return frozenset[str]().union(*(PERSON_FIELDS.get(role, frozenset()) for role in viewer.roles))


def importable_fields(viewer: Viewer) -> frozenset[str]:
    """The columns of the people sheet that a file writes when `viewer` brings it; the others are left out."""
    return frozenset[str]().union(*(IMPORT_FIELDS.get(role, frozenset()) for role in viewer.roles))


def own_sheets(viewer: Viewer, action: Action, sheets: Iterable[str]) -> frozenset[str]:
    """Those of `sheets` that `viewer` may bring by this action."""
    scope = scope_of(viewer, action)
    named = [SHEETS[role] for role in viewer.roles if Scope.SHEETS in may(role, action)]
    own = frozenset(sheets) if Scope.TRUST in scope else frozenset(sheets) & frozenset[str]().union(*named)
    return frozenset(one for one in own if one not in RESERVED or Scope.TRUST in scope_of(viewer, RESERVED[one]))
