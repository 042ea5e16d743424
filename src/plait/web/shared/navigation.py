"""The sections of the header and the links of the footer, in order, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from plait.engine.permissions import Action


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the header: its name and the address within a trust, which a page names to be marked current.

    With an `action`, only those who may do it are shown the way. Who may not, but may do what is there `instead`,
    enters by another address. Subjects of a section with many of them stand in a `group`: its name leads to its first.
    """

    key: str
    text: str
    path: str
    action: Action | None = None
    instead: Action | None = None
    otherwise: str = ""
    group: str = ""


# Only what exists. Money joins before Board as its pages are built.
SECTIONS = (
    Section(key="where-we-stand", text="Where we stand", path="", action=Action.READ_FINDINGS),
    Section(key="teams", text="Teams", path="teams/", action=Action.READ_RECORD),
    Section(
        key="outcomes",
        text="Outcomes",
        path="outcomes/",
        action=Action.READ_OUTCOMES,
        instead=Action.READ_RECORD,
        otherwise="research/",
    ),
    Section(key="board", text="Board", path="leadership/", action=Action.READ_LEADERSHIP),
    Section(key="you", text="For you", path="you/", action=Action.SEE_OWN),
    Section(key="imports", text="Imports", path="imports/", action=Action.IMPORT),
)

# The groups under Board: who leads, what was said there, whether all take part, who learns and is heard, what is
# planned and printed.
LEADS, MEETS, WHOLE, REPORTS = "Who leads", "The record", "Taking part", "Plan and pack"
LEARNS = "Learning and contact"

# The subjects inside a section, by the section's key; a page names its own as `subject`.
SUBJECTS = {
    "teams": (
        Section(key="teams", text="Teams", path="teams/"),
        Section(key="services", text="Services", path="services/"),
        Section(key="assemble", text="Assemble", path="assemble/", action=Action.READ_PLANS),
        Section(key="people", text="People", path="people/"),
        Section(key="competencies", text="Competencies", path="competencies/"),
        Section(key="communities", text="Communities of practice", path="communities/"),
        Section(key="design", text="Design decisions", path="design/"),
        Section(key="blockers", text="Blockers", path="blockers/"),
        Section(key="lending", text="Lending", path="lending/", action=Action.READ_LENDING),
    ),
    "outcomes": (
        Section(key="outcomes", text="Measures", path="outcomes/", action=Action.READ_OUTCOMES),
        Section(key="programmes", text="Programmes", path="programmes/", action=Action.READ_PROGRAMMES),
        Section(key="calendar", text="Joined-up change", path="programmes/calendar/", action=Action.READ_PROGRAMMES),
        Section(key="research", text="Research", path="research/"),
        Section(key="assumptions", text="Assumptions", path="research/assumptions/"),
    ),
    "board": (
        Section(key="leadership", text="Leadership", path="leadership/", group=LEADS),
        Section(key="accountability", text="Accountability", path="accountability/", group=LEADS),
        Section(key="champions", text="Champions", path="champions/", action=Action.READ_CHAMPIONS, group=LEADS),
        Section(key="executives", text="Shared executives", path="executives/", action=Action.READ_SHARED, group=LEADS),
        Section(key="deputies", text="Deputies", path="executives/deputies/", group=LEADS),
        Section(key="declarations", text="Interests", path="executives/declarations/", group=LEADS),
        Section(key="areas", text="Clinical areas", path="areas/", action=Action.READ_AREAS, group=LEADS),
        Section(key="meetings", text="Meetings", path="board/", group=MEETS),
        Section(key="decisions", text="Decisions", path="board/decisions/", group=MEETS),
        Section(key="papers", text="Papers", path="board/papers/", group=MEETS),
        Section(key="actions", text="Actions", path="board/actions/", group=MEETS),
        Section(key="members", text="Members", path="board/members/", group=MEETS),
        Section(key="rights", text="Standing rights", path="board/rights/", group=WHOLE),
        Section(key="directors", text="Directors", path="board/directors/", group=WHOLE),
        Section(key="sponsorships", text="Sponsorships", path="board/sponsorships/", group=WHOLE),
        Section(key="delegation", text="Delegation", path="board/delegation/", group=WHOLE),
        Section(key="agenda-time", text="Agenda time", path="parity/agenda-time/", group=WHOLE),
        Section(key="expertise", text="Expertise", path="parity/expertise/", group=WHOLE),
        Section(key="development", text="Board development", path="learning/board/", group=LEARNS),
        Section(key="contacts", text="Contacts", path="contacts/", action=Action.READ_CONTACTS, group=LEARNS),
        Section(key="education", text="Education", path="learning/", action=Action.READ_LEARNING, group=LEARNS),
        Section(key="pulses", text="Pulses", path="pulses/", action=Action.READ_PULSES, group=LEARNS),
        Section(key="objectives", text="Objectives", path="strategy/", group=REPORTS),
        Section(key="not-chosen", text="Not chosen", path="strategy/not-chosen/", group=REPORTS),
        Section(key="plan", text="Plan", path="board/plan/", action=Action.READ_FINDINGS, group=REPORTS),
        Section(key="assessment", text="Assessment", path="assessment/", action=Action.READ_FINDINGS, group=REPORTS),
        Section(key="packs", text="Board pack", path="board/packs/", action=Action.READ_PACKS, group=REPORTS),
    ),
    "access": (
        Section(key="team-sizes", text="Team sizes", path="settings/team-sizes/", action=Action.SET_TEAM_SIZES),
        Section(key="users", text="Users and access", path="access/", action=Action.MANAGE_ACCESS),
        Section(key="audit", text="Audit trail", path="access/audit/", action=Action.READ_AUDIT),
    ),
}

# Beside one's name in the header: what some roles look after.
DUTIES = SUBJECTS["access"]

# Where one arrives: at the first of these that one may open.
ARRIVALS = (SECTIONS[0], *DUTIES, *SECTIONS[1:])

# Text and the name of the address; "How each test works" and "Who can see what" join with their pages.
FOOTER = (("Accessibility statement", "accessibility"),)
