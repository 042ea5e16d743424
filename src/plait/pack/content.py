"""What a board pack is made of: one trust on one day, what was judged of it, and the rows a reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from plait.engine.board import Meeting
from plait.engine.board_sheets import BOARD, PUBLISHED
from plait.engine.chart_acts import ChartAct
from plait.engine.litmus.judging import HeadingSummary, Judged, summarise_headings
from plait.engine.litmus.kit import Heading
from plait.engine.litmus.moves.board_plan import BoardPlan
from plait.engine.litmus.showing import Shown
from plait.engine.outcomes import Measured, Outcome, series_of
from plait.engine.spc.charting import Chart, chart_all
from plait.engine.trust import Trust


@dataclass(frozen=True)
class Content:
    """Everything a pack says, as its reader may read it.

    `since` is what changed since the last board, in words. `shown` are the rows of each question by its slug,
    `outcomes` what is followed, each with its figures up to the day, `acts` what was done to their charts. `plans` are
    those to the boards, `owners` whose a question is by its slug, where the trust says another than its file. Whoever
    makes it has hidden what is not for the reader; nothing here looks further.
    """

    trust: Trust
    judged: tuple[Judged, ...]
    since: str
    shown: Mapping[str, Shown]
    outcomes: tuple[tuple[Outcome, Measured], ...] = ()
    release: str = ""
    corrections: str = ""
    acts: tuple[ChartAct, ...] = ()
    plans: tuple[BoardPlan, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def coming(self) -> Meeting | None:
        """The next meeting of the board whose agenda is published."""
        trust = self.trust
        ahead = [one for one in trust.meetings if (one.kind, one.status) == (BOARD, PUBLISHED)]
        return min((one for one in ahead if one.held_on >= trust.on), key=_day_and_name, default=None)

    def owner_of(self, one: Judged) -> str:
        """Whose question it is to answer."""
        return self.owners.get(one.slug) or (one.litmus.owner if one.litmus else "")

    @cached_property
    def headings(self) -> Mapping[Heading, HeadingSummary]:
        """The five tests."""
        return {one.heading: one for one in summarise_headings(self.judged)}

    @cached_property
    def charts(self) -> tuple[tuple[Outcome, Chart], ...]:
        """Every outcome with its chart, all worked out together."""
        charts = chart_all([series_of(one, measured) for one, measured in self.outcomes])
        return tuple((one, chart) for (one, _), chart in zip(self.outcomes, charts, strict=True))


def _day_and_name(meeting: Meeting) -> tuple[date, str]:
    return meeting.held_on, meeting.name


def asked_by(one: Judged) -> str:
    """The question that was judged, in its words; its slug where nothing more is known of it."""
    return one.litmus.question if one.litmus else one.slug
