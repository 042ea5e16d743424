"""The board pack of the record: asked for by the board secretary, made by a worker, kept as it was printed."""

from dataclasses import asdict, dataclass
from datetime import date
from importlib import metadata
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import JobAborted

from plait.engine.board_sheets import MEETINGS
from plait.engine.litmus.earlier import NO_EARLIER_MEETING, NO_MEETING, corrections_words
from plait.engine.litmus.judging import Judged, explain, judge_all
from plait.engine.litmus.moves.trying import with_moves
from plait.engine.litmus.showing import Reach, Shown, people_read, read_in_print, show_finding
from plait.engine.litmus.since_board import board_day, compare_with_last_board, since_last_board
from plait.engine.permissions import Action, Role, Viewer, scope_of
from plait.engine.trust import Trust
from plait.jobs.acting import NotAllowed, act_of, acting
from plait.jobs.assembly import AFTER_SHUTDOWN, MOST_TRIES
from plait.jobs.printing import print_pack
from plait.pack.board_pack import put_together
from plait.pack.content import Content
from plait.pack.document import mark_of, snapshot_of
from plait.store import packs
from plait.store.board_plans import load_plans
from plait.store.corrections import count_corrections
from plait.store.explanations import load_explanations, load_owners
from plait.store.findings import load_people_named, load_titles_held
from plait.store.outcomes import list_every_act, list_outcomes
from plait.store.scope import scoped
from plait.store.snapshot import load_trust
from plait.store.writing import Act

MAKING = "plait.make_pack"
BROKE = "Plait could not finish this pack. Whoever runs Plait finds the reason in its log."
GAVE_UP = f"The worker ended {MOST_TRIES} times in the middle of this pack."


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is told: which pack, of which day, and in whose name."""

    code: str
    trust_id: int
    user_id: int
    pack_id: int
    on: str
    request: str = ""


def ask_for_pack(viewer: Viewer, act: Act) -> int:
    """Have a worker make the pack of today; its number. Asked again while one is being made, it is that one."""
    with transaction.atomic():  # no pack without a job: nobody would ever make it
        pack_id, is_new = packs.ask(act, act.day)
        if is_new:
            told = Errand(viewer.trust_code, viewer.trust_id, viewer.user_id, pack_id, act.day.isoformat(), act.request)
            queue.configure_task(MAKING, lock=f"pack-{viewer.trust_id}").defer(errand=asdict(told))
    return pack_id


@queue.task(name=MAKING, pass_context=True, retry=AFTER_SHUTDOWN)
def make_pack(context: JobContext, errand: dict[str, Any]) -> None:
    """Make a pack and keep it; done twice, as after a worker died, it is kept once."""
    told, at = Errand(**errand), timezone.now()
    if context.job.attempts >= MOST_TRIES:
        _fail(told, GAVE_UP)
        return
    try:
        with acting(told.user_id, told.code, on=timezone.localdate(at)) as viewer:
            if not scope_of(viewer, Action.MAKE_PACK):
                raise NotAllowed(f"Your role ({viewer.role_words}) may not {Action.MAKE_PACK.value}.")
            act = act_of(viewer, at, request=told.request)
            print_and_keep(viewer, act, told.pack_id, date.fromisoformat(told.on))
    except NotAllowed as refusal:
        _fail(told, str(refusal))
    except JobAborted:
        raise  # this worker stops, and the job goes back to the queue
    except Exception:
        _fail(told, BROKE)
        raise


def print_and_keep(viewer: Viewer, act: Act, pack_id: int, on: date) -> None:
    """Print the pack of a day as whoever reads least of the viewer's trust may read it, and keep it as a draft."""
    code, name = viewer.trust_code, viewer.trust_name
    reader = Viewer(0, "", viewer.trust_id, code, name, viewer.is_invented, frozenset({Role.RO}))
    snapshot = snapshot_of(put_together(content_for(reader, on=on)))
    release = metadata.version("plait")
    packs.keep(act, pack_id, print_pack(snapshot), {"mark": mark_of(snapshot), "release": release})


def _fail(told: Errand, failure: str) -> None:
    with scoped(user_id=told.user_id, trust_ids=[told.trust_id]):
        packs.fail(Act(told.trust_id, None, "Plait", timezone.now(), request=told.request), told.pack_id, failure)


def content_for(viewer: Viewer, *, on: date) -> Content:
    """Everything a pack says of the record on a day, without what is not for this viewer.

    A pack that is kept is made for whoever reads least, so that everybody may open it.
    """

    def stood_on(day: date) -> Trust:
        return load_trust(viewer.trust_code, on=day)

    trust = stood_on(on)
    whole = compare_with_last_board(trust, with_moves(trust, judge_all(trust)), stood_on)
    judged = explain(read_in_print(whole, viewer), load_explanations(viewer.trust_id, published_on__lte=on))
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
        load_plans(viewer.trust_id),
        load_owners(viewer.trust_id),
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
