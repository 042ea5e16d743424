"""What the page of papers opened for a day shows, and its two forms: the asking, and the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from plait.engine.paper_openings import LASTS, LONGEST_REASON, LONGEST_WISH, Opening, Standing, standing_of
from plait.engine.papers import STATUSES
from plait.engine.permissions import Action, Viewer, scope_of
from plait.files.celltext import fault_in, tidy
from plait.store.papers import PaperLine
from plait.store.readings import Reading
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import fault_words, plain_field
from plait.web.shared.forms import FormPage
from plait.web.shared.jinja import full_date, plural
from plait.web.shared.page import Choice, Definition, Fault, Link

HOURS = int(LASTS.total_seconds() // 3600)
HEADINGS = (
    "Asked on", "Asked by", "Paper asked for", "Why", "How it stands", "Paper", "Agreed by", "Open until", "Ended by",
    "Ended on", "Opened",
)  # fmt: skip
WAYS = {
    "wish": ("Which paper", "As you know of it: its title, or its meeting and item. You are not told which there are."),
    "reason": ("Why", "What cannot wait, and who is away. The board secretary reads it, and it stays in the record."),
}
MOST = {"wish": LONGEST_WISH, "reason": LONGEST_REASON}


@dataclass(frozen=True, slots=True)
class OpeningPart:
    """One asking: its story, and what may be done about it."""

    id: int
    heading: str
    about: tuple[Definition, ...]
    opened: tuple[str, ...]
    agree: str
    shut: str


@dataclass(frozen=True, slots=True)
class OpeningsPage:
    """The askings one may see: all for who may agree, one's own for the others."""

    answer: str
    parts: tuple[OpeningPart, ...]
    ask: Link | None
    download: Link | None
    rule: str = (
        f"A paper is opened to one person, for at most {HOURS} hours, and only because somebody else agreed: an "
        "executive, the chief digital information officer or the board secretary. Each time it is opened stands here "
        "and in the audit trail."
    )


def openings_page(
    viewer: Viewer, openings: Sequence[Opening], opened: Mapping[int, Sequence[Reading]], at: datetime
) -> OpeningsPage:
    """The page as this viewer sees it at a moment."""
    standings = [standing_of(one, at) for one in openings]
    waiting, still = standings.count(Standing.WAITS), standings.count(Standing.OPEN)
    answers = bool(scope_of(viewer, Action.OPEN_PAPER))
    answer = _waiting(waiting, still) if answers else _yours(waiting, still)
    ask = Link("Ask for a paper", "ask/") if scope_of(viewer, Action.ASK_FOR_PAPER) else None
    return OpeningsPage(
        answer=answer if openings else "Nobody has asked for a paper." if answers else "You have asked for no paper.",
        parts=tuple(_part(viewer, one, opened.get(one.id, ()), at) for one in openings),
        ask=ask,
        download=Link("Download these (CSV)", "?format=csv") if openings else None,
    )


def _waiting(waiting: int, still: int) -> str:
    return f"{plural(waiting, 'asking')} to answer; {plural(still, 'paper')} open to somebody now."


def _yours(waiting: int, still: int) -> str:
    said = f"{plural(waiting, 'asking')} of yours {'waits' if waiting == 1 else 'wait'} for an answer"
    return f"{said}; {plural(still, 'paper')} open to you now."


def moment(at: datetime | None) -> str:
    """A day and a time as people say them."""
    local = timezone.localtime(at) if at else None
    return f"{full_date(local.date())}, {local:%H:%M}" if local else ""


