"""A trust that has something on each of its pages, somebody who holds every role in it, and where each page is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from http import HTTPStatus

from django.test import Client

from plait.engine.assembly.asks import Policy, first_window, servable
from plait.engine.assembly.by_role import pick_by_role
from plait.engine.assembly.consent import Place
from plait.engine.assembly.planning import plan_teams
from plait.engine.assembly.second_team import Another, How, Way
from plait.engine.assembly.second_team import Place as TeamPlace
from plait.engine.litmus.explanations import DRAFT, Reason
from plait.engine.litmus.moves.board_plan import Chosen
from plait.engine.litmus.tried import Move
from plait.engine.litmus.verdicts import Verdict
from plait.engine.permissions import Role
from plait.engine.teams import Team as WholeTeam
from plait.engine.viewpoints import Viewpoint
from plait.files.plans import plain_by_role, plain_plan
from plait.files.second_teams import plain_another
from plait.jobs.judging import judge_trust
from plait.store.assembly import Wish, add_run, keep_plan
from plait.store.board_plans import save_plan
from plait.store.consent import send_proposals
from plait.store.explanations import find_explanation, publish, save_draft
from plait.store.joining import join_posts
from plait.store.models import (
    Access,
    AccountabilityClaim,
    AgendaItem,
    Assumption,
    Attendance,
    Blocker,
    BoardAction,
    BoardMember,
    BoardPaper,
    Borrowing,
    Challenge,
    Champion,
    ChangeWindow,
    ChartMark,
    Community,
    CommunityMember,
    Competency,
    Decision,
    Declaration,
    Dependency,
    Deputy,
    DesignDecision,
    DesignVoice,
    Employment,
    Holding,
    Import,
    LeadershipRole,
    LentPerson,
    LentPlace,
    ListeningTheme,
    LongLeave,
    Meeting,
    Membership,
    Milestone,
    Need,
    NotChosen,
    Objective,
    Observation,
    Offer,
    Outcome,
    Programme,
    ProgrammeOutcome,
    ProgrammeReport,
    Proposal,
    Release,
    Remark,
    ResearchRound,
    RoleHolder,
    Service,
    Settlement,
    Sponsorship,
    StandingRight,
    Team,
    Territory,
    User,
    UserGroup,
)
from plait.store.scope import scoped
from plait.store.second_teams import add_second, keep_proposal
from plait.store.snapshot import load_trust
from tests.addresses import site as every_address
from tests.filled_board import asked, attach, packed
from tests.filled_contacts import CONTACTS, contact_ids
from tests.met import DECISIONS, ITEMS, MEETINGS, RIGHTS, seat
from tests.registers import Site
from tests.strategies import NOT_CHOSEN, OBJECTIVES
from tests.web.bringing import AWKWARD, BAD, bring

TEAMS = """
Team        |Service               |Parent team|Members |Releases
Second team |single point of access|Access team|1003 0.4|
"""
WAITS = """
Team       |Depends on team|What for         |Hard
Access team|Second team    |Referral messages|Yes
"""
COMMUNITIES = """
Community    |Family|Lead|Met on
Safety circle|Safety|1000|05/05/2025; 02/06/2025
"""
CIRCLE = """
Community    |Employee number
Safety circle|1002
Safety circle|1000
"""
OFFERS = """
Community    |Enabling team|Competency     |Level       |WTE|Service
Safety circle|             |Clinical safety|Practitioner|0.3|
Safety circle|             |Clinical safety|Practitioner|0.1|Single point of access
             |Second team  |User research  |Practitioner|0.2|
