"""A small recorded trust and the people who look at it through the site."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plait.store.models import Employment, Event, Trust, User
from plait.store.scope import set_scope
from plait.store.writing import Act
from tests.books import SERVICES, TEAMS, act_of, book, furnish, imported
from tests.conftest import UserWithRole

PEOPLE = """
Employee number|Name|Job title|Staff group|Department|WTE|Band|Point|Line manager|Starts|Site
1000|Ann Frost|Chief executive|Senior managers|Trust office|1|9|2||01/04/2025|Main
1001|Bo Price|Developer|Digital, data and technology|Digital|0.8|7|3|1000|01/04/2025|Main
1002|Cy Otieno|Ward sister|Nurses & health visitors|Medicine|0.6|6|1|1000|01/04/2025|
1003|Di Sykes|Bed manager|Managers|Medicine|1|5|4|1002|01/05/2025|Annexe
1004|Ed Mole|Porter|Managers|Medicine|1|2|1|1003|01/05/2025|Annexe
"""
COMPETENCIES = """
Competency     |Family |Viewpoint|Description
Clinical safety|Safety |Clinical |Keeps patients safe
User research  |Design |Digital  |Asks the people
"""
HOLDINGS = """
Employee number|Competency     |Level       |Since
1002           |Clinical safety|Practitioner|01/05/2025
"""
NEEDS = """
Service               |Competency     |Level       |People|Priority
Single point of access|Clinical safety|Practitioner|1     |Must
"""
SHEETS = {
    "people": PEOPLE, "competencies": COMPETENCIES, "services": SERVICES, "needs": NEEDS, "teams": TEAMS,
    "competencies_held": HOLDINGS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """The trust PLA with a few people, a service and a team, and ways to look at it."""

    trust: Trust
    act: Act
    user_with_role: UserWithRole
    signed_in_as: Callable[[User], Client]

    def browser(self, role: str, number: str = "") -> Client:
        """Somebody in this role; with `number`, employed under it."""
        self.see()
        employment = Employment.objects.get(employee_number=number) if number else None
        return self.signed_in_as(self.user_with_role(role, self.trust, employment=employment))

    def see(self) -> None:
        """A request leaves no scope behind; see the trust again."""
        set_scope(user_id=self.act.by, trust_ids=[self.trust.pk])

    def id_of(self, model: type[Model], **conditions: Any) -> int:
        """The id of the one row there is."""
        self.see()
        return int(model._default_manager.get(**conditions).pk)

    def person(self, number: str) -> str:
        """The address of somebody's page."""
        return f"/t/PLA/people/{self.id_of(Employment, employee_number=number)}/"

    def bring(self, **tables: str) -> None:
        """Import one more file."""
        self.see()
        imported(self.act, book(**tables))


def make_site(trust: Trust, user: User, user_with_role: UserWithRole, signed_in_as: Callable[[User], Client]) -> Site:
    """The trust with its sheets imported by `user`."""
    act = act_of(user, trust)
    set_scope(user_id=user.pk, trust_ids=[trust.pk])
    furnish(act)
    imported(act, book(**SHEETS))
    return Site(trust, act, user_with_role, signed_in_as)


def read(client: Client, address: str) -> str:
    """The words of a page that answers, spaces tidied."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return " ".join(response.content.decode().split())


def read_rows(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a downloaded list."""
    response = client.get(address)
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def form_of(client: Client, address: str) -> dict[str, str]:
    """What the form at an address holds, ready to be sent back; boxes that are not ticked are left out."""
    page = client.get(address).content.decode()
    form = page[page.index('<form method="post" novalidate>') :]
    values = dict(re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', form))
    values |= {name: "" for name in re.findall(r'<input[^>]*? name="([^"]+)"', form) if name not in values}
    values |= dict(re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        values[name] = chosen[1] if chosen else ""
    for name in ("corrects_past", "csrfmiddlewaretoken"):
        values.pop(name, None)
    return {name: value.replace("&amp;", "&") for name, value in values.items()}


def saved_first(kind: str) -> str:
    """How the page for whoever saves second begins, after the last event of this kind in the trust in scope."""
    return f"{Event.objects.filter(kind=kind).latest('id').actor_name} saved this "


def count_queries(client: Client, address: str) -> int:
    """How many queries one page takes when nothing of it is kept."""
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def same_words(response: Any) -> str:
    """A page without what differs at every request: nonce, token, request id."""
    bare = re.sub(r'nonce="[^"]*"|value="\w{64}"|[0-9a-f]{32}', "", response.content.decode())
    return " ".join(bare.split())
