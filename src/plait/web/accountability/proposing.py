"""A settlement that somebody proposes: read, tried on a copy of the claims, and shown before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plait.engine.accountability import DAY, YEAR, Claim, Interval, Territory, intervals_of, looked_back
from plait.engine.litmus.questions.one_person_answers import TEST
from plait.engine.settling import Effect, spans_after
from plait.engine.thresholds import OwnThreshold
from plait.engine.trust import Trust
from plait.store.accountability import AnswerLine, TerritoryLine
from plait.store.settling import Ruling, counted, effect_on
from plait.store.thresholds import ThresholdSet
from plait.web.accountability.chart import Held, names_of, spans_of, territory_chart
from plait.web.shared.jinja import full_date, plural
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage
from plait.web.shared.span_chart import SpanChart, around

MOST_DAYS_TRIED = 24
NEVER = "No settlement of this territory alone makes it Met: other territories are unclear as well."


@dataclass(frozen=True, slots=True)
class Known:
    """What a proposal is tried on: every territory with its spans, the claims of its own, the threshold, the day.

    `answers` are those claims as they count, those of somebody who acts up only until then.
    """

    every: tuple[Held, ...]
    claims: tuple[AnswerLine, ...]
    answers: tuple[AnswerLine, ...]
    own: ThresholdSet | None
    today: date


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a settlement would change: the charts before and after, the count, the verdict, each claim."""

    before: SpanChart | None
    after: SpanChart | None
    counted: str
    was: str
    becomes: str
    when: str
    claims: TablePage


def compare_settled(of: TerritoryLine, ruling: Ruling, known: Known) -> Comparison:
    """The territory as recorded beside the territory as settled, both judged on the first day of the settlement."""
    claims, answers = counted(known.claims), counted(known.answers)
    before = Held(of, spans_of(answers))
    after = Held(of, spans_after(before.spans, effect_on(answers, ruling.bearer, ruling.starts)))
    settled = tuple(after if one.territory.id == of.id else one for one in known.every)
    people = {**names_of(claims), str(ruling.bearer.person_id): ruling.bearer.name}
    ahead = max(3, (ruling.starts.year - known.today.year) * 12 + ruling.starts.month - known.today.month + 3)
    days = around(known.today, back=8, ahead=min(ahead, 36))
    title = f"Who answers for {of.name}"
    return Comparison(
        territory_chart([before], people, days, id="before", title=f"{title}, as recorded"),
        territory_chart(
            [after], people, replace(days, decided=ruling.starts), id="after", title=f"{title}, if it is settled"
        ),
        _counted(known.every, settled, ruling.starts),
        _judged(known.every, ruling.starts, known.own),
        _judged(settled, ruling.starts, known.own),
        _when(settled, ruling.starts, known.own),
        _claims(claims, effect_on(claims, ruling.bearer, ruling.starts), ruling),
    )


def _counted(before: Sequence[Held], after: Sequence[Held], on: date) -> str:
    """How many territories have exactly one person on a day, without and with the settlement."""
    standing = [one for one in before if _stands(one, on)]
    was, becomes = (sum(_is_clear(one, on) for one in held if _stands(one, on)) for held in (before, after))
    return f"{was} of {len(standing)} → {becomes} of {len(standing)}"


def _stands(held: Held, on: date) -> bool:
    of = held.territory
    return of.starts <= on and (of.ends is None or of.ends > on)


def _is_clear(held: Held, on: date) -> bool:
    return len({span.who for span in held.spans if span.holds(on)}) == 1


def _judged(every: Sequence[Held], on: date, own: ThresholdSet | None) -> str:
    """The verdict of the question on a day, by these spans."""
    standing = [one for one in every if _stands(one, on)]
    territories = tuple(Territory(o.territory.name, o.territory.kind, o.territory.starts) for o in standing)
    claims = tuple(
        Claim(one.territory.name, span.who, "", span.starts, span.ends) for one in standing for span in one.spans
    )
    limits = (OwnThreshold(TEST.slug, Decimal(own.value), own.reason, own.starts),) if own else ()
    return TEST.judge(Trust("", "", on, territories=territories, claims=claims, thresholds=limits)).verdict.value


def _when(after: Sequence[Held], starts: date, own: ThresholdSet | None) -> str:
    """From when on the question would be met, if nothing else changed; it looks back for a year."""
    if _judged(after, starts, own) == "met":
        return "The question is Met on that day."
    unclear = [i for one in after if _stands(one, starts) for i in _looked_at(one, starts) if not i.is_clear]
    days = sorted({one.ends + YEAR for one in unclear if one.ends <= starts})
    day = next((day for day in days[:MOST_DAYS_TRIED] if _judged(after, day, own) == "met"), None)
    if day is None:
        return f"{_back()} {NEVER}"
    return f"{_back()} With this settlement it becomes Met on {full_date(day)}, if nothing else changes."


def _back() -> str:
    return "The question looks back for 12 months, so what was unclear still counts."


def _looked_at(held: Held, on: date) -> tuple[Interval, ...]:
    return intervals_of(held.spans, since=looked_back(held.territory.starts, on), until=on + DAY)


def _claims(claims: Sequence[AnswerLine], effect: Effect, ruling: Ruling) -> TablePage:
    """What becomes of each claim that the settlement touches."""
    rows = [_row(claims[place], f"Ends on {full_date(effect.starts - DAY)}") for place in effect.ended]
    rows += [
        _row(claims[place], f"Overruled: it would begin on {full_date(claims[place].starts)}")
        for place in effect.overruled
    ]
    for one in effect.added:
        until = f" to {full_date(one.ends - DAY)}" if one.ends else " on"
        made = f"A new claim, from {full_date(one.starts)}{until}"
        rows.append(Row((Cell(ruling.bearer.name), Cell(ruling.decision), Cell(made))))
    empty = EmptyState("No claim changes: nobody else claims it, and whoever it is settled on does already.")
    heads = tuple(map(ColumnHead, ("Name", "Document", "What becomes of the claim")))
    return TablePage("What becomes of the claims", heads, tuple(rows), empty, caption_hidden=True)


def _row(one: AnswerLine, becomes: str) -> Row:
    return Row((Cell(one.name), Cell(one.by), Cell(becomes)))


def settled_first(ruling: Ruling, standing: AnswerLine) -> str:
    """Which settlement stands against a ruling that was refused, and what to do."""
    until = f"to {full_date(standing.ends - DAY)}" if standing.ends else "on"
    stands = f"{standing.name} ({standing.number}) from {full_date(standing.starts)} {until}, by “{standing.by}”"
    yours = f"{ruling.bearer.name} ({ruling.bearer.number}) from {full_date(ruling.starts)} on"
    earlier = "ive that settlement an earlier last day first"
    remedy = f"Settle from a later day, or g{earlier}." if standing.ends else f"G{earlier}."
    return f"This territory is settled already: on {stands}. Yours is not saved: {yours}. {remedy}"


def settled_words(ruling: Ruling, effect: Effect, claims: Sequence[AnswerLine]) -> str:
    """What a settlement did, for the word on the next page."""
    done = [f"It is settled on {ruling.bearer.name} from {full_date(ruling.starts)} on."]
    if ended := len(effect.ended) + len(effect.overruled):
        who = "; ".join(dict.fromkeys(claims[place].name for place in (*effect.ended, *effect.overruled)))
        done.append(f"{plural(ended, 'claim')} of others no longer {'holds' if ended == 1 else 'hold'}: {who}.")
    return " ".join(done)
