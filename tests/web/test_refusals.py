"""Whoever is refused a single record stands in the log, as whoever is refused a whole page does."""

from __future__ import annotations

import logging

import pytest

from plait.store.models import Community, Team
from tests.registers import Site
from tests.web.bringing import BAD, bring

pytestmark = pytest.mark.django_db


def test_every_refusal_is_in_the_log_by_number_and_without_a_name(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.bring(communities="Community|Lead\nAnalysts|1001")
    number = bring(site.browser("PMO"), BAD)["Location"].split("/")[-2]
    team, community = site.id_of(Team), site.id_of(Community)
    refused = [
        ("TL", f"teams/{team}/edit/", "EDIT_TEAM does not reach this team"),
        ("CH", "communities/add/", "adds no community"),
        ("CH", f"communities/{community}/edit/", "EDIT_COMMUNITIES does not reach this community"),
        ("RO", "people/1/", "reads no names"),
        ("FIN", "people/add/", "adds nobody"),
        ("FIN", f"imports/{number}/stop/", "somebody else brought this import"),
        ("CDIO", f"imports/{number}/file/", "reads no band of somebody else's file"),
    ]
    for role, page, why in refused:
        caplog.clear()
        browser = site.browser(role)
        ask, method = (browser.post, "POST") if page.endswith("stop/") else (browser.get, "GET")
        assert ask(f"/t/PLA/{page}").status_code == 403, page
        user = browser.session["_auth_user_id"]
        told = [record.getMessage() for record in caplog.records if record.name == "plait.access"]
        assert told == [f"refused: user {user}, {method} '/t/PLA/{page}' {why}"]
        assert all(record.levelno == logging.WARNING for record in caplog.records if record.name == "plait.access")


def test_the_page_that_refuses_names_whoever_can_give_the_right(site: Site) -> None:
    team = site.id_of(Team)
    for role, page, giver in (
        ("BM", "leadership/1/appointment/", "The board secretary names who that is."),
        ("TL", f"teams/{team}/edit/", "Whoever edits a team adds people to it."),
        ("RO", "people/1/", "Your role reads numbers here, and no names."),
        ("ME", "access/", "It takes the role of trust administrator."),
    ):
        answer = site.browser(role).get(f"/t/PLA/{page}")
        assert answer.status_code == 403, page
        assert giver in answer.content.decode(), page
