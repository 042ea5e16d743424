"""What the page of agenda time shows: the share of digital, finance and quality meeting by meeting, never judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from plait.engine.agenda_time import (
    COMPARATORS,
    SHARED,
    STRATEGY,
    MeetingTime,
    of_the_year,
    series_of_time,
    together,
)
from plait.engine.board_sheets import DIGITAL, FINANCE, QUALITY
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.spc.charting import Chart, chart_all
from plait.engine.spc.profiles import MDC
from plait.engine.spc.wording import chart_rules, variation_word
from plait.pack.chart_scale import MOST_PERCENT, NARROW, PERCENT, WIDE, Size, figure_words
from plait.pack.xmr_chart import Sheet, draw_chart
from plait.web.shared.jinja import full_date, short_date
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

ENOUGH = MDC.least
HEADINGS = (
    "Meeting", "Held on", "Timed minutes", "Digital", "Finance", "Quality", "Strategy", "Without a confirmed tag",
    "Items", "Items without a time", *PLACE,
)  # fmt: skip
TAGS = (DIGITAL, FINANCE, QUALITY, STRATEGY)
RULE = (
    "Counted are timed items of published meetings of the board itself, by the tag its secretary confirmed. Minutes "
    "are weak evidence: the standing rights are asked beside them. Nobody publishes how much digital work should have, "
    "so this is reported and never judged."
)


@dataclass(frozen=True, slots=True)
class ShareChart:
    """The share of one subject over the meetings: what it says, the chart, and how many meetings it rests on."""

    title: str
    told: str
    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """How the board's time was shared."""

    answer: str
    sample: str
    untimed: str
    compared: TablePage
    charts: tuple[ShareChart, ...]
    rules: str
    table: TablePage
    question: Link
    rule: str = RULE


def agenda_page(viewer: Viewer, times: Sequence[MeetingTime], ids: Mapping[str, int], today: date) -> AgendaPage:
    """The page: the last 12 months in a sentence, every meeting on the charts and in the table."""
    home, year = f"/t/{viewer.trust_code}", of_the_year(times, today)
    charts = chart_all([series_of_time(times, tag) for tag in SHARED])
    drawn = [(tag, chart) for tag, chart in zip(SHARED, charts, strict=True) if chart.counting]
    return AgendaPage(
        answer=_answer(year),
        sample=_sample(year),
        untimed=_untimed(year),
        compared=_compared(year),
        charts=tuple(_chart(tag, chart) for tag, chart in drawn),
        rules=chart_rules(drawn[0][1]) if drawn else "",
        table=_table(viewer, home, times, ids),
        question=Link(
            "How much of the board’s time goes to digital, finance and quality?", f"{home}/questions/agenda-time/"
        ),
    )


def _answer(year: Sequence[MeetingTime]) -> str:
    total = together(year)
    if not total:
        return f"{CANNOT_TELL} No timed item of the last 12 months is recorded."
    shares = {tag: f"{100 * total[tag] / total.total():.0f}%" for tag in SHARED}
    return f"Digital had {shares[DIGITAL]} of the board’s time, finance {shares[FINANCE]}, quality {shares[QUALITY]}."


def _sample(year: Sequence[MeetingTime]) -> str:
    timed = [one for one in year if one.minutes]
    if not timed:
        return ""
    minutes, loose = sum(one.minutes for one in timed), together(timed)[""]
    said = f"That is of {minutes:,} timed minutes in {many(len(timed), 'meeting', 'meetings')} of the last 12 months."
    return f"{said} {loose} of them have no confirmed tag." if loose else said


def _untimed(year: Sequence[MeetingTime]) -> str:
    """Meetings of which nothing is timed, by name."""
    names = [one.meeting.name for one in year if not one.minutes]
    return f"Without any times, so not counted: {listed(names)}." if names else ""