def _part(viewer: Viewer, one: Opening, opened: Sequence[Reading], at: datetime) -> OpeningPart:
    standing, may_agree = standing_of(one, at), bool(scope_of(viewer, Action.OPEN_PAPER))
    is_own, is_live = one.user_id == viewer.user_id, standing in {Standing.WAITS, Standing.OPEN}
    ended = f"{moment(one.ended_at)}, by {one.ended_by}" if one.ended_at else ""
    waits = standing is Standing.WAITS
    told = (
        ("How it stands", standing.value),
        ("Paper asked for", one.wish),
        ("Why", one.reason),
        ("Paper", one.title if one.paper_id or not one.title else f"{one.title}, which was removed since"),
        ("Agreed by", f"{one.agreed_by}, {moment(one.agreed_at)}" if one.agreed_at else ""),
        ("Open until", moment(one.until)),
        (standing.value, ended),
    )
    link = f"/t/{viewer.trust_code}/board/papers/{one.paper_id}/"
    opens = standing is Standing.OPEN and one.paper_id is not None
    return OpeningPart(
        id=one.id,
        heading=f"{one.asked_by} asked on {moment(one.asked_at)}",
        about=tuple(
            Definition(term, text, href=link if term == "Paper" and opens else "") for term, text in told if text
        ),
        opened=tuple(opened_words(reading) for reading in opened),
        agree=f"{one.id}/agree/" if waits and may_agree and not is_own else "",
        shut=("Take it back" if is_own else "Decline") if waits else "Shut it now" if is_live else "",
    )


def opened_words(reading: Reading) -> str:
    """One opening as a line of the story."""
    return f"{'The file' if reading.is_file else 'The page'}, {moment(reading.at)}"


def opening_rows(
    openings: Iterable[Opening], opened: Mapping[int, Sequence[Reading]], at: datetime
) -> Iterable[list[str]]:
    """The askings as a file holds them."""
    for one in openings:
        yield [
            moment(one.asked_at), one.asked_by, one.wish, one.reason, standing_of(one, at).value, one.title,
            one.agreed_by, moment(one.until), one.ended_by, moment(one.ended_at),
            "; ".join(opened_words(reading) for reading in opened.get(one.id, ())),
        ]  # fmt: skip


def read_asking(posted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What was typed, and what is wrong with it, by field."""
    texts = {name: tidy(posted.get(name, "").strip()) for name in WAYS}
    wrong = {name: fault_words(*fault) for name, text in texts.items() if (fault := fault_in(text))}
    for name, text in texts.items():
        if not text:
            wrong[name] = "Write which paper it is." if name == "wish" else "Write why it cannot wait."
        elif len(text) > MOST[name]:
            wrong[name] = f"This has {len(text):,} characters. Shorten it to {MOST[name]} or fewer."
    return texts, wrong


def asking_page(viewer: Viewer, texts: Mapping[str, str], wrong: Mapping[str, str]) -> EditPage:
    """The form of the asking."""
    fields = tuple(
        replace(plain_field(name, label, "text", texts.get(name, "")), hint=hint, error=wrong.get(name, ""))
        for name, (label, hint) in WAYS.items()
    )
    faults = tuple(Fault(one.error, one.id) for one in fields if one.error)
    lead = f"Somebody who reads every draft agrees or declines. What they open is one paper, for {HOURS} hours."
    title = "Ask for a paper that is not published"
    return EditPage(title, FormPage(fields, faults), _back(viewer), "Ask", "board", "papers", lead=lead)


def answering_page(viewer: Viewer, one: Opening, papers: Iterable[PaperLine], fault: str = "") -> EditPage:
    """The form that opens one paper to whoever asked."""
    offered = (Choice("", "Choose", selected=True), *(_choice(paper) for paper in papers))
    which = replace(plain_field("paper", "Paper", "select", ""), choices=offered, error=fault)
    faults = (Fault(fault, which.id),) if fault else ()
    why = one.reason.removesuffix(".")
    lead = f"{one.asked_by} asked for “{one.wish}”, because: “{why}”. It is open to them alone, for {HOURS} hours."
    title = f"Open one paper to {one.asked_by}?"
    return EditPage(title, FormPage((which,), faults), _back(viewer), "Open it", "board", "papers", lead=lead)


def _choice(paper: PaperLine) -> Choice:
    private = ", private" if paper.is_private else ""
    return Choice(str(paper.id), f"{paper.title} ({STATUSES[paper.status].lower()}{private}; {paper.meeting})")


def _back(viewer: Viewer) -> Link:
    return Link("Papers opened for a day", f"/t/{viewer.trust_code}/board/papers/openings/")