"""
ROLES = """
Role         |Kind|Reports to              |Yearly budget (£)|Delegated limit (£)
Clinical lead|CCIO|Board or chief executive|£250,000         |0
"""
HOLDERS = """
Role         |Employee number|Held as|WTE
Clinical lead|1002           |Interim|0.4
"""
THRESHOLDS = """
Question       |Threshold|Reason                       |Starts
teams-are-fused|80       |Two teams share a ward clerk|01/05/2025
"""
TERRITORIES = """
Territory     |Kind
Patient record|Electronic patient record
"""
CLAIMS = """
Territory     |Employee number|Document       |Starts
Patient record|1002           |Job description|01/05/2025
"""
CHAMPIONS = """
Employee number|Shifts|Trained|Last active on|Starts
1002           |Nights|Yes    |28/05/2025    |01/05/2025
"""
LENT = """
Employee number|Lent to|Name shown|Starts    |Last day
1002           |PLB    |Yes       |01/05/2025|30/04/2099
"""
LEAVE = "Employee number|Starts|Last day\n1003|01/07/2025|30/09/2025"
DEPUTIES = """
Role         |Employee number|Starts
Clinical lead|1003           |01/05/2025
"""
DECLARATIONS = """
Employee number|Other organisation|Interest |Starts
1002           |PLB               |Half time|01/05/2025
"""
SETTLED = """
Territory     |Employee number|Decided on|Decision     |Starts
Patient record|1002           |27/05/2025|Board, item 7|01/06/2025
"""
OUTCOMES = """
Outcome         |Measure              |Unit|Better|Baseline|Target             |Digital owner|Other owner|Team
Seen in time    |Seen within 4 hours  |%   |Higher|60      |70; 75 from 01/06/2025|Digital      |Ward      |Access team
Twelve modules  |                     |    |      |        |                   |             |           |
"""
OBSERVATIONS = "Outcome|Date|Value|Left out because\n" + "\n".join(
    f"Seen in time|01/{month % 12 + 1:02}/{2023 + month // 12}|{60 + month % 3}|{'Closed' if month == 5 else ''}"
    for month in range(24) if month != 7
)  # fmt: skip
MARKS = """
Outcome     |Date      |Mark              |What happened
Seen in time|01/03/2024|Limits start again|The rota was redesigned
Seen in time|15/06/2023|Note              |The CCIO started
"""
HELD = """
Employee number|Competency   |Level  |Since
1000           |User research|Working|01/05/2025
1003           |User research|Expert |01/05/2025
"""
GROUPS = """
Group         |Kind    |Seldom heard
Night porters |Staff   |Yes
"""
ROUNDS = """
Team       |Held on   |Group        |What was asked|What was learnt|What changes|In their words
Access team|05/05/2025|Night porters|Whom to ring? |Nobody knew    |A card      |I ring home
"""
ASSUMPTIONS = """
Team       |Assumption |Written on|Tested on |Outcome|Built on since
Access team|People ring|01/04/2025|02/04/2025|Wrong  |03/04/2025
"""
DESIGN = """
Decision |Service               |Team       |Decided on|With users
Ring back|single point of access|Access team|05/05/2025|Yes
"""
VOICES = """
Decision |Employee number|Wrote it
Ring back|1002           |Yes
"""
BLOCKERS = """
Team       |Blocker|Raised on
Access team|No line|05/05/2025
"""
PROGRAMMES = """
Programme |Purpose     |Senior owner|Lead|Clinical lead|Service               |Relaunched on|Relaunch reason|Starts
Front door|Seen in time|1001        |1002|1000         |single point of access|01/03/2024   |New rota       |01/04/2023
"""
MILESTONES = """
Milestone |Programme |Planned for|Now planned for|Done on
All sites |Front door|01/05/2025 |01/09/2025     |
"""
REPORTS = """
Programme |Reported on|Status|What it says|Written by       |Says is improving|Says is in time
Front door|02/06/2025 |Green |All is well |Programme manager|Seen in time     |All sites
"""
MOVED = """
Programme |Outcome     |By when
Front door|Seen in time|31/03/2026
"""
THEMES = """
Programme |Theme  |Answered or challenged|Answered on|Answer       |Design decision
Front door|Waiting|Challenged            |01/06/2025 |It is shorter|Ring back
Front door|Noise  |                      |           |             |
"""
REMARKS = """
Programme |Said on   |Remark      |Where   |Group        |Theme|Told on
Front door|01/04/2025|It is loud  |Ash ward|Night porters|Noise|
"""
WINDOWS = """
Programme |Change  |First day |Last day  |Ward or department|Employee number|Outcome
Front door|New desk|01/04/2025|30/04/2025|Medicine          |1002           |Seen in time
"""
PLACES = "Outcome|Place|Date|Value\n" + "\n".join(
    f"Seen in time|Ash ward|01/{month % 12 + 1:02}/{2023 + month // 12}|{60 + month % 3}" for month in range(24)
)
ASKED = ("1000", "1001")
NOT_PAGES = frozenset(
    ("appointment", "add-evidence", "edit-evidence", "remove-evidence", "end-office", "account_login", "health",
     "account_signup", "account_set_password", "enter", "undo", "import-template", "import-faults", "import-file",
     "import-approve", "import-stop", "import-discard", "community-meeting", "withdraw-claim", "publish-explanation",
     "withdraw-explanation", "accept-teams", "assemble-again", "stop-assembly", "undo-teams", "ask-members",
     "withdraw-proposals", "solve-conflict", "build-second", "undo-second", "ask-second-members", "withdraw-second",
     "propose-second-again", "agree-to-borrow", "stop-borrowing", "champion-groups", "outcome-chart",
     "programme-places", "no-team-exception", "make-pack", "move-pack", "pack-file", "accept-share", "withdraw-share",
     "hide-attendance", "paper-file", "remove-paper-file", "show-attendance", "shut-opening",
     "two-trusts",
     "close-pulse", "champion-candidates", "champion-walk")
)  # fmt: skip
"""What shows no page to who looks: files, forms that are only sent, ways to another page."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One page: the name of its address, where it is, and what it says."""

    name: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The trust PLA filled, Ann Frost (1000) who holds every role in it and manages others, and an auditor."""

    site: Site
    user: User
    auditor: User
    fitting: Mapping[str, str]

    @property
    def browser(self) -> Client:
        """Ann's."""
        return self.site.signed_in_as(self.user)

    def pages(self) -> list[Seen]:
        """Every page of the site as she sees it; every other address is known to show none."""
        browser, seen, other = self.browser, [], {}
        for address in every_address(self.fitting):
            answer = browser.get(address.path)
            is_page = answer.status_code == HTTPStatus.OK and answer["Content-Type"].startswith("text/html")
            if is_page:
                seen.append(Seen(address.name, address.path, answer.content.decode()))
            else:
                other[address.name] = answer.status_code
        assert set(other) == NOT_PAGES, other
        return seen