def _compared(year: Sequence[MeetingTime]) -> TablePage:
    total = together(year)
    rows = tuple(
        Row(
            (
                Cell("Quality" if one.subject == QUALITY else "Strategy"),
                Cell(f"{100 * total[one.subject] / total.total():.0f}%" if total else "Not known"),
                Cell(f"{one.recommended}%"),
                Cell(f"{one.seen}%"),
                Cell(one.source, look="source"),
            )
        )
        for one in COMPARATORS
    )
    heads = ("Subject", "Here, 12 months", "Recommended", "Seen in the boards studied", "Source")
    return TablePage(
        "Beside what is published", tuple(map(ColumnHead, heads)), rows, EmptyState(""), caption_hidden=True
    )


def _chart(tag: str, chart: Chart) -> ShareChart:
    title, told = f"{tag.capitalize()}, share of timed minutes", _told(chart)
    return ShareChart(title, told, _drawn(tag, title, chart, WIDE), _drawn(tag, title, chart, NARROW))


def _told(chart: Chart) -> str:
    count, last = len(chart.counting), chart.counting[-1]
    latest = f"{figure_words(float(chart.points.value[last]), PERCENT)} on {full_date(chart.days[last])}"
    meetings = many(count, "meeting", "meetings")
    if not chart.has_limits or chart.variation is None:
        more = f" Limits are worked out from {ENOUGH}: {ENOUGH - count} more to come." if count < ENOUGH else ""
        return f"{meetings}; the latest is {latest}.{more}"
    mean, lower, upper = (
        figure_words(min(max(float(one[last]), 0), MOST_PERCENT), PERCENT)  # no share lies beyond, whatever the limits
        for one in (chart.points.mean, chart.points.lower, chart.points.upper)
    )
    usual = f"The mean of {meetings} is {mean}; shares usually fall between {lower} and {upper}"
    return f"{variation_word(chart.variation)}: the latest is {latest}. {usual}."


def _drawn(tag: str, title: str, chart: Chart, size: Size) -> Markup:
    sheet = Sheet(f"time-{tag}-{size.width}", title, _told(chart), PERCENT, (), size)
    return Markup(draw_chart(chart, sheet))  # noqa: S704 # drawn by us, every text in it escaped already


def _table(viewer: Viewer, home: str, times: Sequence[MeetingTime], ids: Mapping[str, int]) -> TablePage:
    heads = ("Meeting", "Timed minutes", "Digital", "Finance", "Quality", "Strategy", "No tag yet", "Source")
    columns = tuple(ColumnHead(head, number=0 < place < len(heads) - 1) for place, head in enumerate(heads))
    empty = EmptyState(
        "No published meeting of the board is recorded. Without them nobody can tell what had its time.",
        Link("Bring an agenda", f"{home}/imports/") if scope_of(viewer, Action.EDIT_BOARD) else None,
    )
    rows = tuple(_row(home, one, ids) for one in reversed(times))
    download = Link("Download these rows (CSV)", "?format=csv") if rows else None
    return TablePage("Meeting by meeting", columns, rows, empty, download=download, caption_hidden=True)


def _row(home: str, one: MeetingTime, ids: Mapping[str, int]) -> Row:
    untimed = f"{many(one.untimed, 'item', 'items')} without a time" if one.untimed else ""
    meeting = one.meeting
    return Row(
        (
            Cell(meeting.name, href=f"{home}/board/{ids[meeting.name]}/", note=short_date(meeting.held_on)),
            Cell(str(one.minutes) if one.minutes else "None", note=untimed),
            *(_shared(one, tag) for tag in TAGS),
            Cell(str(one.by_tag.get("", 0)) if one.minutes else "–"),
            Cell(source_words(meeting.origin), look="source"),
        )
    )


def _shared(one: MeetingTime, tag: str) -> Cell:
    share = one.share(tag)
    return Cell("–") if share is None else Cell(str(one.by_tag.get(tag, 0)), note=f"{share:.0f}%")


def agenda_rows(times: Sequence[MeetingTime]) -> list[list[str]]:
    """The meetings as a file, the latest first; minutes as numbers."""
    return [
        [
            one.meeting.name,
            one.meeting.held_on.isoformat(),
            str(one.minutes),
            *(str(one.by_tag.get(tag, 0)) for tag in (*TAGS, "")),
            str(one.items),
            str(one.untimed),
            *place_of(one.meeting.origin),
        ]
        for one in reversed(times)
    ]
