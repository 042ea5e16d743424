"""Asking members and line managers: the proposals are kept at once, and the queue sends each their letter."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as queue

from plait.engine.assembly.consent import Place, Side, Word, places_of
from plait.engine.assembly.plan import Plan
from plait.engine.permissions import Viewer
from plait.jobs.acting import NotAllowed, acting
from plait.store.access import email_of
from plait.store.consent import Asked, list_answering, list_asked, send_proposals
from plait.store.lent_places import list_asked_lenders, list_lent_answering
from plait.store.scope import scoped
from plait.store.writing import Act

TELLING, TELLING_THERE = "plait.tell_of_proposals", "plait.tell_of_lent_places"
SUBJECT = "Plait: your answer is asked for"
WORDS = """{name},

{trust} asks for your answer in Plait:

{asked}

Open For you, and agree or decline with a reason: {link}

This is the only letter about it, and it names nobody else: who and what it is about stands in Plait.
"""
OWN = "- whether you will give time to a team"
REPORTS = "- as line manager, whether people who report to you may give time to a team"
A_SERVER_AWAY = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[OSError])
"""Again after seconds, minutes and hours, for most of a day; then the letter is given up, and For you still asks."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a worker is told of one letter: to whom, about which run or second team, and where they answer."""

    user_id: int
    code: str
    run_id: int | None
    link: str
    second_id: int | None = None


def ask_members(
    viewer: Viewer, act: Act, run_id: int, asking: tuple[Plan, Collection[str]], *, link: Callable[[str], str]
) -> None:
    """Ask everybody who would join these teams of a plan, and their line managers; a letter each, by the queue.

    Whom another trust lends is asked there, in its Plait; `link` gives the address of For you in a trust by its code.
    Raises as `send_proposals`.
    """
    with transaction.atomic():  # no letter about what was never asked
        send_proposals(act, run_id, places_of(*asking))
        if settings.MAIL_PROPOSALS:
            for user_id in list_answering(viewer.trust_id, run_id, asking[1], on=act.day):
                _tell(Told(user_id, viewer.trust_code, run_id, link(viewer.trust_code)))
            for trust_id, code in list_asked_lenders(viewer.trust_id, run_id).items():
                queue.configure_task(TELLING_THERE).defer(
                    there={"trust_id": trust_id, "code": code, "run_id": run_id, "link": link(code)}
                )


def ask_for_second_team(viewer: Viewer, act: Act, second_id: int, places: Sequence[Place], *, link: str) -> None:
    """Ask everybody who would take these places in a proposed second team, and their line managers, as for a plan."""
    teams = {place.team for place in places}
    with transaction.atomic():
        send_proposals(act, second_id, places, of="second")
        if settings.MAIL_PROPOSALS:
            for user_id in list_answering(viewer.trust_id, second_id, teams, on=act.day, of="second"):
                _tell(Told(user_id, viewer.trust_code, None, link, second_id))


def _tell(told: Told) -> None:
    queue.configure_task(TELLING).defer(told=asdict(told))


@queue.task(name=TELLING_THERE)
def tell_of_lent_places(there: dict[str, Any]) -> None:
    """Have a letter sent to everybody of a trust whose word a run of another trust waits for, within the loan."""
    today = timezone.localdate()
    with scoped(user_id=None, trust_ids=[there["trust_id"]]):
        asked = list_lent_answering(there["trust_id"], there["run_id"], on=today)
    for user_id in asked:
        _tell(Told(user_id, there["code"], there["run_id"], there["link"]))


@queue.task(name=TELLING, retry=A_SERVER_AWAY)
def tell_of_proposals(told: dict[str, Any]) -> None:
    """Send somebody the one letter about what a run asks of them, if it still waits for them and they may still enter.

    A server that is away is tried again. Done twice, as by a worker that dies in between, it may send twice.
    """
    letter, today = Told(**told), timezone.localdate()
    try:
        with acting(letter.user_id, letter.code, on=today) as viewer:
            asked = [one for one in list_asked(viewer, on=today) if _waits(one, letter)]
            trust, name = viewer.trust_name, viewer.name
    except NotAllowed:
        return
    sides = {one.side for one in asked}
    if sides:
        lines = [words for side, words in ((Side.MEMBER, OWN), (Side.MANAGER, REPORTS)) if side in sides]
        words = WORDS.format(name=name, trust=trust, asked="\n".join(lines), link=letter.link)
        send_mail(SUBJECT, words, None, [email_of(letter.user_id)])


def _waits(one: Asked, letter: Told) -> bool:
    of_it = (one.proposal.run_id, one.proposal.second_id) == (letter.run_id, letter.second_id)
    return of_it and one.answer.word is Word.WAITING
