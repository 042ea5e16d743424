"""What the page of shared executives shows: what this trust and others say of sharing, and how to ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.cells import CannotRead, read_last_day
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.executives import ALONE, ASKED, GRANTED, ShareLine
from plait.store.history import HistoryLine
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import fault_words, plain_field
from plait.web.shared.forms import FormPage
from plait.web.shared.jinja import full_date, plural
from plait.web.shared.origins import show_history
from plait.web.shared.page import Choice, Fault, HistoryEntry, Link

HEADINGS = ("Name", "Other trust", "State", "From", "Last day")
STATES = {
    GRANTED: "Both trusts said so",
    ASKED: "The other trust says so; this one does not",
    ALONE: "One user said so for both trusts",
}
ATTENDANCE = {"extended": "extended to who came to our board", "narrowed": "narrowed: no more who came to our board"}
WAITING = "This trust says so; the other does not"
RULE = (
    "It takes one user of each trust, has a last day, and ends by itself, or at once when either trust withdraws it. "
    "Until then each trust sees of the other: in which roles and for how much time it employs this person, on which "
    "days and at what times its board meets, and what is declared in its register of interests. Whether the person "
    "came to its board is shown only where that trust says so too. Of a meeting not yet published the day and times "
    "are shown only where both boards meet on that day, and only to those who read drafts here. No name of a meeting,"
    " no agenda, paper or decision, and nobody else. The two employments must be joined as one person."
)


@dataclass(frozen=True, slots=True)
class SharePart:
    """What is said of one executive and one other trust, with the ways to answer."""

    name: str
    other: str
    words: str
    here: str
    accept: str = ""
    withdraw: str = ""
    attendance: str = ""
    show: str = ""
    hide: str = ""


@dataclass(frozen=True, slots=True)
class SharesPage:
    """The shared executives: the answer, each with what both trusts say, the way to ask, what happened."""

    answer: str
    parts: tuple[SharePart, ...]
    add: Link | None
    download: Link | None
    history: tuple[HistoryEntry, ...]
    rule: str = RULE


def shares_page(viewer: Viewer, shares: Iterable[ShareLine], history: Iterable[HistoryLine]) -> SharesPage:
    """What this viewer reads of sharing, and may do about it."""
    home, shares = f"/t/{viewer.trust_code}/executives/", tuple(shares)
    may_share = bool(scope_of(viewer, Action.SHARE_EXECUTIVES))
    granted = len({one.employment_id for one in shares if one.state == GRANTED})
    said = f"{plural(granted, 'executive is', 'executives are')} shared with another trust."
    return SharesPage(
        answer=said if granted else "No executive is shared with another trust by the word of both.",
        parts=tuple(_part(home, one, may_share=may_share) for one in shares),
        add=Link("Ask another trust to share", f"{home}ask/") if may_share else None,
        download=Link("Download these rows (CSV)", "?format=csv") if shares else None,
        history=show_history(_in_words(history, {one.other: one.other_name for one in shares}), named=True),
    )


def _in_words(history: Iterable[HistoryLine], names: Mapping[str, str]) -> Iterable[HistoryLine]:
    """The same with the other trust by its name, and what somebody was let see, or no more."""
    for line in history:
        changes = tuple(
            replace(one, before=names.get(one.before, one.before), after=names.get(one.after, one.after))
            if one.column == "other"
            else one
            for one in line.changes
        )
        yield replace(line, action=ATTENDANCE.get(line.action, line.action), changes=changes)


def _part(home: str, one: ShareLine, *, may_share: bool) -> SharePart:
    own = f"{home}{one.employment_id}/"
    ways = f"{own}with/{one.other}/"
    return SharePart(
        one.name,
        one.other_name,
        share_words(one),
        own,
        accept=f"{ways}accept/" if may_share and one.state in {ASKED, ALONE} else "",
        withdraw=f"{ways}withdraw/" if may_share and one.state != ASKED else "",
        attendance=attendance_words(one) if one.state == GRANTED else "",
        show=f"{ways}attendance/show/" if may_share and one.state == GRANTED and not one.tells else "",
        hide=f"{ways}attendance/hide/" if may_share and one.state == GRANTED and one.tells else "",
    )


def attendance_words(one: ShareLine) -> str:
    """Which of the two trusts lets the other see who came to its board."""
    here = f"This trust {'shows' if one.tells else 'does not show'} {one.other_name} who came to its board"
    there = "shows this trust who came to its own" if one.told else "does not show who came to its own"
    return f"{here}; {one.other_name} {there}."


def share_words(one: ShareLine) -> str:
    """How it stands between this trust and another about somebody."""
    last = full_date(one.ends - DAY)
    if one.state == GRANTED:
        return f"Shared with {one.other_name} until {last}."
    if one.state == ASKED:
        return (
            f"{one.other_name} asks to share until {last}. Nobody here has accepted it, or somebody withdrew, so "
            "neither sees anything."
        )
    if one.state == ALONE:
        return (
            f"The same user said so for this trust and for {one.other_name}, so neither sees anything. Somebody else "
            "has to accept it, here or there."
        )
    return (
        f"This trust asked {one.other_name} to share until {last}. It has not accepted, or has withdrawn, so neither "
        "sees anything."
    )


def share_rows(shares: Iterable[ShareLine]) -> list[list[str]]:
    """What is said, as a file; nothing of what the other trust shows."""
    return [
        [
            one.name,
            one.other_name,
            STATES.get(one.state, WAITING),
            one.starts.isoformat(),
            (one.ends - DAY).isoformat(),
        ]
        for one in shares
    ]


@dataclass(frozen=True, slots=True)
class AskTyped:
    """What was typed into the form that asks: by field, with what is wrong under its field or under nothing."""

    texts: Mapping[str, str]
    wrong: Mapping[str, str]
    employment_id: int = 0
    ends: date | None = None


def read_ask(posted: Mapping[str, str]) -> AskTyped:
    """The form as it was sent; the last day that people write is the day before the first without."""
    texts = {name: posted.get(name, "").strip() for name in ("person", "other", "ends")}
    wrong: dict[str, str] = {}
    ends: date | None = None
    if not texts["person"].isdecimal():
        wrong["person"] = "Choose who is shared."
    if not texts["other"]:
        wrong["other"] = "Choose another trust."
    try:
        ends = read_last_day(texts["ends"]) if texts["ends"] else None
    except CannotRead as fault:
        wrong["ends"] = fault_words(fault.wrong, fault.remedy)
    if not texts["ends"]:
        wrong["ends"] = "Write the last day, like 31/03/2027. Sharing always ends."
    number = int(texts["person"]) if texts["person"].isdecimal() and len(texts["person"]) < 18 else 0
    return AskTyped(texts, wrong, number, ends)


def ask_page(viewer: Viewer, leaders: Mapping[int, str], trusts: Mapping[str, str], typed: AskTyped) -> EditPage:
    """The form that asks another trust to share about an executive of both."""
    texts, wrong = typed.texts, typed.wrong
    people = tuple(Choice(str(id), name, str(id) == texts.get("person")) for id, name in leaders.items())
    others = tuple(Choice(code, name, code == texts.get("other")) for code, name in trusts.items())
    fields = (
        replace(
            plain_field("person", "Executive", "select", texts.get("person", "")),
            hint="Who holds a leadership role here today.",
            choices=(Choice("", "Choose", not texts.get("person")), *people),
            error=wrong.get("person", ""),
        ),
        replace(
            plain_field("other", "Other trust", "select", texts.get("other", "")),
            choices=(Choice("", "Choose", not texts.get("other")), *others),
            error=wrong.get("other", ""),
        ),
        replace(
            plain_field("ends", "Last day", "text", texts.get("ends", "")),
            hint="It ends by itself. Like: 31/03/2027",
            error=wrong.get("ends", ""),
        ),
    )
    whole = (Fault(wrong[""]),) if "" in wrong else ()
    faults = whole + tuple(Fault(one.error, one.id) for one in fields if one.error)
    home = Link("Shared executives", f"/t/{viewer.trust_code}/executives/")
    form = FormPage(fields, faults)
    return EditPage("Ask another trust to share", form, home, "Ask", "board", "executives", lead=RULE)
