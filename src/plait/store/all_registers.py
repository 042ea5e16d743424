"""The registers of the record: which table holds which sheet, in the order in which they are saved."""

from plait.engine import (
    accountability_sheets,
    board_members,
    board_sheets,
    champions,
    competency_sheets,
    design_sheets,
    leadership,
    lending,
    offers,
    outcome_sheets,
    places,
    posts,
    programme_sheets,
    research_sheets,
    services,
    staff_groups,
    teams,
    thresholds,
)
from plait.store.models import (
    AccountabilityClaim,
    AgendaItem,
    Assumption,
    Blocker,
    BoardMember,
    Champion,
    ChartMark,
    Community,
    CommunityMember,
    Competency,
    Decision,
    Dependency,
    DesignDecision,
    DesignVoice,
    Holding,
    LeadershipRole,
    LentPerson,
    ListeningTheme,
    Meeting,
    Membership,
    Milestone,
    Need,
    Observation,
    Offer,
    Outcome,
    OwnThreshold,
    PlaceFigure,
    Post,
    Programme,
    ProgrammeOutcome,
    ProgrammeReport,
    Release,
    Remark,
    ResearchRound,
    RoleHolder,
    Service,
    Settlement,
    StaffGroup,
    StandingRight,
    Team,
    Territory,
    UserGroup,
)  # fmt: skip
from plait.store.registers import Register

REGISTERS: tuple[Register, ...] = (
    Register(staff_groups.STAFF_GROUPS, StaffGroup),
    Register(
        posts.POSTS, Post, refs={"department": "departments", "staff_group": "staff groups"},
    ),
    Register(competency_sheets.COMPETENCIES, Competency),
    Register(
        competency_sheets.HOLDINGS, Holding, columns={"employee_number": "employment_id"},
        refs={"employee_number": "people", "competency": "competencies", "confirmed_by": "people"},
        dated=frozenset(("level",)), joined="since", renews=frozenset(("level",)),
    ),
    Register(competency_sheets.COMMUNITIES, Community, refs={"lead": "people"}),
    Register(
        competency_sheets.COMMUNITY_MEMBERS, CommunityMember, columns={"employee_number": "employment_id"},
        refs={"community": "communities", "employee_number": "people"}, joined="starts",
    ),
    Register(services.SERVICES, Service, refs={"owner": "people"}),
    Register(services.NEEDS, Need, refs={"service": "services", "competency": "competencies"}),
    Register(teams.TEAMS, Team, refs={"service": "services", "parent": "teams"}),
    Register(
        teams.MEMBERSHIPS, Membership, columns={"employee_number": "employment_id"},
        refs={"team": "teams", "employee_number": "people"},
        dated=frozenset(("wte", "viewpoint", "part")), joined="joined",
    ),
    Register(
        offers.OFFERS, Offer, joined="starts",
        refs={
            "community": "communities", "team": "teams", "competency": "competencies", "service": "services",
        },
    ),
    Register(teams.RELEASES, Release, refs={"team": "teams"}),
    Register(teams.DEPENDENCIES, Dependency, refs={"team": "teams", "on_team": "teams"}),
    Register(research_sheets.GROUPS, UserGroup),
    Register(
        research_sheets.ROUNDS, ResearchRound,
        refs={"team": "teams", "user_group": "user groups", "service": "services"},
    ),
    Register(research_sheets.ASSUMPTIONS, Assumption, refs={"team": "teams"}),
    Register(design_sheets.DESIGN_DECISIONS, DesignDecision, refs={"service": "services", "team": "teams"}),
    Register(
        design_sheets.VOICES, DesignVoice, columns={"employee_number": "employment_id"},
        refs={"decision": "design decisions", "employee_number": "people"},
    ),
    Register(design_sheets.BLOCKERS, Blocker, refs={"team": "teams"}),
    Register(leadership.ROLES, LeadershipRole, refs={"post": "posts"}),
    Register(
        leadership.HOLDERS, RoleHolder, columns={"employee_number": "employment_id"},
        refs={"role": "leadership roles", "employee_number": "people"}, joined="starts",
    ),
    Register(
        board_members.BOARD_MEMBERS, BoardMember, columns={"employee_number": "employment_id"},
        refs={"employee_number": "people"},
    ),
    Register(board_sheets.MEETINGS, Meeting),
    Register(board_sheets.ITEMS, AgendaItem, refs={"meeting": "board meetings"}),
    Register(board_sheets.DECISIONS, Decision, refs={"meeting": "board meetings"}),
    Register(board_sheets.STANDING_RIGHTS, StandingRight),
    Register(
        thresholds.THRESHOLDS, OwnThreshold, dated=frozenset(("value", "reason")), joined="since",
    ),
    Register(
        champions.CHAMPIONS, Champion, columns={"employee_number": "employment_id"},
        refs={"employee_number": "people", "site": "sites"}, joined="starts",
    ),
    Register(
        lending.LENDING, LentPerson, columns={"employee_number": "employment_id"},
        refs={"employee_number": "people"}, joined="starts",
    ),
    Register(outcome_sheets.OUTCOMES, Outcome, refs={"team": "teams", "service": "services"}),
    Register(outcome_sheets.OBSERVATIONS, Observation, refs={"outcome": "outcomes"}),
    Register(outcome_sheets.CHART_MARKS, ChartMark, refs={"outcome": "outcomes"}),
    Register(places.PLACE_FIGURES, PlaceFigure, refs={"outcome": "outcomes"}),
    Register(accountability_sheets.TERRITORIES, Territory),
    Register(
        programme_sheets.PROGRAMMES, Programme,
        refs={
            **dict.fromkeys(("owner", "lead", "clinical_lead"), "people"), "service": "services",
            "portfolio": "territories",
        },
    ),
    Register(programme_sheets.MILESTONES, Milestone, refs={"programme": "programmes"}),
    Register(
        programme_sheets.REPORTS, ProgrammeReport, refs={"programme": "programmes", "improving": "outcomes"},
    ),
    Register(programme_sheets.MOVES, ProgrammeOutcome, refs={"programme": "programmes", "outcome": "outcomes"}),
    Register(
        programme_sheets.THEMES, ListeningTheme, refs={"programme": "programmes", "decision": "design decisions"},
    ),
    Register(programme_sheets.REMARKS, Remark, refs={"programme": "programmes", "user_group": "user groups"}),
    *(
        Register(
            sheet, model, columns={"employee_number": "employment_id"},
            refs={"territory": "territories", "employee_number": "people"}, joined="starts",
        )
        for sheet, model in (
            (accountability_sheets.CLAIMS, AccountabilityClaim), (accountability_sheets.SETTLEMENTS, Settlement),
        )
    ),
)  # fmt: skip
"""Every register but that of people, which fills three tables; in the order they are saved."""
