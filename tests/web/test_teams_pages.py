"""The teams of a trust and one team: strands, size, members over time, and who may change what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.store.editing import Conflict, Editable
from plait.store.models import Dependency, Employment, Event, Membership, Release, Team, Trust, User
from plait.store.second_teams import record_exception
from plait.web.shared.jinja import full_date
from tests.conftest import UserWithRole
from tests.registers import PEOPLE, Site, count_queries, form_of, read, read_rows, same_words, saved_first
from tests.tables_in import tables_in

LIST = "/t/PLA/teams/"
MORE = "\n".join(f"{2000 + n}|Person {n}|Porter|Managers|Ward|1|2|1|1000|01/04/2025|Main" for n in range(6))
pytestmark = pytest.mark.django_db


def address_of(site: Site, name: str = "Access team") -> str:
    return f"{LIST}{site.id_of(Team, name=name)}/"


def fill(site: Site) -> None:
    """Nine people in the team."""
    site.bring(people=PEOPLE.strip() + "\n" + MORE)
    rows = "\n".join(f"Access team|{2000 + n}|0.1|01/07/2025" for n in range(6))
    site.bring(memberships=f"Team|Employee number|WTE|Starts\n{rows}")


def test_the_list_shows_strands_and_size(site: Site) -> None:
    page = read(site.browser("RO"), LIST)
    assert "1 team running today." in page
    for words in ("Access team", "Single point of access", "Too few", "9 Jun 2025", "teams, line 2"):
        assert words in page
    assert "Add a team" not in page


def test_the_list_says_in_words_what_its_shapes_mean_and_which_viewpoint_is_missing(site: Site) -> None:
    site.bring(teams="Team|Members|Starts\nLone team|1001 0.1|01/06/2025\nNext team||01/06/2099")
    page = site.browser("BM").get(f"{LIST}?state=all").content.decode()
    key = " ".join(re.sub("<[^>]*>", " ", page.partition("People by viewpoint:")[2].partition("</p>")[0]).split())
    assert key == "Digital Clinical Operational"
    strands = {row[0]: row[2] for row in tables_in(page)[0].rows}
    assert strands["Lone team"].endswith("Clinical and operational missing")
    assert "missing" not in strands["Access team"] + strands["Next teamStarts 1 Jun 2099"]


def test_forms_speak_of_no_file_and_no_sheet(site: Site) -> None:
    office = site.browser("PMO")
    here = address_of(site)
    added = read(office, f"{here}members/add/")
    assert "First day in the team; empty means today." in added
    assert "Who it is, by employee number. Like: 1001, or a name." in added
    assert "Person" in re.findall(r"<label[^>]*>\s*(.*?)\s*</label>", added)
    assert "empty means today" in read(office, f"{LIST}add/")
    edited = read(office, f"{here}edit/")
    for page in (added, edited):
        assert "the day the file" not in page
        assert "of the people sheet" not in page


def test_an_empty_first_day_means_what_the_form_says(site: Site) -> None:
    office = site.browser("PMO")
    here = address_of(site)
    assert "empty means the day that is recorded" in read(office, f"{here}edit/")
    kept = office.post(f"{here}edit/", {**form_of(office, f"{here}edit/"), "starts": ""}, follow=True)
    assert "Nothing was different" in kept.content.decode()
    office.post(f"{LIST}add/", {**form_of(office, f"{LIST}add/"), "name": "Next team", "starts": ""})
    site.see()
    assert Team.objects.get(name="Next team").starts == timezone.localdate()


def test_filters_narrow_the_list(site: Site) -> None:
    site.bring(
        teams="Team|Members|Starts|Last day\nLone team|1001 0.1|01/06/2025|\n"
        "Old team||01/06/2025|30/06/2025\nNext team||01/06/2099|"
    )
    client = site.browser("BM")

    def found(query: str) -> list[str]:
        return [row["Team"] for row in read_rows(client, f"{LIST}?{query}&format=csv")]

    assert found("") == ["Access team", "Lone team"]
    assert found("state=ended") == ["Old team"]
    assert found("state=later") == ["Next team"]
    assert found("state=all") == ["Access team", "Lone team", "Next team", "Old team"]
    assert found("missing=clinical") == ["Lone team"]
    assert found("missing=none") == ["Access team"]
    assert found("size=small") == ["Access team", "Lone team"]
    assert found("size=fits") == found("size=large") == []
    assert found("q=lone") == ["Lone team"]
    assert found("sort=-people") == ["Access team", "Lone team"]
    assert "Ended 30 Jun 2025" in read(client, f"{LIST}?state=ended")


def test_one_team_shows_strands_members_releases_and_history(site: Site) -> None:
    page = read(site.browser("PMO"), address_of(site))
    assert "All three strands present" in page
    assert "3 people, 2 fewer than a team needs." in page
    for words in ("Bo Price", "1 person, 0.4 WTE", "3 of 9", "Call back", "See as a table", "Team added"):
        assert words in page
    assert "Bo Price: Team membership added" in page
    assert "It grew out of no other team" in page


def test_time_shows_only_to_those_who_may_read_it(site: Site) -> None:
    here = address_of(site)
    chair, lead, own = site.browser("BM"), site.browser("TL", "1001"), site.browser("ME", "1001")
    assert "WTE" not in read(chair, here)
    assert 'stroke-width="8.0"' in read(chair, here)
    assert "1 person, 0.2 WTE" in read(lead, here)
    page = read(own, here)
    assert "1 person, 0.4 WTE" in page
    assert "0.2 WTE" not in page
    assert "wte 0.2" not in page


def test_a_reader_sees_counts_without_names(site: Site) -> None:
    page = read(site.browser("RO"), address_of(site))
    assert "Your role shows how many people there are" in page
    for name in ("Bo Price", "Cy Otieno", '<svg class="app-chart"', "History", "Members over time"):
        assert name not in page
    assert "Call back" in page


def test_empty_trust(trust: Trust, user_with_role: UserWithRole, signed_in_as: Callable[[User], Client]) -> None:
    assert "Bring the Teams sheet" in read(signed_in_as(user_with_role("PMO", trust)), LIST)
    assert "Bring the Teams sheet" not in read(signed_in_as(user_with_role("BM", trust)), LIST)


def test_queries_do_not_grow(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    before, one_before = count_queries(client, LIST), count_queries(client, here)
    fill(site)
    site.bring(teams="Team\n" + "\n".join(f"Team {n}" for n in range(12)))
    assert count_queries(client, LIST) == before <= 30
    assert count_queries(client, here) == one_before <= 30


def test_a_foreign_team_and_its_rows_are_missing(site: Site, other_trust: Trust, user_with_role: UserWithRole) -> None:
    here = address_of(site).replace("PLA", "PLB")
    member, release = site.id_of(Membership, wte="0.4"), site.id_of(Release)
    rows = (
        f"/t/PLB/teams/members/{member}/edit/",
        f"/t/PLB/teams/releases/{release}/edit/",
        f"/t/PLB/teams/releases/{release}/remove/",
    )
    stranger = site.signed_in_as(user_with_role("PMO", other_trust))
    missing = same_words(stranger.get("/t/PLB/teams/987654/"))
    inside = [here + part for part in ("", "edit/", "members/add/", "releases/add/", "dependencies/add/")]
    for address in (*inside, *rows, "/t/PLB/teams/dependencies/1/edit/"):
        answer = stranger.get(address)
        assert answer.status_code == 404
        assert same_words(answer) == missing


def test_a_team_past_its_limit_says_how_many_it_has(site: Site) -> None:
    site.bring(teams="Team|Members\nAccess team|" + "; ".join(f"{number} 0.1" for number in range(1000, 1004)))
    site.see()
    Trust.objects.update(team_least=2, team_most=3)
    assert "This team has 4 people and may have 3. To do more, build a second team." in read(
        site.browser("PMO"), address_of(site)
    )


def test_a_team_that_shows_nothing_yet_is_no_parent_of_a_new_one(site: Site) -> None:
    site.bring(teams="Team|Starts\nQuiet team|01/05/2025")
    client = site.browser("PMO")
    form = form_of(client, f"{LIST}add/") | {"name": "Third team", "parent": "Quiet team", "starts": "01/01/2026"}
    refused = client.post(f"{LIST}add/", form)
    assert refused.status_code == 422
    assert "Quiet team has no release that people can see." in refused.content.decode()
    site.see()
    record_exception(site.act, site.id_of(Team, name="Quiet team"), "The ward closes")
    assert client.post(f"{LIST}add/", form).status_code == 302


def test_a_full_team_takes_nobody_more_and_says_why(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    form = form_of(client, f"{here}members/add/") | {"employee_number": "1004", "wte": "0.1"}
    fill(site)
    page = read(client, here)
    assert "This team is full at 9." in page
    assert "because it has a visible release (9 June 2025)" in page
    assert 'aria-disabled="true"' in page
    assert f"{here}members/add/" not in page
    assert read(site.browser("CDIO"), here).count("Build another team") == 1
    refused = client.post(f"{here}members/add/", form)
    assert refused.status_code == 409
    assert "This team is full at 9." in refused.content.decode()
    assert client.get(f"{LIST}add/?parent={'9' * 5_000}").status_code == 200
    another = form_of(client, f"{LIST}add/?parent={site.id_of(Team)}")
    assert (another["parent"], another["service"]) == ("Access team", "Single point of access")


def test_a_full_team_without_a_release_cannot_have_another_yet(site: Site) -> None:
    fill(site)
    client, here = site.browser("PMO"), address_of(site)
    release = f"{LIST}releases/{site.id_of(Release)}/edit/"
    client.post(release, form_of(client, release) | {"visible": "No"})
    page = read(client, here)
    assert "It may have one after a release people can see, or by an executive director’s exception." in page
    another = read(client, f"/t/PLA/assemble/another/{site.id_of(Team)}/")
    assert "Not yet. Access team has no release that people can see." in another


def test_add_change_and_end_a_member(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    form = form_of(client, f"{here}members/add/") | {"employee_number": "1004", "wte": "0.3", "starts": "01/06/2025"}
    wrong = client.post(f"{here}members/add/", form | {"viewpoint": "Digital"})
    assert "A viewpoint is given without a reason" in wrong.content.decode()
    sent = client.post(f"{here}members/add/", form | {"team": "Another team"})
    assert sent["Location"] == here
    assert "Ed Mole" in read(client, here)
    change = f"{LIST}members/{site.id_of(Membership, employment__employee_number='1004')}/edit/"
    shown = form_of(client, change)
    assert shown["wte"] == "0.3"
    assert "employee_number" not in shown
    client.post(change, shown | {"wte": "0.5", "true_from": "01/09/2025"})
    site.see()
    times = Membership.objects.filter(employment__employee_number="1004").order_by("starts")
    assert [float(one.wte) for one in times] == [0.3, 0.5]
    change = f"{LIST}members/{times[1].pk}/edit/"
    client.post(change, form_of(client, change) | {"ends": "31/10/2025"})
    page = read(client, here)
    assert "3 people, 2 fewer" in page
    assert page.count("Ed Mole") >= 1  # in the chart and its table


def test_more_time_than_somebody_has_is_saved_with_a_warning(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    form = form_of(client, f"{here}members/add/") | {"employee_number": "1004", "wte": "1", "starts": "01/06/2025"}
    page = client.post(f"{here}members/add/", form, follow=True).content.decode()
    assert "The person is in Access team." in page
    assert "in teams for" not in page  # exactly what there is
    change = f"{LIST}members/{site.id_of(Membership, wte='0.4')}/edit/"  # Bo Price, who has 0.8
    shown = form_of(client, change)
    page = client.post(change, shown | {"wte": "0.9"}, follow=True).content.decode()
    assert "Bo Price is saved. Bo Price is now in teams for 0.9 WTE and has 0.8." in page
    later = timezone.localdate() + timedelta(days=40)
    sent = {"name": "Later team", "starts": f"{later:%d/%m/%Y}"}
    client.post(f"{LIST}add/", form_of(client, f"{LIST}add/") | sent)
    there = f"{LIST}{site.id_of(Team, name='Later team')}/"
    form = form_of(client, f"{there}members/add/") | {"employee_number": "1004", "wte": "0.25"}
    page = client.post(f"{there}members/add/", form | {"starts": f"{later:%d/%m/%Y}"}, follow=True).content.decode()
    assert f"From {full_date(later)} Ed Mole is in teams for 1.25 WTE and has 1.0." in page


def test_a_stay_that_has_ended_is_put_right(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    change = f"{LIST}members/{site.id_of(Membership, wte='0.4')}/edit/"
    client.post(change, form_of(client, change) | {"ends": "31/10/2025"})
    assert read(client, here).count(f'href="{change}"') == 1  # no card any more, but a line of the table
    shown = form_of(client, change)
    assert (shown["wte"], shown["ends"], shown["true_from"]) == ("0.4", "31/10/2025", "31/10/2025")
    saved = client.post(change, shown | {"ends": "30/11/2025", "wte": "0.2", "corrects_past": "on"})
    assert saved["Location"] == here
    site.see()
    stay = Membership.objects.get(ends="2025-12-01")
    assert float(stay.wte) == 0.2
    assert stay.starts.isoformat() == "2025-06-01"
    other = site.browser("PMO")
    assert other.post(change, shown | {"ends": "15/11/2025"}).status_code == 409


def test_a_stay_the_team_does_not_show_has_no_form(site: Site) -> None:
    stay = site.id_of(Membership, wte="0.4")
    site.see()
    Employment.objects.filter(membership=stay).update(ends="2025-05-01")
    assert site.browser("PMO").get(f"{LIST}members/{stay}/edit/").status_code == 404


def test_a_stay_that_is_over_already_is_added(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    form = form_of(client, f"{here}members/add/")
    form |= {"employee_number": "1004", "wte": "0.3", "starts": "01/06/2025", "ends": "31/07/2025"}
    for _ in "twice":
        assert client.post(f"{here}members/add/", form)["Location"] == here
    site.see()
    assert Membership.objects.get(employment__employee_number="1004").ends.isoformat() == "2025-08-01"  # type: ignore[union-attr]  # it has one


def test_a_stay_that_overlaps_an_earlier_one_is_refused_in_words(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    change = f"{LIST}members/{site.id_of(Membership, wte='0.4')}/edit/"
    client.post(change, form_of(client, change) | {"ends": "31/10/2025"})
    form = form_of(client, f"{here}members/add/") | {"employee_number": "1001", "wte": "0.3", "starts": "01/10/2025"}
    refused = client.post(f"{here}members/add/", form)
    assert refused.status_code == 422
    assert "These dates overlap another time" in refused.content.decode()


def test_team_lead_writes_purpose_releases_and_dependencies_of_the_own_team_only(site: Site) -> None:
    site.bring(teams="Team\nIntegration")
    lead, here, other = site.browser("TL", "1001"), address_of(site), address_of(site, "Integration")
    form = form_of(lead, f"{here}edit/")
    assert set(form) == {"purpose", "stamp"}
    lead.post(f"{here}edit/", form | {"purpose": "Every call answered", "name": "Mine"})
    assert "Every call answered" in read(lead, here)
    assert "<h1>Access team</h1>" in read(lead, here)
    release = form_of(lead, f"{here}releases/add/") | {"released_on": "01/09/2025", "name": "Text reminders"}
    assert lead.post(f"{here}releases/add/", release)["Location"] == here
    waits = form_of(lead, f"{here}dependencies/add/") | {"on_team": "Integration", "what": "Messages"}
    assert lead.post(f"{here}dependencies/add/", waits)["Location"] == here
    page = read(lead, here)
    assert "Text reminders" in page
    assert "Messages" in page
    assert "Messages" in read(lead, other)
    for part in ("edit/", "releases/add/", "dependencies/add/", "members/add/"):
        assert lead.get(other + part).status_code == 403
        assert lead.post(other + part, form).status_code == 403
    change = f"{LIST}dependencies/{site.id_of(Dependency)}/edit/"
    lead.post(change, form_of(lead, change) | {"hard": "No"})
    assert "Yes, work stops" not in read(lead, here)


def test_add_a_team_and_see_its_lineage(site: Site) -> None:
    client = site.browser("CDIO")
    form = form_of(client, f"{LIST}add/") | {"name": "Second team", "parent": "Access team", "starts": "01/01/2026"}
    sent = client.post(f"{LIST}add/", form)
    assert "It grew out of" in read(client, sent["Location"])
    page = read(client, address_of(site))
    assert "Second team</a> grew out of it" in page
    assert "It had its first visible release on 9 June 2025." in page
    itself = form_of(client, f"{sent['Location']}edit/") | {"parent": "Second team"}
    refused = client.post(f"{sent['Location']}edit/", itself)
    assert refused.status_code == 422
    assert "A team cannot name itself here" in refused.content.decode()


def test_an_ended_team_says_so_and_takes_nobody(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    client.post(f"{here}edit/", form_of(client, f"{here}edit/") | {"ends": "31/10/2025"})
    page = read(client, here)
    assert "This team ended on 31 October 2025." in page
    assert "Add a person" not in page


def test_the_second_writer_of_a_team_sees_both_versions(site: Site) -> None:
    first, second, here = site.browser("PMO"), site.browser("CDIO"), f"{address_of(site)}edit/"
    one, two = form_of(first, here), form_of(second, here)
    first.post(here, one | {"purpose": "First words"})
    clash = second.post(here, two | {"purpose": "Second words"})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "First words" in page
    assert "Second words" in page
    site.see()
    [saver] = Event.objects.filter(kind="team").order_by("-id").values_list("actor_name", "at")[:1]
    assert f"{saver[0]} saved this at {timezone.localtime(saver[1]):%H:%M}, while you had the form open." in page
    form = page[page.index('<form method="post" novalidate>') :]
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert "csrfmiddlewaretoken" in sent
    reopened = second.post(here, sent | {"id": "7", "origin_id": "7"})
    words = reopened.content.decode()
    assert "Second words</textarea>" in words
    assert "replaces what is saved now in: Purpose." in words
    assert "origin_id" not in words
    site.see()
    assert Team.objects.get().purpose == "First words"  # nothing is saved until the form is sent
    kept = {name: value for name, value in sent.items() if name != "go_on"}
    assert second.post(here, kept).status_code == 302
    site.see()
    assert Team.objects.get().purpose == "Second words"


def stamp_of(client: Client, address: str) -> dict[str, str]:
    return dict(re.findall(r'name="(stamp)" value="([^"]+)"', read(client, address)))


def test_a_release_that_never_was_is_removed_after_a_question(site: Site) -> None:
    office, here = site.browser("PMO"), address_of(site)
    there = f"{LIST}releases/{site.id_of(Release)}/remove/"
    assert "Remove it only if it never happened: released on 9 June 2025" in read(office, there)
    stale = office.post(there, {"stamp": "1v0"})
    assert stale.status_code == 409
    site.see()
    assert saved_first("release") in stale.content.decode()
    assert site.browser("BM").post(there).status_code == 403
    assert site.browser("TL").post(there).status_code == 403
    assert office.post(there).status_code == 409
    page = office.post(there, stamp_of(office, there), follow=True).content.decode()
    assert "is removed. The history keeps what it said." in page
    assert "No release is recorded." in page
    assert "Release removed" in read(office, here)
    assert office.get(there).status_code == 404


def test_a_release_saved_while_it_is_removed_stays(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(_act: object, opened: Editable) -> None:
        raise Conflict(opened)

    monkeypatch.setattr("plait.web.shared.removing.remove_record", meanwhile)
    office, there = site.browser("PMO"), f"{LIST}releases/{site.id_of(Release)}/remove/"
    assert office.post(there, stamp_of(office, there)).status_code == 409


def test_who_accepted_a_release_is_for_those_who_read_names(site: Site) -> None:
    site.bring(releases="Team|Released on|Release|Accepted by\nAccess team|01/09/2025|Text reminders|Ann Frost")
    for role, sees in (("BM", True), ("RO", False)):
        page = read(site.browser(role), address_of(site))
        assert "Text reminders" in page
        assert ("Accepted by" in page, "Ann Frost" in page) == (sees, sees), role
