"""Letters about proposed places: one to each who is asked, naming nobody else, by the queue, again if it fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from email import message_from_bytes
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from plait.engine.assembly.asks import Policy, first_window
from plait.engine.assembly.consent import Word, places_of
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.planning import plan_teams
from plait.files.folder import load_path
from plait.files.plans import plain_plan
from plait.jobs.acting import act_of, acting
from plait.jobs.consent import A_SERVER_AWAY, TELLING, Told, ask_members, tell_of_proposals
from plait.jobs.imports import Upload, approve_import, bring_file
from plait.store.access import find_user_id
from plait.store.assembly import Wish, add_run, keep_plan
from plait.store.consent import answer_proposal, list_asked
from plait.store.imports import Choices
from plait.store.models import Access, Assignment, Employment, Person, Proposal, User
from plait.store.snapshot import load_trust
from plait.store.staging import Refused
from tests.cli.commands import EMAIL, rows
from tests.planned import write_planned

LINK = "https://plait.example/t/RXX/you/"
pytestmark = pytest.mark.usefixtures("rxx")


class Box:
    """A mail server that keeps what it is sent, or is away for a while."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], str]] = []
        self.is_away = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 # its name in the library
        """Take a letter."""
        del server, session
        if self.is_away:
            return "451 Try again later"
        text = message_from_bytes(envelope.original_content or b"").get_payload(decode=True)
        assert isinstance(text, bytes)
        self.letters.append((envelope.rcpt_tos, text.decode()))
        return "250 OK"


@pytest.fixture
def box() -> Iterator[Box]:
    """The server, which Plait's settings name."""
    kept = Box()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(
        EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False, MAIL_PROPOSALS=True
    ):
        yield kept
    controller.stop()


def office() -> int:
    found = find_user_id(EMAIL)
    assert found
    return found


@pytest.fixture
def asked(tmp_path: Any) -> tuple[int, Plan]:
    """A plan with Bo Price (2) in it, whom Ann Frost (1) leads; both may enter, as may nobody else of the plan."""
    at = timezone.now()
    today = timezone.localdate(at)
    with acting(office(), "RXX", on=today) as viewer:
        act = act_of(viewer, at)
        number = bring_file(viewer, act, Upload(*load_path(write_planned(tmp_path / "planned"))), Choices(today))
        approve_import(viewer, act, number, leaves_out=False)
        window = first_window(today)
        plan = plan_teams(load_trust("RXX", on=window.starts), ["Flow board"], window, Policy())
        run_id = add_run(act, Wish(["Flow board"], window.starts, window.months))
        keep_plan(viewer.trust_id, run_id, plain_plan(plan), revision=0)
    people = {one.employee_number: one for one in rows(Employment)}
    rows(Assignment).filter(employment=people["2"]).update(manager=people["1"])
    for known in ("1", "2"):
        person = rows(User).create(email=f"{known}@rxx.example", name=rows(Person).get(id=people[known].person_id).name)
        rows(Access).create(trust_id=1, user=person, role="ME", employment=people[known], starts=date(2020, 1, 1))
    return run_id, plan


def send(asked: tuple[int, Plan]) -> None:
    at = timezone.now()
    with acting(office(), "RXX", on=timezone.localdate(at)) as viewer:
        ask_members(
            viewer, act_of(viewer, at, request="asking"), asked[0], (asked[1], {"Flow board"}), link=LINK.format
        )


def jobs() -> list[dict[str, Any]]:
    return [one.args["told"] for one in rows(ProcrastinateJob).filter(task_name=TELLING).order_by("id")]


def deliver() -> None:
    for told in jobs():
        tell_of_proposals.func(told)


def test_each_who_is_asked_gets_one_letter_that_names_nobody_else(box: Box, asked: tuple[int, Plan]) -> None:
    send(asked)
    assert box.letters == []  # the request sent nothing
    deliver()
    assert sorted(to for to, _ in box.letters) == [["1@rxx.example"], ["2@rxx.example"]]
    for (address,), text in box.letters:
        own = "Ann Frost" if address.startswith("1") else "Bo Price"
        assert text.startswith(f"{own},")
        others = {one.name for one in rows(Person)} - {own}
        assert not [name for name in others if name in text]
        assert LINK in text
        assert ("whether you will give time to a team" in text) is (own == "Bo Price")
        assert ("as line manager" in text) is (own == "Ann Frost")


def test_a_server_that_is_away_is_tried_again(box: Box, asked: tuple[int, Plan]) -> None:
    send(asked)
    box.is_away = True
    with pytest.raises(OSError, match="451"):
        tell_of_proposals.func(jobs()[0])
    assert A_SERVER_AWAY.retry_exceptions == [OSError]
    box.is_away = False
    tell_of_proposals.func(jobs()[0])
    assert len(box.letters) == 1


def test_whoever_answered_or_left_meanwhile_gets_no_letter(box: Box, asked: tuple[int, Plan]) -> None:
    send(asked)
    today = timezone.localdate()
    users = {
        one.email[0]: one
        for one in rows(User).filter(email__startswith="2@") | rows(User).filter(email__startswith="1@")
    }
    with acting(users["2"].pk, "RXX", on=today) as viewer:
        [one] = list_asked(viewer, on=today)
        answer_proposal(act_of(viewer, timezone.now()), one, Word.AGREED, "", version=one.proposal.version)
    rows(Access).filter(user=users["1"]).update(ends=today)
    deliver()
    assert box.letters == []


def test_where_no_letters_are_wanted_none_is_queued(asked: tuple[int, Plan]) -> None:
    with override_settings(MAIL_PROPOSALS=False):
        send(asked)
    assert jobs() == []
    assert rows(Proposal).count() == len(places_of(asked[1], {"Flow board"}))


def test_what_is_refused_sends_nothing(box: Box, asked: tuple[int, Plan]) -> None:
    send(asked)
    with pytest.raises(Refused):
        send(asked)
    assert len(jobs()) == 2
    tell_of_proposals.func(asdict(Told(office(), "RXX", asked[0], LINK)))  # whose word nobody wants
    assert box.letters == []
