"""The invented trusts brought in: opened by the owner, then filled file by file, as their offices would."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from plait.engine.board_packs import CIRCULATED, PUBLISHED, STATES
from plait.engine.demo.calendar import MONTHS, month_start
from plait.engine.demo.history import INVENTED_TRUSTS, NORTHMOOR, History, InventedTrust, Sent, tell_history
from plait.engine.frameworks.govuk import competency_entries
from plait.engine.frameworks.shipped import shipped_competencies
from plait.engine.litmus.explanations import DRAFT, Reason
from plait.engine.litmus.verdicts import Verdict
from plait.engine.permissions import Role, Viewer
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.files.writing import grid_of, write_book
from plait.jobs.demo.appointing import record_appointment
from plait.jobs.demo.paper_opening import keep_papers
from plait.jobs.demo.planning import Planner, plan_to_boards
from plait.jobs.demo.proposing import propose_teams
from plait.jobs.demo.pulsing import take_pulses
from plait.jobs.demo.signing import CHAIR_EMAIL, DEMO_PASSWORD, SEATS, Seat
from plait.jobs.imports import Upload, approve_now, keep_upload, quietly, stage_now
from plait.jobs.packs import print_and_keep
from plait.jobs.trusts import OPERATOR
from plait.store import packs
from plait.store.access import Grant, grant_access
from plait.store.executives import accept_share, ask_to_share, list_leaders, list_shares, show_attendance
from plait.store.explanations import find_explanation, publish, save_draft
from plait.store.imports import Choices, Progress
from plait.store.joining import join_people
from plait.store.lending import agree_to_borrow, list_lenders
from plait.store.scope import scoped, set_scope
from plait.store.trusts import (
    create_trust,
    create_users,
    first_import_day,
    furnish_trust,
    holds_trust,
    revision_of,
)
from plait.store.writing import Act

SENT_AT = {"people": time(8, 40), "teams": time(9, 25), "changes": time(9, 5)}
"""When the transformation office brings each file of a month."""
SATURDAY = 5
EXPLAINED = "second-team-after-release"
WHY = (
    "Children could not wait for the first virtual ward to release, so the second team began beside it. The discharge "
    "hub divides in two in spring."
)
PUT_RIGHT = date(2027, 3, 31)


class DemoRefused(Exception):
    """The demo may not be loaded here; the text says why."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An invented trust in the database: its id, its users by seat, its history."""

    trust_id: int
    users: Mapping[Seat, int]
    history: History

    def act(self, at: datetime, role: Role = Role.PMO) -> Act:
        """An act of the trust's transformation office, or of somebody in another role."""
        seat = next(seat for seat in self.users if seat.role is role)
        return Act(self.trust_id, self.users[seat], self.history.people[seat.person].name, at)

    @property
    def viewer(self) -> Viewer:
        """The transformation office, which brings the files."""
        trust = self.history.trust
        seat = next(seat for seat in self.users if seat.role is Role.PMO)
        name = self.history.people[seat.person].name
        return Viewer(
            user_id=self.users[seat],
            name=name,
            trust_id=self.trust_id,
            trust_code=trust.code,
            trust_name=trust.name,
            is_invented=True,
            roles=frozenset((Role.PMO, Role.FIN, Role.SEC, Role.ADM)),  # the others send their sheets along
        )


def load_demo(
    on: date,
    scale: int = 1,
    *,
    at: datetime | None = None,
    progress: Progress = quietly,
    trusts: tuple[InventedTrust, ...] = INVENTED_TRUSTS,
) -> date:
    """Bring in the invented trusts as they stand on `on`, with 18 months of history; those that are there stay.

    Answers the first day of the month they stand in: an earlier one where they were brought in before. They
    come whole or not at all. DemoRefused where the database holds a real trust, since everybody knows the
    demo's password.
    """
    if holds_trust(is_invented=False):
        raise DemoRefused("This database holds a real trust. Give the demo a database of its own.")
    now = at or timezone.now()
    ids = {trust.code: create_trust(trust.code, trust.name, is_invented=True)[0] for trust in trusts}
    if all(revision_of(trust_id) for trust_id in ids.values()):
        return month_start(first_import_day(ids.values()), MONTHS)
    histories = {trust.code: tell_history(trust, on, scale=scale) for trust in trusts}
    loaded = [Loaded(ids[code], _make_users(history), history) for code, history in histories.items()]
    with scoped(user_id=None, trust_ids=ids.values()), transaction.atomic():
        for each in loaded:
            _load_trust(each, on, now, progress)
        for one, other in pairwise(loaded):
            _share_chief(one, other, now)
        for each in loaded:
            _borrow(each, now)
        for each in loaded:
            _explain(each, now)
            if each.history.trust is NORTHMOOR:
                propose_teams(each.history.trust.code, each.act(now))
                plan_to_boards(Planner(each.trust_id, each.history.trust.code, _by_the_cdio(each)), now)
                record_appointment(each.act(now, Role.SEC), _by_the_chair(each, now))
                _report(each, now)
                keep_papers(each.viewer, *(each.act(now, role) for role in (Role.SEC, Role.EX, Role.ADM)))
                take_pulses(each.act(now, Role.SEC))
        _share_about_chiefs(loaded, now)
    return month_start(on, 0)


