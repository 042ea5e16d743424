"""Places in teams that wait for one's word: the list, and the form that answers one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plait.engine.assembly.consent import Answer, Side, Word
from plait.engine.cells import CannotRead, read_text
from plait.store.consent import Asked
from plait.web.shared.jinja import full_date, plural, short_date, wte
from plait.web.shared.page import Cell, Choice, ColumnHead, EmptyState, Fault, Row, TablePage

MOST = 500
LENT = (
    "{} asks, to whom this trust lends people. It reads your answers. The place ends with the loan: on its last day, "
    "or earlier if either trust ends it."
)
HEADS = ("Team", "Who", "WTE", "From", "Last day", "Your answer", "Answer")


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The question, what stands behind it, and the answer as typed or as it stands."""

    title: str
    facts: tuple[str, ...]
    choices: tuple[Choice, ...]
    reason: str
    version: int
    choice_fault: str = ""
    reason_fault: str = ""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the answer, by field."""
        found = ((self.choice_fault, "word"), (self.reason_fault, "reason"))
        return tuple(Fault(text, id) for text, id in found if text)


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer as it was sent: nothing chosen where it says neither yes nor no."""

    word: Word | None
    reason: str
    version: int
    choice_fault: str = ""
    reason_fault: str = ""


def asked_words(places: Sequence[Asked]) -> str:
    """How many places wait for one's word, as one more sentence; nothing where none does."""
    waiting = sum(one.answer.word is Word.WAITING for one in places)
    return f" {plural(waiting, 'place in a team waits', 'places in teams wait')} for your answer." if waiting else ""


def asked_table(home: str, places: Sequence[Asked]) -> TablePage:
    """Every open question, with what one said so far."""
    heads = tuple(ColumnHead(text, number=text == "WTE") for text in HEADS)
    rows = tuple(_row(home, one) for one in places)
    return TablePage("Places in teams", heads, rows, EmptyState(""), caption_hidden=True)


def _row(home: str, one: Asked) -> Row:
    place = one.proposal.place
    waits = one.answer.word is Word.WAITING
    who = "You" if one.side is Side.MEMBER else one.proposal.name
    return Row(
        (
            Cell(place.team, note=_asked_by(one)),
            Cell(who, note="" if one.side is Side.MEMBER else "You are their line manager"),
            Cell(wte(place.wte)),
            Cell(short_date(place.starts)),
            Cell(short_date(place.last_day)),
            Cell(_said(one.answer)),
            Cell(
                f"{'Answer' if waits else 'Change'}: {place.team}, {'you' if who == 'You' else who}",
                href=f"{home}/you/{'lent' if one.proposal.other else 'asked'}/{one.proposal.id}/",
            ),
        )
    )


def _asked_by(one: Asked) -> str:
    """The service, and the trust where another one asks."""
    place, other = one.proposal.place, one.proposal.other
    service = "" if place.service == place.team else place.service
    return "; ".join(part for part in (f"At {other}" if other else "", service) if part)


def _said(answer: Answer) -> str:
    if answer.on is None:
        return "None yet"
    return f"{'Agreed' if answer.word is Word.AGREED else 'Declined'} on {short_date(answer.on)}"


def _within(answer: Answer) -> str:
    """What somebody said, within a sentence."""
    said = _said(answer)
    return said[0].lower() + said[1:]


def answer_form(one: Asked, typed: Typed | None = None) -> AnswerForm:
    """The form as it opens, or with what was sent and what is wrong with it."""
    place, is_member = one.proposal.place, one.side is Side.MEMBER
    team = f"{place.team} at {one.proposal.other}" if one.proposal.other else place.team
    chosen = typed.word if typed else one.answer.word
    words = (
        (Word.AGREED, "Yes, I agree" if is_member else "Yes, they may"),
        (Word.DECLINED, "No, I decline"),
    )
    return AnswerForm(
        title=f"Will you join {team}?" if is_member else f"May {one.proposal.name} join {team}?",
        facts=_facts(one),
        choices=tuple(Choice(word.value, text, word is chosen) for word, text in words),
        reason=typed.reason if typed else one.answer.reason,
        version=typed.version if typed else one.proposal.version,
        choice_fault=typed.choice_fault if typed else "",
        reason_fault=typed.reason_fault if typed else "",
    )


def _facts(one: Asked) -> tuple[str, ...]:
    """What is asked, why, and what the other side says."""
    proposal, place = one.proposal, one.proposal.place
    time = f"{wte(place.wte)} WTE from {full_date(place.starts)} to {full_date(place.last_day)}, for {place.service}."
    why: tuple[str, ...] = (f"Why: {place.reason.rstrip('.')}.",) if place.reason else ()
    why += (LENT.format(proposal.other),) if proposal.other else ()
    if one.side is Side.MANAGER:
        return (time, *why, f"The answer of {proposal.name}: {_within(proposal.member)}.")
    if not proposal.has_manager:
        return (time, *why, "No line manager is on record for you, so your answer is the only one.")
    return (time, *why, f"Your line manager is asked too. Their answer: {_within(proposal.manager)}.")


def read_answer(posted: Mapping[str, str]) -> Typed:
    """What the form states, and what is wrong with it; who declines says why."""
    version, said = posted.get("version", ""), posted.get("word", "")
    word = Word(said) if said in {Word.AGREED.value, Word.DECLINED.value} else None
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    text = posted.get("reason", "").replace("\0", "")
    try:
        reason, wrong = read_text(MOST)(text), ""
    except CannotRead as fault:
        reason, wrong = text, fault.remedy
    if word is Word.DECLINED and not reason:
        wrong = "Say why you decline, in a few words"
    return Typed(word, reason, seen, "" if word else "Choose whether you agree", wrong)
