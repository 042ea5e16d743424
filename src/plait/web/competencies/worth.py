"""What the page of recruiting shows: what binds in the last plan, and what a little more of it would add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plait.engine.assembly.values import Binding, Value
from plait.engine.assembly.wording import percent
from plait.engine.permissions import Action, Viewer, scope_of
from plait.files.worth import worth_of
from plait.store.worth import Valued
from plait.web.competencies.page import amount_words
from plait.web.shared.jinja import full_date, plural
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

HEADINGS = (
    "Competency", "Level", "Estimated (%)", "Verified (%)", "Proved", "People short", "WTE short", "Services",
    "Need not met (%)", "One level below", "What stands in the way",
)  # fmt: skip
LESS = 0.0005
"""A share below this is said in words: 0.0% would read as nothing."""


@dataclass(frozen=True, slots=True)
class WorthPage:
    """What binds and what recruiting is worth; without a valued plan the answer alone, and the way to one."""

    answer: str
    run: Link | None
    said: str
    binding: TablePage | None
    values: TablePage | None


def worth_page(viewer: Viewer, valued: Valued | None) -> WorthPage:
    """The page of the last plan that was valued."""
    home = f"/t/{viewer.trust_code}/assemble/"
    if valued is None:
        ask = Link("Assemble teams", f"{home}new/") if scope_of(viewer, Action.ASSEMBLE) else None
        return WorthPage(
            "No plan has been valued yet. A plan tells which competencies hold it back.", ask, "", None, None
        )
    binding, values = worth_of(valued.worth)
    services = plural(len(valued.services), "service")
    return WorthPage(
        answer=_answer(binding, values),
        run=Link(f"Run {valued.run_id}", f"{home}{valued.run_id}/"),
        said=f"{services} from {full_date(valued.starts)}, for {valued.months} months, covered to "
        f"{percent(valued.covered)}",
        binding=_binding(binding),
        values=_values(values),
    )


def worth_rows(valued: Valued | None) -> list[list[str]]:
    """The rows of a file: each competency that would add something or that is lacking, as on the page."""
    binding, values = worth_of(valued.worth) if valued else ((), ())
    worth = {(one.competency, one.level): one for one in values}
    lacking = {(one.competency, one.level): one for one in binding}
    return [
        [key[0], key[1].word, *_value_cells(worth.get(key)), *_lack_cells(lacking.get(key))]
        for key in dict.fromkeys((*worth, *lacking))
    ]


def _value_cells(one: Value | None) -> list[str]:
    if one is None:
        return ["", "", ""]
    if one.verified is None:
        return [_hundredths(one.estimated), "", ""]
    return [_hundredths(one.estimated), _hundredths(one.verified), "Yes" if one.is_proved else "No"]


def _lack_cells(one: Binding | None) -> list[str]:
    if one is None:
        return [""] * 6
    short = [str(one.people), f"{one.wte:f}"]
    return [*short, "; ".join(one.services), _hundredths(one.lost), str(one.nearly), "; ".join(one.why)]


def _hundredths(value: float) -> str:
    return f"{value * 100:.2f}"


def _answer(binding: Sequence[Binding], values: Sequence[Value]) -> str:
    if not binding:
        return "The last plan lacks nothing: no competency holds it back."
    worst = values[0] if values else None
    if worst is not None and worst.verified:
        added = share(worst.verified)
        return (
            f"0.2 WTE more of {worst.competency} at {worst.level.word} would add {added} to what the last plan covers."
        )
    if all(one.verified is not None and one.is_proved for one in values):
        return "No competency alone holds the last plan back: 0.2 WTE more of any one would add nothing."
    return "None of the likeliest competencies was found to hold the last plan back alone: others may."


def share(value: float) -> str:
    """2.1%, and less than 0.1% where there is a little."""
    return f"{value * 100:.1f}%" if value >= LESS else "less than 0.1%"


def _binding(binding: Sequence[Binding]) -> TablePage:
    heads = ("Competency", "Short by", "Services", "Need not met", "One level below", "What stands in the way")
    rows = tuple(
        Row(
            (
                Cell(one.competency, note=one.level.word),
                Cell(amount_words(one.people, one.wte)),
                Cell("; ".join(one.services)),
                Cell(share(one.lost)),
                Cell(plural(one.nearly, "person", "people") if one.nearly else "Nobody"),
                Cell("; ".join(one.why)),
            )
        )
        for one in binding
    )
    empty = EmptyState("Every need is covered.")
    return TablePage("What the last plan lacks", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)


def _values(values: Sequence[Value]) -> TablePage:
    heads = ("Competency", "Estimated", "Verified")
    rows = tuple(
        Row((Cell(one.competency, note=one.level.word), Cell(share(one.estimated)), Cell(verified_words(one))))
        for one in values
    )
    empty = EmptyState("By the prices of the plan, 0.2 WTE more of any one competency adds nothing.")
    return TablePage("What 0.2 WTE more would add", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)


def verified_words(one: Value) -> str:
    """What assembling again found, or that nobody looked."""
    if one.verified is None:
        return "Not verified"
    found = share(one.verified) if one.verified else "Nothing"
    return found if one.is_proved else f"{found}, not proved"
