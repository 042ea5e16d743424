"""Trying moves: each on a copy of the trust, judged again; with every verdict it changes, for better and worse."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from plait.engine.litmus.judging import Judged, judge_all, summarise_headings
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.moves.authority import GIVE_AUTHORITY
from plait.engine.litmus.moves.kinds import Kind, Words
from plait.engine.litmus.moves.portfolios import NAME_PORTFOLIO
from plait.engine.litmus.moves.rights import ADOPT_RIGHT
from plait.engine.litmus.moves.roles import FILL_ROLE
from plait.engine.litmus.moves.second_teams import SECOND_TEAM
from plait.engine.litmus.moves.shared_outcomes import SHARE_OUTCOME
from plait.engine.litmus.moves.strands import ADD_VIEWPOINT
from plait.engine.litmus.moves.territories import SETTLE
from plait.engine.litmus.tried import Effect, Move, Tried
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import listed
from plait.engine.trust import Trust

KINDS: tuple[Kind, ...] = (
    FILL_ROLE,
    GIVE_AUTHORITY,
    SETTLE,
    NAME_PORTFOLIO,
    ADOPT_RIGHT,
    SHARE_OUTCOME,
    ADD_VIEWPOINT,
    SECOND_TEAM,
)
"""Every kind of move there is (design, decision 8), in the order in which they are shown.

Money has no record yet, so that no tail of funding can be tried; no verdict rests on whether a competency is confirmed,
since a claimed one counts like a confirmed one.
"""
BY_NAME = {kind.name: kind for kind in KINDS}
MOST_ALONE = 12
MAY_BETTER = frozenset((Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.NOT_ENOUGH_EVIDENCE))


def with_moves(trust: Trust, judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """What was judged, each question that is not met with the moves tried for it; `judged` is of this trust.

    Each is tried alone, of one kind no more than a page has room for; where there are several of a kind, then all of
    that kind together.
    """
    open_to = {one.slug for one in judged if _may_better(one)}
    tried: list[Tried] = []
    for kind in KINDS:
        if not open_to.isdisjoint(kind.aims):
            found = kind.find(trust)
            sets = [(move,) for move in found[:MOST_ALONE]] + ([found] if len(found) > 1 else [])
            tried += [try_together(trust, judged, moves) for moves in sets]
    return tuple(replace(one, tried=_of(one, tried)) if one.slug in open_to else one for one in judged)


def _may_better(one: Judged) -> bool:
    """A question that a move could better: not one for context, nor one whose sheets are missing or too old."""
    has_sheets = bool(one.finding.feeds) and all(feed.is_fresh for feed in one.finding.feeds)
    return one.finding.verdict in MAY_BETTER and not one.is_context and has_sheets


def _of(one: Judged, tried: Iterable[Tried]) -> tuple[Tried, ...]:
    return tuple(each for each in tried if one.slug in BY_NAME[each.moves[0].kind].aims or each.betters(one.slug))


def try_together(trust: Trust, judged: Sequence[Judged], moves: tuple[Move, ...]) -> Tried:
    """What these moves change when all are made; only questions that read the sheets they change are judged again."""
    after = make_all(trust, moves)
    sheets = {sheet for move in moves for sheet in BY_NAME[move.kind].sheets}
    again = judged_again(judged, after, sheets)
    effects = [_effect(was, now) for was, now in zip(judged, again, strict=True) if _differs(was, now)]
    effects += _later_effects(trust, after, again, moves)
    tests = zip(summarise_headings(judged), summarise_headings(again), strict=True)
    said = words_of(trust, moves)
    aims = {slug for move in moves for slug in BY_NAME[move.kind].aims}
    return Tried(
        moves,
        said.title,
        said.needs,
        said.decides,
        tuple(effects),
        tuple(Effect(a.heading.value, a.verdict, b.verdict) for a, b in tests if a.verdict is not b.verdict),
        tuple((one.slug, one.finding.sentence) for one in again if one.slug in aims and one.finding.counted is None),
        tuple(BY_NAME[move.kind].costs(trust, move) for move in moves),
    )


def make_all(trust: Trust, moves: Iterable[Move]) -> Trust:
    """A copy of the trust on which all these moves are made, one after another; nothing else differs."""
    for move in moves:
        trust = BY_NAME[move.kind].make(trust, move)
    return trust


def judged_again(judged: Iterable[Judged], after: Trust, sheets: Iterable[str]) -> tuple[Judged, ...]:
    """What was judged, with the findings of another trust where a question reads one of the sheets that differ.

    A question for context gives no verdict, so that none of its can change.
    """
    differ = set(sheets)
    stand = tuple(judged)
    counted = [one.litmus for one in stand if one.litmus and not one.is_context]
    tests = [litmus for litmus in counted if not differ.isdisjoint(litmus.sheets)]
    now = {one.slug: one.finding for one in judge_all(after, tests)}
    return tuple(replace(one, finding=now.get(one.slug, one.finding)) for one in stand)


def _differs(was: Judged, now: Judged) -> bool:
    return was.finding.verdict is not now.finding.verdict


def _effect(was: Judged, now: Judged) -> Effect:
    return Effect(was.slug, was.finding.verdict, now.finding.verdict)


def _later_effects(trust: Trust, after: Trust, again: Iterable[Judged], moves: Iterable[Move]) -> list[Effect]:
    """What changes only once the time before the moves is no longer counted, all else staying as it is."""
    found: list[Effect] = []
    for kind in {BY_NAME[move.kind] for move in moves}:
        if kind.later is None:
            continue
        on = kind.later(trust)
        tests = [one.litmus for one in again if one.litmus and one.slug in kind.aims]
        found += [effect for test in tests if (effect := _on_that_day(test, trust, after, on))]
    return found


def _on_that_day(test: Litmus, trust: Trust, after: Trust, on: date) -> Effect | None:
    feeds = dict.fromkeys(trust.feeds, on)
    [without] = judge_all(replace(trust, on=on, feeds=feeds), [test])
    [with_it] = judge_all(replace(after, on=on, feeds=feeds), [test])
    if without.finding.verdict is with_it.finding.verdict:
        return None
    return Effect(test.slug, without.finding.verdict, with_it.finding.verdict, on)


def words_of(trust: Trust, moves: tuple[Move, ...]) -> Words:
    """One move in its words; several of a kind as one act, of several kinds one after another."""
    said = [BY_NAME[move.kind].words(trust, move) for move in moves[:MOST_ALONE]]
    if len(said) == 1:
        return said[0]
    is_one_act = len({move.kind for move in moves}) == 1
    title = BY_NAME[moves[0].kind].together(moves) if is_one_act else listed([one.title for one in said])
    if len(moves) > MOST_ALONE:
        title = f"{said[0].title}, and {len(moves) - 1} other moves like it"
    needs = " ".join(dict.fromkeys(one.needs for one in said))
    return Words(title, needs, "; ".join(dict.fromkeys(one.decides for one in said)))


def excluding(moves: Sequence[Move]) -> tuple[tuple[Move, Move], ...]:
    """The pairs that exclude each other: a second team shares the members anew, so that nobody can say which of the
    two teams a member added meanwhile would be in."""
    second = [move for move in moves if move.kind == SECOND_TEAM.name]
    added = [move for move in moves if move.kind == ADD_VIEWPOINT.name]
    return tuple((one, other) for one in second for other in added if one.subject == other.subject)
