"""What changed since the board last met: the same rules, asked of the trust as it stood that day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from plait.engine.board import last_board
from plait.engine.litmus.earlier import Earlier, since_words
from plait.engine.litmus.judging import Judged, judge_all, summarise_headings
from plait.engine.trust import Trust


def compare_with_last_board(
    trust: Trust, judged: Iterable[Judged], stood_on: Callable[[date], Trust]
) -> tuple[Judged, ...]:
    """What was judged, each with its verdict on the day the board last met; as it is where the board never met.

    `stood_on` gives the trust as we know today that it stood on a day. Thresholds and team sizes are those of today
    on both days, so that a changed threshold never reads as progress.
    """
    board = last_board(trust.meetings, trust.on)
    if board is None:
        return tuple(judged)
    then = replace(stood_on(board.held_on), thresholds=trust.thresholds, sizes=trust.sizes)
    said = {one.slug: Earlier(board.held_on, one.finding.verdict) for one in judge_all(then)}
    return tuple(one if one.is_context else replace(one, earlier=said.get(one.slug)) for one in judged)


def board_day(judged: Iterable[Judged]) -> date | None:
    """The day of the board that verdicts are compared with; nothing where there was none."""
    return next((one.earlier.on for one in judged if one.earlier), None)


def since_last_board(judged: Sequence[Judged]) -> str:
    """What changed since the board last met, in a sentence or two; nothing where it never did."""
    on = board_day(judged)
    if on is None:
        return ""
    tests = [summary.change for summary in summarise_headings(judged) if summary.earlier]
    return since_words(on, tests, [one.change for one in judged])