def _make_users(history: History) -> dict[Seat, int]:
    trust, people = history.trust, history.people
    seats = [seat for seat in SEATS if seat.trust == trust]
    names = {seat: people[seat.person].name if seat.person else seat.name for seat in seats}
    ids = create_users({seat.address: names[seat] for seat in seats}, DEMO_PASSWORD)
    return {seat: ids[seat.address] for seat in seats}


def _load_trust(loaded: Loaded, on: date, now: datetime, progress: Progress) -> None:
    history, begins = loaded.history, month_start(on, -MONTHS)
    opened = Act(loaded.trust_id, None, OPERATOR, min(now, _moment(begins, time(8))))
    furnish_trust(opened, USUAL_STAFF_GROUPS, competency_entries(shipped_competencies()).entries, on=begins)
    for done, sent in enumerate(history.sent):
        progress(f"{history.trust.name}, {sent.book.name}", done, len(history.sent))
        _bring(loaded, sent, now)
    for seat, user_id in loaded.users.items():
        worker = history.people.get(seat.person)
        number = str(worker.number) if worker else None
        grant_access(opened, Grant(user_id, seat.role, starts=begins, employee_number=number))


def _bring(loaded: Loaded, sent: Sent, now: datetime) -> None:
    """One file on the first working day of its month: kept, staged, approved."""
    word = next(word for word in SENT_AT if f"-{word}-" in sent.book.name)
    act = loaded.act(min(now, _moment(sent.true_from, SENT_AT[word])))
    upload = Upload(sent.book.name, _workbook_of(sent))
    import_id = keep_upload(loaded.viewer, act, upload, Choices(sent.true_from))
    stage_now(loaded.viewer, act, import_id, progress=quietly, book=sent.book)
    approve_now(loaded.viewer, act, import_id, progress=quietly)


def _workbook_of(sent: Sent) -> bytes:
    target = io.BytesIO()
    write_book(map(grid_of, sent.book.tables), target)
    return target.getvalue()


def _moment(day: date, hour: time) -> datetime:
    """That hour on the first working day from `day` on."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, hour))


def _share_chief(one: Loaded, other: Loaded, now: datetime) -> None:
    """The chief digital and information officer of both trusts is one person: both offices say so.

    Who signs in as such in the first trust may enter the second as well.
    """
    number, other_number = (str(each.history.people["cdio 1"].number) for each in (one, other))
    join_people(one.act(now), other.act(now), number, other_number)
    [chief] = [user for seat, user in one.users.items() if (seat.trust, seat.role) == (one.history.trust, Role.CDIO)]
    begins = month_start(now.date(), -MONTHS)
    grant_access(other.act(now), Grant(chief, Role.CDIO, starts=begins, employee_number=other_number))


def _share_about_chiefs(loaded: Sequence[Loaded], now: datetime) -> None:
    """The administrator of one trust asks to share about that person for a year, and somebody of the other accepts.

    Each also shows the other who came to its board; each in the scope of their own trust, which nothing after it needs.
    """
    for one, other in pairwise(loaded):
        asker, answerer = one.act(now, Role.ADM), other.act(now, Role.CDIO)
        name = one.history.people["cdio 1"].name
        set_scope(user_id=asker.by, trust_ids=[one.trust_id])
        for number, leader in list_leaders(one.trust_id, on=asker.day).items():
            if leader == name:
                ask_to_share(asker, number, other.history.trust.code, month_start(asker.day, 12))
        set_scope(user_id=answerer.by, trust_ids=[other.trust_id])
        for asked in list_shares(other.trust_id, on=answerer.day):
            accept_share(answerer, asked.employment_id, asked.other)
            show_attendance(answerer, asked.employment_id, asked.other)
        set_scope(user_id=asker.by, trust_ids=[one.trust_id])
        for granted in list_shares(one.trust_id, on=asker.day):
            show_attendance(asker, granted.employment_id, granted.other)


def _borrow(loaded: Loaded, now: datetime) -> None:
    """The trust agrees to what others lend it."""
    act = loaded.act(now, Role.CDIO)
    for lender in list_lenders(loaded.trust_id, on=act.day):
        agree_to_borrow(act, lender.code)


def _by_the_cdio(loaded: Loaded) -> Callable[[datetime], Act]:
    return lambda at: loaded.act(at, Role.CDIO)


def _by_the_chair(loaded: Loaded, now: datetime) -> Act:
    seat = next(seat for seat in loaded.users if seat.address == CHAIR_EMAIL)
    return Act(loaded.trust_id, loaded.users[seat], seat.name, now)


def _report(loaded: Loaded, now: datetime) -> None:
    """The board secretary had a pack made, circulated it and published it."""
    act = loaded.act(now, Role.SEC)
    pack_id, _ = packs.ask(act, act.day)
    print_and_keep(loaded.viewer, act, pack_id, act.day)
    for state in (CIRCULATED, PUBLISHED):
        [pack] = packs.list_packs(loaded.trust_id, STATES)
        packs.move(act, pack, state, version=pack.version)


def _explain(loaded: Loaded, now: datetime) -> None:
    """Where the trust says why a question is not met: its owner wrote it, the board secretary published it."""
    if loaded.history.trust is not NORTHMOOR:
        return
    written = loaded.act(now, Role.CDIO)
    save_draft(written, EXPLAINED, Reason(WHY, PUT_RIGHT, Verdict.NOT_MET), version=0)
    draft = find_explanation(loaded.trust_id, EXPLAINED, DRAFT)
    if draft is not None:
        publish(loaded.act(now, Role.SEC), draft, version=draft.version)