def fill(site: Site) -> Filled:
    """Give the small trust what its other pages speak of."""
    site.bring(teams=TEAMS)
    site.bring(dependencies=WAITS, communities=COMMUNITIES, community_members=CIRCLE, competencies_held=HELD)
    site.bring(offers=OFFERS)
    site.bring(leadership_roles=ROLES, role_holders=HOLDERS, thresholds=THRESHOLDS)
    site.bring(territories=TERRITORIES, accountability_claims=CLAIMS, accountability_settlements=SETTLED)
    site.bring(
        champions=CHAMPIONS, people_lent=LENT, **CONTACTS, deputies=DEPUTIES, declarations_of_interest=DECLARATIONS
    )
    site.bring(board_meetings=MEETINGS, agenda_items=ITEMS, board_decisions=DECISIONS, standing_rights=RIGHTS)
    seat(site)
    site.bring(user_groups=GROUPS, research_rounds=ROUNDS, assumptions=ASSUMPTIONS)
    site.bring(design_decisions=DESIGN, design_voices=VOICES, blockers=BLOCKERS, long_leave=LEAVE)
    site.bring(outcomes=OUTCOMES, observations=OBSERVATIONS, chart_marks=MARKS, figures_by_place=PLACES)
    site.bring(programmes=PROGRAMMES, milestones=MILESTONES, programme_outcomes=MOVED, listening_themes=THEMES)
    site.bring(
        programme_reports=REPORTS, listening_log=REMARKS, strategic_objectives=OBJECTIVES, not_chosen=NOT_CHOSEN,
        change_windows=WINDOWS,
    )  # fmt: skip
    join_posts(site.act, "1003", "1004")
    ann = Employment.objects.get(employee_number="1000")
    user = site.user_with_role(Role.PMO, site.trust, employment=ann)
    for role in set(Role) - {Role.PMO}:
        site.user_with_role(role, site.trust, user=user, employment=ann)
    user.set_password("warp and weft and loom")
    user.save()
    auditor = site.user_with_role(Role.RO, site.trust)
    numbers = _brought(site, user) | {"run_id": str(_assembled(site)), "second_id": str(_second_team(site))}
    _explained(site)
    numbers |= {"opening_id": str(asked(site)), "pack_id": str(packed(site)), "ending": "pdf"}
    judge_trust(site.trust.pk)
    return Filled(site, user, auditor, _fitting(site, auditor) | numbers | contact_ids(site))


