"""What of a change to the record somebody may read: which kinds of record, and which of their values."""

from collections.abc import Iterable, Mapping

from plait.engine.outcome_sheets import BETTER_CHOICES, MARK_CHOICES
from plait.engine.permissions import Action, Scope, Viewer, reaches, scope_of
from plait.engine.programme_sheets import STATUS_CHOICES

KINDS = {
    "appointmentevidence": "Record of an appointment",
    "officeholder": "Office for the record of appointments",
    "assumption": "Assumption",
    "blocker": "Blocker",
    "designdecision": "Design decision",
    "designvoice": "Part in a design decision",
    "researchround": "Round of research",
    "usergroup": "User group",
    "accountabilityclaim": "Claim of accountability",
    "access": "Access",
    "agendaitem": "Agenda item",
    "assemblyrun": "Proposal of teams",
    "assignment": "Post held",
    "attendance": "Attendance",
    "boardaction": "Board action",
    "boardmember": "Board member",
    "boardpack": "Board pack",
    "boardpaper": "Board paper",
    "borrowing": "Borrowing from another trust",
    "challenge": "Challenge",
    "champion": "Champion",
    "changewindow": "Change window",
    "chartmark": "Mark on a chart",
    "clinicalarea": "Clinical area",
    "clinicalvisit": "Visit to a clinical area",
    "educationsession": "Education session",
    "educationtarget": "Education target",
    "directorcontact": "Contact with directors",
    "boardlearning": "Development of a board member",
    "pulse": "Pulse",
    "community": "Community",
    "communitymember": "Community membership",
    "competency": "Competency",
    "decision": "Board decision",
    "declaration": "Declaration of interest",
    "department": "Department",
    "dependency": "Dependency",
    "deputy": "Deputy",
    "employment": "Employment",
    "exception": "Exception to the release rule",
    "executiveshare": "Sharing about an executive",
    "explanation": "Explanation",
    "file": "File",
    "holding": "Competency held",
    "import": "Import",
    "leadershiprole": "Leadership role",
    "lentanswer": "Answer to a place in another trust’s team",
    "lentperson": "Person lent to another trust",
    "lentplace": "Place proposed to somebody of another trust",
    "listeningtheme": "Theme of a listening log",
    "longleave": "Long leave",
    "meeting": "Board meeting",
    "membership": "Team membership",
    "milestone": "Milestone",
    "need": "Need",
    "notchosen": "Thing not chosen",
    "objective": "Strategic objective",
    "offer": "Part-time offer",
    "observation": "Observation",
    "outcome": "Outcome",
    "ownthreshold": "Threshold of a question",
    "packreading": "Board pack not published",
    "paperopening": "Opening of a board paper",
    "paperreading": "Board paper not published",
    "person": "Person",
    "placefigure": "Figure of a place",
    "plannedmove": "Move of the plan to the board",
    "post": "Established post",
    "programme": "Programme",
    "programmeoutcome": "Outcome of a programme",
    "programmereport": "Report of a programme",
    "proposal": "Place proposed to somebody",
    "questionowner": "Owner of a question",
    "release": "Release",
    "remark": "Remark",
    "roleholder": "Leadership role held",
    "secondteam": "Proposal of a second team",
    "service": "Service",
    "settlement": "Settled accountability",
    "site": "Site",
    "sponsorship": "Sponsorship",
    "staffgroup": "Staff group",
    "standingright": "Standing right",
    "team": "Team",
    "territory": "Territory",
    "trust": "Setting of the trust",
    "user": "Account",
}
"""What a record of each kind is called."""

LABELS = {
    "wish": "Asked for",
    "wte": "WTE",
    "protected wte": "Protected WTE",
    "team wte": "Team WTE",
    "budget pounds": "Yearly budget (£)",
    "limit pounds": "Delegated limit (£)",
    "borrower": "Lent to",
    "named": "Name shown",
    "seat": "Seat on the board",
    "begins": "Starts at",
    "finishes": "Ends at",
    "has": "Has it",
    "heard": "How many people",
    "asked": "What was asked",
    "learnt": "What was learnt",
    "changes": "What changes",
    "quote": "In their words",
    "is seldom heard": "Seldom heard",
    "is wrong": "Was wrong",
    "built on": "Built on since",
    "user group": "Group",
    "whose": "Whose to remove",
    "left out": "Left out because",
    "observed on": "Date",
    "profile": "Rules",
    "first on": "First day",
    "last on": "Last day",
    "accepted with": "May overlap with",
    "accepted because": "Why it may",
    "planned on": "Planned for",
    "replanned on": "Now planned for",
    "improving": "Says is improving",
    "in time": "Says is in time",
    "due on": "By when",
    "relaunch reason": "Why it was relaunched",
    "answer kind": "Answered or challenged",
    "session": "Where",
    "targets": "Target",
    "is confirmed": "Tag confirmed",
    "is private": "Private",
    "is technology": "Technology decision",
    "is digital": "Digital objective",
    "asked by": "Asked for by",
    "file name": "File",
    "leads": "Led by",
    "other": "Other trust",
    "benefits": "In favour of",
    "costs": "At the cost of",
    "sha256": "SHA-256",
    "presence": "Attendance",
    "raised by": "Asked by",
    "raised on": "Asked on",
    "changed": "What changed",
    "specialist": "Specialist present",
}
"""What a column is called in a history, where its name does not say it as people would."""

