"""What somebody did to a chart: limits that start again, a note, a figure left out; always with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.outcome_sheets import CHART_MARKS, OBSERVATIONS, REBASE
from plait.engine.sheets import Entry
from plait.engine.stated import stated, stated_text

LEFT_OUT = "left out"
WHAT = {REBASE: "Limits start again", LEFT_OUT: "Figure left out"}


@dataclass(frozen=True, slots=True)
class ChartAct:
    """One act on the chart of an outcome: of which day, of which kind, why, and by whom or from where, in words."""

    outcome: str
    day: date
    kind: str
    reason: str
    by: str = ""

    @property
    def what(self) -> str:
        """What was done, in words."""
        return WHAT.get(self.kind, "Note")


def acts_of_entries(sheets: Mapping[str, Sequence[Entry]], on: date) -> tuple[ChartAct, ...]:
    """The acts that the entries of a file state up to a day, by outcome and day; each says on which line it stands."""
    acts = [
        ChartAct(stated_text(one, "outcome"), stated(one, "marked_on", date), stated_text(one, "kind"),
                 stated_text(one, "reason"), _place(one))
        for one in sheets.get(CHART_MARKS.name, ())
    ] + [
        ChartAct(stated_text(one, "outcome"), stated(one, "observed_on", date), LEFT_OUT,
                 stated_text(one, "left_out"), _place(one))
        for one in sheets.get(OBSERVATIONS.name, ())
        if stated_text(one, "left_out")
    ]  # fmt: skip
    return tuple(sorted((one for one in acts if one.day <= on), key=lambda one: (one.outcome, one.day, one.kind)))


def _place(entry: Entry) -> str:
    return f"{entry.table}, line {entry.line}"
