"""What a board pack of the record is made of, as somebody may read it."""

from datetime import date
from importlib import metadata

from plait.engine.board_sheets import MEETINGS
from plait.engine.litmus.earlier import NO_EARLIER_MEETING, NO_MEETING, corrections_words
from plait.engine.litmus.judging import Judged, explain, judge_all
from plait.engine.litmus.showing import Reach, Shown, people_read, read_judged, show_finding
from plait.engine.litmus.since_board import board_day, compare_with_last_board, since_last_board
from plait.engine.permissions import Viewer
from plait.engine.trust import Trust
from plait.pack.content import Content
from plait.store.corrections import count_corrections
from plait.store.explanations import load_explanations
from plait.store.findings import load_people_named, load_titles_held
from plait.store.outcomes import list_every_act, list_outcomes
from plait.store.snapshot import load_trust


def content_for(viewer: Viewer, *, on: date) -> Content:
    """Everything a pack says of the record on a day, without what is not for this viewer."""

    def stood_on(day: date) -> Trust:
        return load_trust(viewer.trust_code, on=day)

    trust = stood_on(on)
    whole = compare_with_last_board(trust, judge_all(trust), stood_on)
    judged = explain(read_judged(whole, viewer), load_explanations(viewer.trust_id, published_on__lte=on))
    met = board_day(judged)
    nothing = NO_EARLIER_MEETING if MEETINGS.name in trust.feeds else NO_MEETING
    return Content(
        trust,
        judged,
        since_last_board(judged) or nothing,
        _shown(judged, viewer, on),
        tuple((line.outcome, line.measured) for line in list_outcomes(viewer.trust_id, on=on)),
        metadata.version("plait"),
        corrections_words(count_corrections(viewer, after=met)) if met else "",
        list_every_act(viewer.trust_id, on=on),
    )


def _shown(judged: tuple[Judged, ...], viewer: Viewer, on: date) -> dict[str, Shown]:
    """The rows of every question; names and titles are loaded for all of them at once, and only those to be read."""
    reaches = [people_read(one.finding, viewer) for one in judged]
    reach = Reach(
        frozenset(number for one in reaches for number in one.named),
        frozenset(number for one in reaches for number in one.titled),
    )
    people = load_titles_held(viewer.trust_id, reach.titled, on=on)
    people |= load_people_named(viewer.trust_id, reach.named)
    names = {number: name for number, (_, name) in people.items()}
    return {one.slug: show_finding(one.finding, viewer, names) for one in judged}