LABELS_OF_KIND = {
    ("boardpaper", "named"): "also named",
    ("ownthreshold", "value"): "threshold",
    ("chartmark", "kind"): "mark",
}
"""The same where it depends on the kind of record."""

WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("outcome", "better"): {code: word.lower() for word, code in BETTER_CHOICES.items()},
    ("chartmark", "kind"): {code: word.lower() for word, code in MARK_CHOICES.items()},
    ("programmereport", "status"): {code: word.lower() for word, code in STATUS_CHOICES.items()},
}
"""What people say for the codes that a column keeps, by kind of record and column."""

NOT_SHOWN = "not shown to your role"
"""Stands in place of a value that is not for whoever looks."""

COST = frozenset(("band", "point"))
TIME = frozenset(("wte",))
WORKED = {"assignment": frozenset(("shifts",))}
"""When somebody works is read like their time; when a champion is there, by whoever reads champions."""
NUMBERS = frozenset(("email", "registration body", "registration number", "employee number", "post"))
PEOPLE_NAMED = frozenset(("lead", "owner", "clinical lead"))
"""Columns that name somebody in a record that everybody reads."""

READ_BY: Mapping[str, Action] = {
    **dict.fromkeys(
        ("staffgroup", "post", "competency", "community", "communitymember", "service", "need", "offer", "team",
         "membership", "release", "dependency", "department", "site", "usergroup", "researchround", "assumption",
         "designdecision", "designvoice", "blocker"),
        Action.READ_RECORD,
    ),
    **dict.fromkeys(("person", "employment", "assignment"), Action.READ_PEOPLE),
    **dict.fromkeys(
        (
            "leadershiprole", "roleholder", "deputy", "declaration", "territory", "accountabilityclaim", "settlement",
        ),
        Action.READ_LEADERSHIP,
    ),
    **dict.fromkeys(("outcome", "observation", "chartmark", "placefigure"), Action.READ_OUTCOMES),
    **dict.fromkeys(
        ("programme", "milestone", "programmereport", "programmeoutcome", "changewindow", "listeningtheme",
         "remark"),
        Action.READ_PROGRAMMES,
    ),
    **dict.fromkeys(
        ("meeting", "agendaitem", "decision", "standingright", "boardmember", "attendance", "challenge", "boardaction",
         "sponsorship"),
        Action.READ_BOARD,
    ),
    **dict.fromkeys(("notchosen", "objective"), Action.READ_BOARD),
    "holding": Action.READ_COMPETENCIES,
    "longleave": Action.READ_CAPACITY,
    "boardpaper": Action.READ_PAPER_DRAFTS,
    "borrowing": Action.READ_LENDING,
    "executiveshare": Action.READ_SHARED,
    "champion": Action.READ_CHAMPIONS,
    **dict.fromkeys(("educationsession", "educationtarget"), Action.READ_LEARNING),
    "directorcontact": Action.READ_CONTACTS,
    "boardlearning": Action.READ_BOARD,
    **dict.fromkeys(("clinicalarea", "clinicalvisit"), Action.READ_AREAS),
    "ownthreshold": Action.READ_FINDINGS,
}  # fmt: skip
"""The action by which records of each kind are read; the others stand in the audit trail alone."""

OF_LEADERS = frozenset(
    ("roleholder", "deputy", "declaration", "executiveshare", "accountabilityclaim", "settlement", "boardmember")
)
"""Kinds whose people are named to whoever reads the record: who leads and who answers, everybody may know."""


def reads_names(viewer: Viewer, kind: str) -> bool:
    """Does the viewer read whom a record of this kind tells of?"""
    return kind in OF_LEADERS or Scope.TRUST in scope_of(viewer, Action.READ_PEOPLE)


def reads_kind(viewer: Viewer, kind: str, *, employee_number: str | None) -> bool:
    """Does the viewer read such a record of whoever has this employee number, or of nobody?"""
    return kind in READ_BY and reaches(viewer, READ_BY[kind], employee_number=employee_number)


def columns_hidden(viewer: Viewer, kind: str, *, employee_number: str | None, teams: Iterable[str]) -> frozenset[str]:
    """The columns of such a record, which the viewer reads, that are not for them.

    Of a colleague in one's team only the time given to that team is read; pay by finance and by oneself alone. A
    record of nobody has no `employee_number`; of somebody whose number is not known it is empty.
    """
    hidden = frozenset() if reaches(viewer, Action.READ_BAND, employee_number=employee_number) else COST
    hidden |= frozenset() if reads_names(viewer, kind) else PEOPLE_NAMED
    if employee_number is None or kind in OF_LEADERS:
        return hidden
    time = reaches(viewer, Action.READ_CAPACITY, employee_number=employee_number, teams=teams)
    numbers = time or reaches(viewer, Action.EDIT_PERSON, employee_number=employee_number)
    own = TIME | WORKED.get(kind, frozenset())
    return hidden | (frozenset() if time else own) | (frozenset() if numbers else NUMBERS)


def label(column: str) -> str:
    """What a column of a record is called at the head of its value."""
    return LABELS.get(column, column.capitalize())


def in_a_sentence(label: str) -> str:
    """A label inside a sentence: “last day”, but “WTE”."""
    return label if label.isupper() else label[0].lower() + label[1:]
