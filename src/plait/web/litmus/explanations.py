"""What pages show of explanations and owners, and the two forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plait.engine.cells import read_choice
from plait.engine.litmus.explanations import EXPLAINED, TEXT, Explanation
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


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one verdict beside what is published: whose question it is, and the draft."""

    owner: Owner
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
        one = judged.explanation
        button = Act("Withdraw this explanation", f"{home}explanation/withdraw/", one.version)
        said.append(Said("Explanation", one.stale_words(verdict), one.text, one.signed, button if publishes else None))
    if told.draft and reads_drafts(viewer, told.owner.name):
        one = told.draft
        button = Act("Publish this explanation", f"{home}explanation/publish/", one.version)
        title = "Draft of an explanation, not published yet"
        said.append(Said(title, one.stale_words(verdict), one.text, one.signed, button if publishes else None))
    ways = []
    if verdict in EXPLAINED and owns(viewer, told.owner.name):
        text = "Change the draft" if told.draft else "Write another" if judged.explanation else "Explain why"
        ways.append(Link(text, f"{home}explanation/"))
    if publishes:
        ways.append(Link("Change who owns this question", f"{home}owner/"))
    wanted = verdict in EXPLAINED and not judged.explanation
    missing = f"No explanation is published yet. Whose it is to explain: {told.owner.name}." if wanted else ""
    return ExplanationPart(tuple(said), tuple(ways), missing)


def opened(column: Column, text: str, today: date) -> Typed:
    """A form of one field as it opens."""
    return Typed({column.name: text}, Choices(today))


def read_one(column: Column, posted: Mapping[str, str], today: date) -> Typed:
    """What was typed into a form of one field."""
    return read_typed([column], posted, today, asks_when=False)


def form_page(viewer: Viewer, litmus: Litmus, column: Column, typed: Typed, version: int) -> EditPage:
    """A form of one field, ready for its template."""
    field = column_field(column, typed, ())
    faults = (Fault(field.error, field.id),) if field.error else ()
    back = Link(litmus.question, f"/t/{viewer.trust_code}/questions/{litmus.slug}/")
    title = "Explain the verdict" if column is TEXT else "Who owns this question"
    form = FormPage((field, plain_field("version", "", "hidden", str(version))), faults)
    return EditPage(title, form, back, "Save", "where-we-stand", "", lead=litmus.question)