def _explained(site: Site) -> None:
    """A question not met is explained, and another text of it is not published yet."""
    site.see()
    question = "teams-are-fused"
    save_draft(site.act, question, Reason("One post is filled in May.", None, Verdict.NOT_MET), version=0)
    draft = find_explanation(site.trust.pk, question, DRAFT)
    assert draft is not None
    publish(site.act, draft, version=draft.version)
    save_draft(
        site.act, question, Reason("Two posts are filled in May.", date(2027, 5, 31), Verdict.NOT_MET), version=0
    )
    _planned(site)
    attach(site)


def _planned(site: Site) -> None:
    """A move is chosen for the next board."""
    site.see()
    board_on = site.act.day + timedelta(days=300)
    seminar = Chosen(Move("adopt a right", "Yearly board seminar"), "Chair", board_on, "Give digital a yearly seminar")
    save_plan(site.act, board_on, [seminar], seen={})


def _brought(site: Site, user: User) -> dict[str, str]:
    """A file with a fault and a report whose columns nobody matched, brought by page; and one that is saved."""
    site.see()
    saved = Import.objects.latest("id").pk
    browser = site.signed_in_as(user)
    faulty = bring(browser, BAD)["Location"]
    report = bring(browser, AWKWARD, "staff in post.csv")["Location"]
    return {
        "number": faulty.split("/")[-2],
        "outcome": "rejected",
        "import-columns number": report.split("/")[-2],
        "import-undo number": str(saved),
    }


def _assembled(site: Site) -> int:
    """A run of the assembler with its plan, as a worker leaves it, and somebody who is asked to join."""
    site.see()
    today = site.act.day
    window, trust = first_window(today), load_trust("PLA", on=today)
    run_id = add_run(site.act, Wish(servable(trust), window.starts, window.months))
    plan = plan_teams(trust, servable(trust), window, Policy())
    picked = pick_by_role(trust, plan)
    assert picked
    keep_plan(site.trust.pk, run_id, plain_plan(plan) | {"by_role": plain_by_role(picked)}, revision=0)
    asked = [Place("Access team", "Access", number, Decimal("0.2"), window.starts, window.ends) for number in ASKED]
    send_proposals(site.act, run_id, asked)
    return run_id


def _second_team(site: Site) -> int:
    """A second team proposed for the one there is, as a worker leaves it."""
    site.see()
    today, team = site.act.day, site.id_of(Team, name="Access team")
    run_id, _ = add_second(site.act, team, Way.HALVES.value, first_window(today).starts)
    made = Another(
        WholeTeam("Access team", today),
        "Access team 2",
        Way.HALVES,
        first_window(today),
        (TeamPlace("1001", Viewpoint.CLINICAL, Decimal("0.5"), How.STAYS),),
        (TeamPlace("1002", Viewpoint.DIGITAL, Decimal("0.5"), How.MOVES, ("User research",)),),
    )
    keep_proposal(site.trust.pk, run_id, plain_another(made))
    return run_id


def _asked_there(site: Site) -> int:
    """A place in a team of PLB that asks for who is lent to it, whose line manager looks at the pages."""
    site.see()
    number, today = site.id_of(Employment, employee_number="1002"), site.act.day
    borrower = site.trust.pk + 1  # PLB
    with scoped(user_id=site.act.by, trust_ids=[borrower]):
        act = replace(site.act, trust_id=borrower)
        Borrowing.objects.create(trust_id=borrower, lender="PLA", starts=today, ends=today + timedelta(days=400))
        run_id = add_run(act, Wish(["Flow board"], today, 6, borrows=True))
        keep_plan(borrower, run_id, {"coverage": {"value": 1.0, "bound": 1.0}}, revision=0)
        asked = Place("Flow board", "Flow board", f"PLA/{number}", Decimal("0.2"), today, today + timedelta(days=90))
        send_proposals(act, run_id, [replace(asked, home="PLA")])
        place = int(LentPlace.objects.get().pk)
    site.see()
    return place


