"""What pages show of explanations and owners, and the two forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.cells import read_choice
from plait.engine.litmus.explanations import DUE, EXPLAINED, TEXT, Explanation
from plait.engine.litmus.judging import Judged
from plait.engine.litmus.kit import Litmus
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.question_owners import OWNERS, owns
from plait.engine.sheets import Column
from plait.store.explanations import Owner
from plait.store.imports import Choices
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import Typed, column_field, plain_field, read_typed
from plait.web.shared.forms import FormPage
from plait.web.shared.page import Fault, Link

OWNER = Column(
    "owner",
    "Owner",
    "Whose question it is to answer. Whoever enters Plait in that role may explain a verdict that is not met.",
    "Chief executive",
    read_choice(dict(zip(OWNERS, OWNERS, strict=True))),
    required=True,
    choices=tuple(OWNERS),
)
WHY = (TEXT, DUE)
"""The form of an explanation."""
PASSED = "This day has passed. Write a day to come."


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one verdict beside what is published: whose question it is, and the draft."""

    owner: Owner
    today: date
    draft: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A button that only sends: its words, where it goes, and the version it was shown on."""

    text: str
    href: str
    version: int


@dataclass(frozen=True, slots=True)
class Said:
    """One explanation as a page shows it."""

    title: str
    stale: str
    text: str
    due: str
    signed: str
    act: Act | None


@dataclass(frozen=True, slots=True)
class ExplanationPart:
    """The part of a question's page that explains its verdict; nothing of it where there is nothing to say."""

    said: tuple[Said, ...]
    ways: tuple[Link, ...]
    missing: str = ""
    """Says so where the verdict wants an explanation and none is published, and whose it is."""


def reads_drafts(viewer: Viewer, owner: str) -> bool:
    """Drafts are for whoever owns the question, and for whoever publishes."""
    return owns(viewer, owner) or bool(scope_of(viewer, Action.PUBLISH_EXPLANATIONS))


def explanation_part(viewer: Viewer, judged: Judged, told: Told) -> ExplanationPart:
    """The published explanation, the draft and what this viewer may do with them."""
    verdict, home = judged.finding.verdict, f"/t/{viewer.trust_code}/questions/{judged.slug}/"
    publishes = bool(scope_of(viewer, Action.PUBLISH_EXPLANATIONS))
    said = []
    if judged.explanation:
        button = Act("Withdraw this explanation", f"{home}explanation/withdraw/", judged.explanation.version)
        said.append(_said("Explanation", judged.explanation, judged, told, button if publishes else None))
    if told.draft and reads_drafts(viewer, told.owner.name):
        button = Act("Publish this explanation", f"{home}explanation/publish/", told.draft.version)
        title = "Draft of an explanation, not published yet"
        said.append(_said(title, told.draft, judged, told, button if publishes else None))
    ways = []
    if verdict in EXPLAINED and owns(viewer, told.owner.name):
        text = "Change the draft" if told.draft else "Write another" if judged.explanation else "Explain why"
        ways.append(Link(text, f"{home}explanation/"))
    if publishes:
        ways.append(Link("Change who owns this question", f"{home}owner/"))
    wanted = verdict in EXPLAINED and not judged.explanation
    missing = f"No explanation is published yet. Whose it is to explain: {told.owner.name}." if wanted else ""
    return ExplanationPart(tuple(said), tuple(ways), missing)


def _said(title: str, one: Explanation, judged: Judged, told: Told, act: Act | None) -> Said:
    due = f"{one.due_words} {one.late_words(told.today)}".strip()
    return Said(title, one.stale_words(judged.finding.verdict), one.text, due, one.signed, act)


def draft_cells(draft: Explanation | None) -> dict[str, str]:
    """What the form of an explanation opens with."""
    return {"text": draft.text, "due": draft.due.isoformat() if draft.due else ""} if draft else {}


def opened(cells: Mapping[str, str], today: date) -> Typed:
    """A form as it opens."""
    return Typed(dict(cells), Choices(today))


def read_form(columns: Sequence[Column], posted: Mapping[str, str], today: date) -> Typed:
    """What was typed into a form of an explanation, or of an owner."""
    typed = read_typed(columns, posted, today, asks_when=False)
    due = typed.values.get("due")
    if isinstance(due, date) and due < today:
        return replace(typed, wrong={**typed.wrong, "due": PASSED})
    return typed


def form_page(viewer: Viewer, litmus: Litmus, columns: Sequence[Column], typed: Typed, version: int) -> EditPage:
    """The form of an explanation, or of an owner, ready for its template."""
    fields = tuple(column_field(column, typed, ()) for column in columns)
    faults = tuple(Fault(field.error, field.id) for field in fields if field.error)
    back = Link(litmus.question, f"/t/{viewer.trust_code}/questions/{litmus.slug}/")
    title = "Explain the verdict" if TEXT in columns else "Who owns this question"
    form = FormPage((*fields, plain_field("version", "", "hidden", str(version))), faults)
    return EditPage(title, form, back, "Save", "where-we-stand", "", lead=litmus.question)
