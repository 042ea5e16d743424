"""Every table of the store; other rooms use the functions of `plait.store`, never these."""

from plait.store.models.accountability import AccountabilityClaim, Settlement, Territory
from plait.store.models.appointments import AppointmentEvidence, OfficeHolder
from plait.store.models.areas import ClinicalArea, ClinicalVisit
from plait.store.models.assembly import AssemblyRun, Proposal
from plait.store.models.board import AgendaItem, Decision, Meeting, StandingRight
from plait.store.models.board_members import BoardMember
from plait.store.models.board_plans import PlanFinding, PlannedMove
from plait.store.models.board_record import (
    Attendance,
    BoardAction,
    BoardPaper,
    BoardPaperFile,
    Challenge,
    PaperOpening,
    Sponsorship,
)
from plait.store.models.champions import Champion
from plait.store.models.change_windows import ChangeWindow
from plait.store.models.competencies import Community, CommunityMember, Competency, Holding
from plait.store.models.contacts import BoardLearning, DirectorContact, EducationSession, EducationTarget
from plait.store.models.design import Blocker, DesignDecision, DesignVoice
from plait.store.models.events import Event, Submission
from plait.store.models.executives import ExecutiveShare
from plait.store.models.imports import ColumnMap, FeedDate, Import, ImportedSheet, StagedRow
from plait.store.models.leadership import LeadershipRole, RoleHolder
from plait.store.models.lending import Borrowing, LentAnswer, LentPerson, LentPlace
from plait.store.models.litmus import Explanation, Finding, OwnThreshold, QuestionOwner
from plait.store.models.long_leave import LongLeave
from plait.store.models.offers import Offer
from plait.store.models.outcomes import ChartMark, Observation, Outcome
from plait.store.models.packs import BoardPack, BoardPackFile
from plait.store.models.people import Assignment, Department, Employment, Person, Post, Site, StaffGroup
from plait.store.models.programmes import (
    ListeningTheme,
    Milestone,
    PlaceFigure,
    Programme,
    ProgrammeOutcome,
    ProgrammeReport,
    Remark,
)
from plait.store.models.pulses import Pulse, PulseTally, PulseTurns
from plait.store.models.research import Assumption, ResearchRound, UserGroup
from plait.store.models.second_teams import SecondTeam
from plait.store.models.services import Need, Service
from plait.store.models.standing_in import Declaration, Deputy
from plait.store.models.strategy import NotChosen, Objective
from plait.store.models.teams import Dependency, Membership, Release, Team
from plait.store.models.trusts import Access, Trust, User

__all__ = [
    "Access",
    "AccountabilityClaim",
    "AgendaItem",
    "AppointmentEvidence",
    "AssemblyRun",
    "Assignment",
    "Assumption",
    "Attendance",
    "Blocker",
    "BoardAction",
    "BoardLearning",
    "BoardMember",
    "BoardPack",
    "BoardPackFile",
    "BoardPaper",
    "BoardPaperFile",
    "Borrowing",
    "Challenge",
    "Champion",
    "ChangeWindow",
    "ChartMark",
    "ClinicalArea",
    "ClinicalVisit",
    "ColumnMap",
    "Community",
    "CommunityMember",
    "Competency",
    "Decision",
    "Declaration",
    "Department",
    "Dependency",
    "Deputy",
    "DesignDecision",
    "DesignVoice",
    "DirectorContact",
    "EducationSession",
    "EducationTarget",
    "Employment",
    "Event",
    "ExecutiveShare",
    "Explanation",
    "FeedDate",
    "Finding",
    "Holding",
    "Import",
    "ImportedSheet",
    "LeadershipRole",
    "LentAnswer",
    "LentPerson",
    "LentPlace",
    "ListeningTheme",
    "LongLeave",
    "Meeting",
    "Membership",
    "Milestone",
    "Need",
    "NotChosen",
    "Objective",
    "Observation",
    "Offer",
    "OfficeHolder",
    "Outcome",
    "OwnThreshold",
    "PaperOpening",
    "Person",
    "PlaceFigure",
    "PlanFinding",
    "PlannedMove",
    "Post",
    "Programme",
    "ProgrammeOutcome",
    "ProgrammeReport",
    "Proposal",
    "Pulse",
    "PulseTally",
    "PulseTurns",
    "QuestionOwner",
    "Release",
    "Remark",
    "ResearchRound",
    "RoleHolder",
    "SecondTeam",
    "Service",
    "Settlement",
    "Site",
    "Sponsorship",
    "StaffGroup",
    "StagedRow",
    "StandingRight",
    "Submission",
    "Team",
    "Territory",
    "Trust",
    "User",
    "UserGroup",
]