def _fitting(site: Site, auditor: User) -> dict[str, str]:
    place = _asked_there(site)
    ids = {
        "place_id": place,
        "team_id": site.id_of(Team, name="Access team"),
        "member_id": site.id_of(Membership, wte="0.2"),
        "release_id": site.id_of(Release),
        "dependency_id": site.id_of(Dependency),
        "service_id": site.id_of(Service),
        "programme_id": site.id_of(Programme),
        "milestone_row": site.id_of(Milestone),
        "report_row": site.id_of(ProgrammeReport),
        "outcome_row": site.id_of(ProgrammeOutcome),
        "theme_row": site.id_of(ListeningTheme, name="Noise"),
        "remark_row": site.id_of(Remark),
        "window_row": site.id_of(ChangeWindow),
        "need_id": site.id_of(Need),
        "person_id": site.id_of(Employment, employee_number="1002"),
        "paper_id": site.id_of(BoardPaper),
        "attendance_row": site.id_of(Attendance),
        "challenge_row": site.id_of(Challenge),
        "action_id": site.id_of(BoardAction),
        "sponsorship_id": site.id_of(Sponsorship),
        "board-member member_id": site.id_of(BoardMember),
        "edit-board-member member_id": site.id_of(BoardMember),
        "part-posts person_id": site.id_of(Employment, employee_number="1004"),
        "competency_id": site.id_of(Competency, name="Clinical safety"),
        "claim competency_id": site.id_of(Competency, name="User research"),
        "community_id": site.id_of(Community),
        "offer_id": site.id_of(Offer, team=None, service=None),
        "stay": site.id_of(CommunityMember, employment__employee_number="1002"),
        "role_id": site.id_of(LeadershipRole),
        "holder_id": site.id_of(RoleHolder),
        "employment_id": site.id_of(Employment, employee_number="1002"),
        "deputy_id": site.id_of(Deputy),
        "leave_id": site.id_of(LongLeave),
        "declaration_id": site.id_of(Declaration),
        "territory_id": site.id_of(Territory),
        "claim_id": site.id_of(AccountabilityClaim),
        "settlement_id": site.id_of(Settlement),
        "meeting_id": site.id_of(Meeting),
        "item_id": site.id_of(AgendaItem),
        "decision_id": site.id_of(Decision),
        "right_id": site.id_of(StandingRight),
        "objective_id": site.id_of(Objective, name="No corridors"),
        "choice_id": site.id_of(NotChosen),
        "champion_id": site.id_of(Champion),
        "design_id": site.id_of(DesignDecision),
        "voice_id": site.id_of(DesignVoice),
        "blocker_id": site.id_of(Blocker),
        "round_id": site.id_of(ResearchRound),
        "group_id": site.id_of(UserGroup),
        "assumption_id": site.id_of(Assumption),
        "loan_id": site.id_of(LentPerson),
        "lender": "PLB",
        "other": "PLB",
        "outcome_id": site.id_of(Outcome, name="Seen in time"),
        "observation_id": site.id_of(Observation, observed_on="2024-05-01"),
        "mark_id": site.id_of(ChartMark, kind="rebase"),
        "holding_id": site.id_of(Holding, employment__employee_number="1002"),
        "proposal_id": site.id_of(Proposal, employment__employee_number="1000"),
        "access_id": site.id_of(Access, user=auditor),
    }
    words = {"code": "PLA", "heading": "operating-model", "question": "teams-are-fused", "made": "1"}
    other = dict.fromkeys(("uidb36", "evidence_id", "office_id"), "1")
    return {**{name: str(id) for name, id in ids.items()}, **words, **other, "key": "1-1"}
