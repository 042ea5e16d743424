"""The pages people open most: their queries at two sizes, and how long they take when twenty people ask at once."""

from __future__ import annotations

import html
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from statistics import median, quantiles
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench.asking import Page, ask
from bench.database import filled_trust, gather_statistics
from bench.timing import Row

if TYPE_CHECKING:
    from django.test import Client

    from plait.store.models import Trust

PAGES = (
    "", "people/", "services/", "teams/", "competencies/", "communities/", "leadership/", "leadership/as-at/",
    "accountability/", "champions/", "champions/gaps/",
)  # fmt: skip
ROLES = ("PMO", "CDIO", "BM", "FIN", "TL")
AT_ONCE, EACH = 20, 15
READS, READ_SECONDS = 8, 3.0
Asked = Callable[[int, int, float], tuple[list[float], float]]
"""So many people, each asking so many times with such a pause: milliseconds of every request, and pages a second."""
GOAL_MS, MOST_QUERIES, HOME_QUERIES = 150, 30, 12


def rows(small: int, large: int) -> Iterator[Row]:
    """Two lines for each page there is: queries at both sizes, and the slow end of its times in the larger trust."""
    from django.test import Client

    from plait.jobs.judging import judge_trust
    from plait.store.models import User

    trusts = [filled_trust(small), filled_trust(large)]
    for trust, _ in trusts:
        judge_trust(trust.pk)
    gather_statistics()
    clients = []
    for _, act in trusts:
        client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.get(id=act.user_id))
        clients.append(client)
    counts = {
        page: [_queries(client, f"/t/{trust.code}/{page}") for client, (trust, _) in zip(clients, trusts, strict=True)]
        for page in PAGES
    }
    there = {page: found for page, found in counts.items() if None not in found}
    for page, (few, many) in there.items():
        most = MOST_QUERIES if page else HOME_QUERIES
        is_met, words = few == many and (many or 0) <= most, f"{most} at most, equal"
        yield Row(
            f"{_named(page)}, queries at {small:,} and {large:,} people", f"{few}, {many}", goal=words, is_met=is_met
        )
    yield from _times(trusts[1][0], clients[1], there)


def _times(trust: Trust, client: Client, there: Iterable[str]) -> Iterator[Row]:
    """How long the pages of a trust take for twenty people of several roles; `client` sees which ways a list leads."""
    cookies = _signed_in(trust)
    with _serving() as port:
        for page in there:
            name, path = _named(page), f"/t/{trust.code}/{page}"
            address = Page(port, (path,), cookies)
            first = [_first_after_a_write(trust.code, address) for _ in range(EACH)]
            yield Row(f"{name}, the first after a write", f"{median(first):.0f} ms")
            yield from _timed(_asking(address), name)
            if page:
                ways = _ways(client, path)
                taken, rate = _asking(Page(port, ways, cookies))(AT_ONCE, EACH, 0)
                what = f"{name}, {AT_ONCE} connections without a pause, each time one of {len(ways)} filters and orders"
                yield Row(what, _figures(taken, rate))


def _signed_in(trust: Trust) -> list[str]:
    """The cookies of twenty people, four of each of five roles: what is kept for one role is not kept for another."""
    from django.conf import settings
    from django.test import Client

    from plait.store.models import Access, User
    from plait.store.scope import set_scope

    cookies = []
    set_scope(user_id=None, trust_ids=[trust.pk])  # pages leave none behind
    for number in range(AT_ONCE):
        user = User.objects.create(email=f"reader-{number}@trust.example", name=f"Reader {number}")
        access = {"user": user, "role": ROLES[number % len(ROLES)], "starts": date(2020, 1, 1)}
        Access.objects.create(trust_id=trust.pk, **access)
        client = Client()
        client.force_login(user)
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}")
    return cookies


def _ways(client: Client, path: str) -> list[str]:
    """The addresses a list leads to: its orders, its further pages, each choice of each filter; the file left out."""
    page = client.get(path).content.decode()
    ways = {html.unescape(href) for href in re.findall(r'href="(\?[^"]*)"', page)}
    for name, options in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        values = re.findall(r'<option value="([^"]+)"', options)
        ways |= {f"?{urlencode({name: html.unescape(value)})}" for value in values}
    return sorted(f"{path}{way}" for way in ways if "format=" not in way)


def _first_after_a_write(code: str, page: Page) -> float:
    """Milliseconds of a page of which nothing is kept, since the record has changed."""
    from django.db.models import F

    from plait.store.models import Trust

    Trust.objects.using("owner").filter(code=code).update(revision=F("revision") + 1)
    [taken] = ask(page, 1, 0, 0)
    return taken * 1000


def _timed(asked: Asked, name: str) -> Iterator[Row]:
    """The lines of one page: for one who is alone, for many who read it each time, for many who never pause."""
    alone, _ = asked(1, 2 * EACH, 0)
    yield Row(f"{name}, one person", f"{median(alone):.0f} ms")
    for words, times, pause in (
        (f"{AT_ONCE} people who read {READ_SECONDS:g} s a page", READS, READ_SECONDS),
        (f"{AT_ONCE} connections without a pause", EACH, 0.0),
    ):
        taken, rate = asked(AT_ONCE, times, pause)
        is_met = _slow(taken) <= GOAL_MS
        yield Row(f"{name}, {words}", _figures(taken, rate), goal=f"p95 {GOAL_MS} ms", is_met=is_met)


def _slow(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def _figures(taken: list[float], rate: float) -> str:
    return f"{median(taken):.0f} ms, p95 {_slow(taken):.0f} ms, {rate:.0f} a second"


def _named(page: str) -> str:
    return f"Page {page.strip('/')}" if page else "Where we stand"


def _queries(client: object, path: str) -> int | None:
    """How many queries a page takes of which nothing is kept; None where there is no such page."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    assert isinstance(client, Client)  # noqa: S101 # django may only be imported once it is set up
    if client.get(path).status_code != 200:
        return None
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@contextmanager
def _serving() -> Iterator[int]:
    """The site with two processes, as `plait serve` runs it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "plait.cli", "serve", "--port", str(port), "--processes", "2"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int) -> None:
    for _ in range(150):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not answer.")


def _asking(page: Page) -> Asked:
    """How one page is asked for."""

    def asked(people: int, times: int, pause: float) -> tuple[list[float], float]:
        words = (json.dumps(asdict(page)), str(people), str(times), str(pause))
        command = [sys.executable, "-m", "bench.asking", *words]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=180)
        found = json.loads(done.stdout)
        return [taken * 1000 for taken in found["seconds"]], len(found["seconds"]) / found["whole"]

    return asked
