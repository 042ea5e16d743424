"""Users and their access, and the audit trail, by page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from plait.engine.history import KINDS
from plait.engine.permissions import Role
from plait.store.models import Access, Event, Trust, User
from plait.web.shared.jinja import short_date
from tests.conftest import UserWithRole
from tests.filled import fill
from tests.registers import Site, count_queries, form_of, read, read_rows, same_words, saved_first

LIST, GIVE, AUDIT = "/t/PLA/access/", "/t/PLA/access/give/", "/t/PLA/access/audit/"
pytestmark = pytest.mark.django_db


def day(days: int = 0) -> str:
    """A day from today, as people write it."""
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


@pytest.fixture
def administrator(site: Site) -> Client:
    return site.browser("ADM")


def give(client: Client, **typed: str) -> str:
    """Send the form for Ann Snow as team lead, or what is typed instead; the page that answers."""
    form = form_of(client, GIVE) | {"email": "ann@snow.example", "name": "Ann Snow", "role": "TL"}
    answer = client.post(GIVE, form | typed, follow=True)
    return " ".join(answer.content.decode().split())


def access_of(site: Site, email: str) -> Access:
    site.see()
    return Access.objects.select_related("user").get(user__email=email)


def test_the_list_shows_who_enters_as_what(site: Site, administrator: Client) -> None:
    site.browser("ME", "1001")
    page = read(administrator, LIST)
    assert "3 roles are held today or to come." in page
    for words in ("Team member", "Ends with employee number 1001", "Trust administrator", "1 Jan 2020", "Never"):
        assert words in page


def test_the_list_is_filtered_and_downloaded(administrator: Client) -> None:
    give(administrator, ends=day(30), name="=cmd()")
    rows = read_rows(administrator, f"{LIST}?role=TL&format=csv")
    assert [(row["Name"], row["E-mail"], row["Role"]) for row in rows] == [("'=cmd()", "ann@snow.example", "team lead")]
    assert rows[0]["Last day"] == (timezone.localdate() + timedelta(days=30)).isoformat()
    assert "1 role matches." in read(administrator, f"{LIST}?q=snow")
    assert "No roles match." in read(administrator, f"{LIST}?state=ended")


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
def test_a_letter_that_does_not_go_is_said(administrator: Client) -> None:
    assert "The letter with the way to a password could not be sent." in give(administrator)


def test_a_role_is_given_to_somebody_known(site: Site, administrator: Client) -> None:
    User.objects.create(email="ann@snow.example", name="Ann Winter", password="kept")
    assert "Ann Winter may enter as team lead." in give(administrator)
    assert mail.outbox == []
    assert User.objects.get(email="ann@snow.example").password == "kept"
    site.see()
    event = Event.objects.filter(kind="access").latest("id")
    assert (event.action, (event.after or {})["role"]) == ("granted", "TL")


def test_a_role_from_a_later_day_says_so(administrator: Client) -> None:
    User.objects.create(email="ann@snow.example", name="Ann Winter", password="kept")
    assert f"Ann Winter may enter as team lead from {day(3)}." in give(administrator, starts=day(3))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "ann"}, "Write an e-mail address, like"),
        ({"name": ""}, "Enter their name, like Ann Frost."),
        ({"role": "OPS"}, "Choose the role they are to have."),
        ({"role": ""}, "Choose the role they are to have."),
        ({"starts": "31/06/2026"}, "June has 30 days"),
        ({"ends": "tomorrow"}, "Write the date as 30/06/2026"),
        ({"starts": "10/10/2030", "ends": "09/10/2030"}, "The last day is before the first."),
        ({"ends": "30/06/2020", "starts": "01/06/2020"}, "This day has passed."),
        ({"employee_number": "99"}, "Nobody is employed under the number 99"),
    ],
)
def test_a_form_that_cannot_be_taken_says_what_to_write(
    administrator: Client, typed: dict[str, str], said: str
) -> None:
    page = give(administrator, **typed)
    assert said in page
    assert "There is a problem" in page
    assert not User.objects.filter(email="ann@snow.example").exists()


def test_a_form_without_a_key_or_first_day_counts_from_today(site: Site, administrator: Client) -> None:
    give(administrator, submission="none", starts="")
    assert access_of(site, "ann@snow.example").starts == timezone.localdate()


def test_nobody_raises_themselves(site: Site, administrator: Client) -> None:
    own = Access.objects.select_related("user").get(role="ADM").user
    assert "Nobody gives themselves a role." in give(administrator, email=own.email, role="FIN")
    site.see()
    assert not Access.objects.filter(role="FIN").exists()


def test_an_access_is_closed_from_a_day(site: Site, administrator: Client) -> None:
    give(administrator)
    here = f"{LIST}{access_of(site, 'ann@snow.example').pk}/close/"
    form = form_of(administrator, here)
    assert form["ends"] == day()
    for wrong, said in (
        ("31/06/2026", "June has 30 days"),
        ("", "No day is written"),
        (day(-1), "This day has passed."),
    ):
        refused = administrator.post(here, form | {"ends": wrong})
        assert refused.status_code == 422
        assert said in refused.content.decode()
    assert "can no longer enter as team lead from" in administrator.post(here, form, follow=True).content.decode()
    ended = read(administrator, f"{LIST}?state=ended")
    assert "Ann Snow" in ended
    assert "Ended" in ended
    later = administrator.post(here, form_of(administrator, here) | {"ends": day(3)})
    assert "The last day of this access is" in later.content.decode()


def test_a_stale_form_shows_both_days(site: Site, administrator: Client) -> None:
    give(administrator)
    here = f"{LIST}{access_of(site, 'ann@snow.example').pk}/close/"
    form = form_of(administrator, here)
    administrator.post(here, form | {"ends": day(9)})
    for version in (form["version"], "x"):
        stale = administrator.post(here, form | {"ends": day(5), "version": version})
        assert stale.status_code == 409
        assert day(9) in stale.content.decode()
        assert day(5) in stale.content.decode()
        site.see()
        assert saved_first("access") in stale.content.decode()


def test_the_last_administrator_cannot_be_closed(site: Site, administrator: Client) -> None:
    give(administrator, role="ADM", ends=day(30))
    other = site.signed_in_as(User.objects.get(email="ann@snow.example"))
    site.see()
    here = f"{LIST}{Access.objects.get(role='ADM', ends=None).pk}/close/"
    refused = other.post(here, form_of(other, here))
    assert refused.status_code == 422
    assert "Nobody else is trust administrator without an end" in refused.content.decode()


def test_nobody_closes_their_own_access(site: Site, administrator: Client) -> None:
    site.see()
    own = Access.objects.get(role="ADM")
    site.browser("ADM")
    here = f"{LIST}{own.pk}/close/"
    refused = administrator.post(here, form_of(administrator, here))
    assert refused.status_code == 422
    assert "Nobody changes or closes their own access." in refused.content.decode()
    site.see()
    own.refresh_from_db()
    assert own.ends is None


def page_of(site: Site, page: str) -> str:
    return f"{LIST}{access_of(site, 'ann@snow.example').pk}/{page}/"


def test_an_access_gets_another_role_from_a_day(site: Site, administrator: Client) -> None:
    give(administrator)
    site.see()
    Access.objects.filter(role="TL").update(starts=timezone.localdate() - timedelta(days=9))
    here = page_of(site, "change")
    form = form_of(administrator, here)
    assert (form["role"], form["starts"], form["ends"]) == ("TL", day(), "")
    assert "ann@snow.example is team lead from" in read(administrator, here)
    typed = form | {"role": "CL", "starts": day(3), "ends": day(30)}
    said = " ".join(administrator.post(here, typed, follow=True).content.decode().split())
    assert f"Ann Snow may enter as CCIO or CNIO from {day(3)}, until {day(30)}." in said
    site.see()
    today = timezone.localdate()
    held = list(Access.objects.filter(user__email="ann@snow.example").order_by("id").values_list("role", "ends"))
    assert held == [("TL", today + timedelta(days=3)), ("CL", today + timedelta(days=31))]


def test_an_access_gets_another_last_day_at_once(site: Site, administrator: Client) -> None:
    give(administrator)
    here = page_of(site, "change")
    form = form_of(administrator, here)
    assert "Nothing was different" in administrator.post(here, form, follow=True).content.decode()
    said = administrator.post(here, form | {"starts": "", "ends": day(9)}, follow=True).content.decode()
    assert f"Ann Snow may enter as team lead, until {day(9)}." in said
    assert access_of(site, "ann@snow.example").ends == timezone.localdate() + timedelta(days=10)
    assert form_of(administrator, here)["ends"] == day(9)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"role": "OPS"}, "Choose the role they are to have."),
        ({"starts": "31/06/2026"}, "June has 30 days"),
        ({"starts": day(-1)}, "This day has passed."),
        ({"ends": day(-1)}, "This day has passed."),
        ({"ends": "\u202e30/06/2030"}, "A character that turns the direction of text (U+202E)"),
        ({"role": "CL", "starts": day(9), "ends": day(3)}, "The last day is before the first."),
        ({"role": "FIN"}, "Ann Snow is finance partner on these days already."),
    ],
)
def test_a_change_that_cannot_be_taken_says_what_to_write(
    site: Site, administrator: Client, typed: dict[str, str], said: str
) -> None:
    give(administrator)
    here = page_of(site, "change")
    form = form_of(administrator, here)
    give(administrator, role="FIN")
    refused = administrator.post(here, form | typed)
    assert refused.status_code == 422
    assert said in " ".join(refused.content.decode().split())
    site.see()
    assert Access.objects.get(role="TL").ends is None


def test_a_stale_change_shows_both(site: Site, administrator: Client) -> None:
    give(administrator)
    here = page_of(site, "change")
    form = form_of(administrator, here)
    administrator.post(here, form | {"ends": day(9)})
    stale = administrator.post(here, form | {"role": "CL"})
    assert stale.status_code == 409
    page = stale.content.decode()
    site.see()
    for words in (saved_first("access"), "Team lead", "CCIO or CNIO", day(9), ">nothing<"):
        assert words in page


def test_the_last_administrator_stays_one(site: Site, administrator: Client) -> None:
    give(administrator, role="ADM", ends=day(30))
    other = site.signed_in_as(User.objects.get(email="ann@snow.example"))
    site.see()
    here = f"{LIST}{Access.objects.get(role='ADM', ends=None).pk}/change/"
    refused = other.post(here, form_of(other, here) | {"role": "TL"})
    assert refused.status_code == 422
    assert "Nobody else is trust administrator without an end" in refused.content.decode()


def test_a_letter_is_sent_again_until_a_password_is_chosen(site: Site, administrator: Client) -> None:
    give(administrator)
    here = page_of(site, "letter")
    assert "Send a new letter" in read(administrator, LIST)
    assert "Send Ann Snow a new letter?" in read(administrator, here)
    assert "A new letter to ann@snow.example" in administrator.post(here, follow=True).content.decode()
    first, again = (re.search(r"http://testserver(\S+key\S+)", str(letter.body)) for letter in mail.outbox)
    assert first is not None
    assert again is not None
    assert "no longer" in Client().get(first[1], follow=True).content.decode()
    guest = Client()
    opened = guest.get(again[1], follow=True)
    guest.post(opened.request["PATH_INFO"], {"password1": "a red kite over", "password2": "a red kite over"})
    assert "Send a new letter" not in read(administrator, LIST)
    assert "has a password" in administrator.post(here, follow=True).content.decode()
    assert len(mail.outbox) == 2


def test_a_second_letter_that_does_not_go_is_said(site: Site, administrator: Client) -> None:
    give(administrator)
    here = page_of(site, "letter")
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
    ):
        assert "could not be sent" in administrator.post(here, follow=True).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADM])
def test_only_an_administrator_manages_access(site: Site, role: Role) -> None:
    client = site.browser(role)
    site.see()
    held = Access.objects.latest("id").pk
    for address in (LIST, GIVE, *(f"{LIST}{held}/{page}/" for page in ("change", "letter", "close"))):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert "Users and access" not in client.get("/account/").content.decode()


def test_a_foreign_access_is_missing(site: Site, other_trust: Trust, user_with_role: UserWithRole) -> None:
    give(site.browser("ADM"))
    here = access_of(site, "ann@snow.example").pk
    stranger = site.signed_in_as(user_with_role("ADM", other_trust))
    for page in ("change/", "letter/", "close/"):
        foreign, missing = (stranger.get(f"/t/PLB/access/{pk}/{page}") for pk in (here, 987654))
        assert foreign.status_code == 404
        assert same_words(foreign) == same_words(missing)
        assert stranger.post(f"/t/PLB/access/{here}/{page}", {"ends": day()}).status_code == 404
    assert "Ann Snow" not in read(stranger, "/t/PLB/access/?state=all")
    assert "Ann Snow" not in read(stranger, "/t/PLB/access/audit/")
    for address in (LIST, AUDIT):
        assert stranger.get(address).status_code == 404


def test_the_lists_take_as_many_queries_however_long(site: Site, administrator: Client) -> None:
    auditor = site.browser("CDIO")
    give(administrator)
    read(auditor, AUDIT), read(administrator, LIST)
    before = count_queries(administrator, LIST), count_queries(auditor, AUDIT)
    for number in range(5):
        give(administrator, email=f"ann{number}@snow.example")
        site.browser("ME", "1001")
    assert (count_queries(administrator, LIST), count_queries(auditor, AUDIT)) == before
    assert max(before) <= 30


def test_the_trail_of_the_trust(site: Site, administrator: Client) -> None:
    give(administrator)
    page = read(site.browser("CDIO"), AUDIT)
    for words in ("Access granted", "Ann Snow", "role team lead", "Account opened", "Every accepted change"):
        assert words in page
    assert f"{short_date(timezone.localdate())}," in page
    assert "people, line 2" in read(site.browser("CDIO"), f"{AUDIT}?q=ann+frost&kind=employment")


def test_the_trail_is_found_by_day_and_kept_as_a_file(site: Site, administrator: Client) -> None:
    give(administrator)
    client = site.browser("CDIO")
    rows = read_rows(client, f"{AUDIT}?q={day()}&format=csv")
    assert [(row["What"], row["About"]) for row in rows] == [
        ("Access granted", "Ann Snow"),
        ("Account opened", "Ann Snow"),
    ]
    assert "role team lead" in rows[0]["Values"]
    imported = read_rows(client, f"{AUDIT}?kind=employment&format=csv")
    assert {(row["File"][:5], row["Sheet"]) for row in imported} == {("file-", "people")}
    assert "No events match." in read(client, f"{AUDIT}?q=01/01/2001")


def test_pay_is_named_and_not_shown(site: Site) -> None:
    page = read(site.browser("CDIO"), f"{AUDIT}?q=1001&kind=assignment")
    assert "band not shown to your role" in page
    assert "band 7" not in page


def test_an_administrator_reads_what_concerns_access(administrator: Client) -> None:
    give(administrator)
    page = read(administrator, AUDIT)
    assert "2 events, newest first." in page
    assert "Ann Frost" not in page
    assert read_rows(administrator, f"{AUDIT}?kind=employment&format=csv")[0]["What"] == "Access granted"


def test_a_member_reads_who_changed_what_about_themselves(site: Site) -> None:
    page = read(site.browser("ME", "1001"), AUDIT)
    assert "what was changed about yourself" in page
    assert "Bo Price" in page
    assert "band 7" in page
    assert "Di Sykes" not in page
    assert "Nothing has happened yet." in read(site.browser("ME"), AUDIT)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.CDIO, Role.ME, Role.ADM}])
def test_the_trail_is_closed_to_the_others(site: Site, role: Role) -> None:
    assert site.browser(role).get(AUDIT).status_code == 403


def test_the_trail_names_every_kind_of_record_and_which_one_it_was(site: Site) -> None:
    rows = read_rows(fill(site).browser, "/t/PLA/access/audit/?format=csv")
    assert len({row["What"].rpartition(" ")[0] for row in rows}) > 25
    assert not {row["What"] for row in rows if row["What"].rpartition(" ")[0] not in KINDS.values()}
    numbered = {row["About"].split()[0] for row in rows if re.fullmatch(r"[a-z]+ (\d+|None)", row["About"])}
    joining = {
        "need", "dependency", "offer", "researchround", "observation", "chartmark", "programmeoutcome", "placefigure",
        "programmereport", "remark", "boardpack", "boardlearning", "directorcontact", "educationtarget",
        "educationsession", "pulse", "attendance",
    }  # fmt: skip
    assert numbered == joining, "what joins two records, or is of one on a day, has no name, and its values name both"
