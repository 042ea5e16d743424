"""Files into the record: staged beside it, saved whole or not at all, in the right tables and on the right days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.store.import_views import list_imports, load_import, load_staged
from plait.store.imports import Choices, no_progress
from plait.store.models import (
    Assignment,
    Department,
    Employment,
    Event,
    FeedDate,
    Holding,
    Import,
    Membership,
    Person,
    Post,
    Release,
    StagedRow,
    Team,
    Trust,
    User,
)  # fmt: skip
from plait.store.names import Names, load_managers
from plait.store.paging import Wanted
from plait.store.staging import (
    ABSENT,
    CHANGED,
    NEW,
    REJECTED,
    STAGED,
    UNCHANGED,
    RecordMoved,
    Refused,
    approve,
    keep_file,
    load_file,
    stage,
)  # fmt: skip
from plait.store.writing import Act, writing
from tests.books import AT, JUNE, PEOPLE, SERVICES, TEAMS, act_of, book, imported, staged, understood

SEPTEMBER = date(2025, 9, 1)
THREE = {"people": PEOPLE, "services": SERVICES, "teams": TEAMS}


def _counts(act: Act, import_id: int) -> dict[str, dict[str, int]]:
    view = load_import(act.trust_id, import_id)
    assert view is not None
    return {sheet.sheet: {k: v for k, v in sheet.counts.items() if v} for sheet in view.sheets}


def test_three_sheets_fill_the_record(act: Act) -> None:
    imported(act, book(**THREE))
    assert Person.objects.count() == Employment.objects.count() == Assignment.objects.count() == 4
    assert sorted(Department.objects.values_list("name", flat=True)) == ["Digital", "Medicine", "Trust office"]
    sykes = Assignment.objects.get(employment__employee_number="1003")
    assert (sykes.manager and sykes.manager.employee_number, sykes.starts) == ("1002", date(2025, 5, 1))
    assert Membership.objects.get(employment=sykes.employment).wte == Decimal("0.1")
    assert Release.objects.get().released_on == date(2025, 6, 9)


def test_rows_say_which_file_sheet_and_line_they_come_from(act: Act) -> None:
    brought = book(**THREE)
    imported(act, brought)
    member = Membership.objects.select_related("origin__imported").order_by("id")[0]
    assert member.origin is not None
    assert (member.origin.imported.name, member.origin.table, member.origin_line) == (brought.name, "teams", 2)


def test_same_file_again_changes_no_row_and_confirms_the_feed(act: Act) -> None:
    imported(act, book(**THREE))
    events = Event.objects.count()
    later = replace(act, at=AT.replace(month=12))
    again = imported(later, book(**THREE))
    assert all(set(counts) == {UNCHANGED} for counts in _counts(act, again).values())
    rows = Event.objects.exclude(kind="import")
    assert rows.count() == events - Event.objects.filter(kind="import").count() + 2
    assert FeedDate.objects.get(sheet="people").confirmed_on == date(2026, 12, 2)


def test_changed_dated_value_ends_the_old_row_and_starts_a_new_one(act: Act) -> None:
    imported(act, book(**THREE))
    less = book(people=PEOPLE.replace("|0.6|", "|0.5|"), teams=TEAMS.replace("1002 0.2", "1002 0.3"))
    imported(act, less, Choices(SEPTEMBER))
    rows = Assignment.objects.filter(employment__employee_number="1002").order_by("starts")
    assert [(row.wte, row.starts, row.ends) for row in rows] == [
        (Decimal("0.6"), date(2025, 4, 1), SEPTEMBER),
        (Decimal("0.5"), SEPTEMBER, None),
    ]
    stays = Membership.objects.filter(employment__employee_number="1002").order_by("starts")
    assert [(row.wte, row.joined, row.starts) for row in stays] == [
        (Decimal("0.2"), JUNE, JUNE),
        (Decimal("0.3"), JUNE, SEPTEMBER),
    ]
    again = imported(act, less, Choices(date(2025, 10, 1)))
    assert all(set(counts) == {UNCHANGED} for counts in _counts(act, again).values())


def test_correcting_the_past_overwrites(act: Act) -> None:
    imported(act, book(**THREE))
    correct = Choices(SEPTEMBER, corrects_past=True)
    imported(act, book(people=PEOPLE.replace("|0.6|", "|0.5|")), correct)
    row = Assignment.objects.get(employment__employee_number="1002")
    assert (row.wte, row.starts, row.version) == (Decimal("0.5"), date(2025, 4, 1), 2)
    event = Event.objects.filter(kind="assignment", action="corrected").get()
    assert (event.before or {})["wte"] == "0.60000"


def test_name_and_dates_change_in_place(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    changed = PEOPLE.replace("Di Sykes ", "Di Sykes-Hall ").replace("01/05/2025", "01/06/2025")
    imported(act, book(people=changed), Choices(SEPTEMBER))
    work = Employment.objects.select_related("person").get(employee_number="1003")
    assert (work.person.name, work.starts, work.assignment_set.count()) == ("Di Sykes-Hall", date(2025, 6, 1), 1)


def test_capitals_of_a_key_are_a_change_of_spelling(act: Act) -> None:
    imported(act, book(people="Employee number|Name|Staff group|Department|WTE\nab1|Ann|Managers|Ward|1"))
    imported(act, book(people="Employee number|Name|Staff group|Department|WTE\nAB1|Ann|managers|ward|1"))
    assert Employment.objects.get().employee_number == "AB1"
    assert Department.objects.get().name == "Ward"


def test_file_without_a_column_says_nothing_about_it(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    without = "\n".join(line.rsplit("|", 1)[0] for line in PEOPLE.strip().splitlines())
    again = staged(act, book(people=without), Choices(SEPTEMBER))
    assert _counts(act, again) == {"people": {UNCHANGED: 4}}


def test_whole_register_ends_whom_it_does_not_name(act: Act) -> None:
    imported(act, book(**THREE))
    fewer = "\n".join(PEOPLE.strip().splitlines()[:-1])
    listed = staged(act, book(people=fewer), Choices(SEPTEMBER))
    assert _counts(act, listed) == {"people": {UNCHANGED: 3, ABSENT: 1}}
    approve(act, listed, progress=no_progress)
    assert Employment.objects.get(employee_number="1003").ends is None
    whole = Choices(SEPTEMBER, whole_registers=frozenset({"people", "memberships"}))
    imported(act, book(people=fewer, teams=TEAMS.replace("; 1003 0.1", "")), whole)
    assert Employment.objects.get(employee_number="1003").ends == SEPTEMBER
    assert Membership.objects.get(employment__employee_number="1003").ends == SEPTEMBER


def test_somebody_who_left_a_team_and_returns_has_two_stays(act: Act) -> None:
    imported(act, book(**THREE))
    whole = Choices(SEPTEMBER, whole_registers=frozenset({"memberships"}))
    imported(act, book(teams=TEAMS.replace("; 1003 0.1", "")), whole)
    december = date(2025, 12, 1)
    imported(act, book(teams=TEAMS), Choices(december))
    stays = Membership.objects.filter(employment__employee_number="1003").order_by("starts")
    assert [(row.joined, row.ends) for row in stays] == [(JUNE, SEPTEMBER), (december, None)]


def test_stay_that_has_ended_may_be_sent_again(act: Act) -> None:
    ended = "Team|Employee number|WTE|Starts|Last day\nAccess team|1001|0.4|01/06/2025|31/07/2025"
    imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS.replace("1001 0.4; ", ""), members=ended))
    again = imported(act, book(members=ended), Choices(SEPTEMBER))
    assert _counts(act, again)["memberships"].get(UNCHANGED) == 1
    imported(act, book(members=ended.replace("31/07/2025", "30/06/2025")), Choices(SEPTEMBER))
    assert Membership.objects.get(employment__employee_number="1001").ends == date(2025, 7, 1)
    returned = ended.replace("01/06/2025|31/07/2025", "01/09/2025|")
    imported(act, book(members=returned), Choices(SEPTEMBER))
    assert Membership.objects.filter(employment__employee_number="1001").count() == 2


def test_first_day_that_moves_moves_for_the_whole_stay(act: Act) -> None:
    imported(act, book(**THREE))
    imported(act, book(teams=TEAMS.replace("1002 0.2", "1002 0.3")), Choices(SEPTEMBER))
    members = "Team|Employee number|WTE|Starts\nAccess team|1002|0.3|01/05/2025"
    imported(act, book(members=members), Choices(SEPTEMBER))
    stays = Membership.objects.filter(employment__employee_number="1002").order_by("starts")
    assert [(row.joined, row.starts) for row in stays] == [
        (date(2025, 5, 1), date(2025, 5, 1)),
        (date(2025, 5, 1), SEPTEMBER),
    ]


def test_first_members_begin_with_their_team_and_later_ones_when_they_come(act: Act) -> None:
    dated = "Team|Starts|Members\nAccess team|01/05/2025|1001 0.4{}"
    imported(act, book(people=PEOPLE, teams=dated.format("")))
    imported(act, book(teams=dated.format("; 1002 0.2")), Choices(SEPTEMBER))
    joined = dict(Membership.objects.values_list("employment__employee_number", "joined"))
    assert joined == {"1001": date(2025, 5, 1), "1002": SEPTEMBER}


def test_every_other_sheet_finds_its_table(act: Act) -> None:
    rest = {
        "posts": "Post number|Post title|Department|Staff group|Budgeted WTE\nP1|CCIO|Trust office|Senior managers|0.5",
        "competencies": "Competency|Family|Viewpoint|Also called\nClinical safety|Safety|Clinical|DCB0160",
        "competencies_held": "Employee number|Competency|Level|Confirmed by|Confirmed on\n"
        "1002|clinical safety|Practitioner|1000|02/06/2025",
        "communities": "Community|Family|Lead|Met on\nSafety community|Safety|1002|05/05/2025; 02/06/2025",
        "community_members": "Community|Employee number\nSafety community|1003",
        "needs": "Service|Competency|Level|People|Priority\nSingle point of access|Clinical safety|Working|1|Must",
        "dependencies": "Team|Depends on team|What for\nAccess team|Messages|Referrals",
        "teams": TEAMS + "Messages||||",
    }
    import_id = imported(act, book(people=PEOPLE, services=SERVICES, **rest))
    counts = _counts(act, import_id)
    assert len(counts) == 12
    assert all(set(count) == {NEW} for count in counts.values())
    assert Post.objects.get().budgeted_wte == Decimal("0.5")
    holding = Holding.objects.get()
    assert (holding.level, holding.since, holding.confirmed_on) == (3, JUNE, date(2025, 6, 2))
    again = staged(act, book(people=PEOPLE, services=SERVICES, **rest), Choices(SEPTEMBER))
    assert all(set(count) == {UNCHANGED} for count in _counts(act, again).values())


def test_rejected_rows_keep_the_file_from_being_saved(act: Act) -> None:
    faulty = PEOPLE.replace("|0.6|", "|1.6|")
    import_id = staged(act, book(people=faulty))
    # The person of 1003 reports to 1002, whose row falls, and falls with it.
    assert _counts(act, import_id) == {"people": {NEW: 2, REJECTED: 2}}
    with pytest.raises(Refused, match="2 rows cannot be read"):
        approve(act, import_id, progress=no_progress)
    assert not Person.objects.exists()


def test_rows_left_out_on_purpose_are_recorded(act: Act) -> None:
    imported(act, book(people=PEOPLE.replace("|0.6|", "|1.6|")), Choices(JUNE, leaves_out=True))
    assert sorted(Employment.objects.values_list("employee_number", flat=True)) == ["1000", "1001"]
    event = Event.objects.get(kind="import", action="approved")
    assert (event.after or {})["leaves_out"] is True
    assert StagedRow.objects.filter(outcome=REJECTED).count() == 2


def test_register_with_rows_left_out_is_not_whole(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    whole = Choices(SEPTEMBER, leaves_out=True, whole_registers=frozenset({"people"}))
    with pytest.raises(Refused, match="People cannot be the whole register"):
        imported(act, book(people=PEOPLE.replace("|0.8|", "|1.8|")), whole)
    assert not Employment.objects.filter(ends__isnull=False).exists()


def test_faults_of_the_file_itself_are_shown_with_it(act: Act) -> None:
    import_id = staged(act, book(peeple="Foo|Bar\n1|2", people=PEOPLE))
    view = load_import(act.trust_id, import_id)
    assert view is not None
    assert (view.problems, view.rejected) == (1, 1)
    [line] = load_staged(act.trust_id, import_id, REJECTED, Wanted()).rows
    assert line.problems[0].remedy == "Name it People"


def test_file_with_nothing_to_save_is_refused(act: Act) -> None:
    import_id = staged(act, book(peeple="Foo|Bar\n1|2"), Choices(JUNE, leaves_out=True))
    with pytest.raises(Refused, match="nothing in this file"):
        approve(act, import_id, progress=no_progress)


def test_saved_file_cannot_be_saved_again(act: Act) -> None:
    import_id = imported(act, book(people=PEOPLE))
    with pytest.raises(Refused, match="approved"):
        approve(act, import_id, progress=no_progress)


def test_record_that_moved_is_not_overwritten_unseen(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    waiting = book(people=PEOPLE.replace("|0.6|", "|0.5|"))
    import_id = staged(act, waiting, Choices(SEPTEMBER))
    imported(act, book(people=PEOPLE.replace("|0.6|", "|0.4|")), Choices(SEPTEMBER))
    with pytest.raises(RecordMoved):
        approve(act, import_id, progress=no_progress)
    stage(act.trust_id, import_id, understood(act, waiting), progress=no_progress)
    [line] = load_staged(act.trust_id, import_id, CHANGED, Wanted()).rows
    assert (line.before, line.values["wte"]) == ({"wte": Decimal("0.4")}, Decimal("0.5"))
    approve(act, import_id, progress=no_progress)


def test_record_that_moved_elsewhere_does_not_matter(act: Act) -> None:
    import_id = staged(act, book(people=PEOPLE))
    imported(act, book(competencies="Competency|Family|Viewpoint\nTriage|Care|Clinical"))
    approve(act, import_id, progress=no_progress)
    assert Person.objects.count() == 4


def test_new_row_somebody_added_meanwhile_is_seen(act: Act) -> None:
    import_id = staged(act, book(people=PEOPLE))
    imported(act, book(people=PEOPLE))
    with pytest.raises(RecordMoved):
        approve(act, import_id, progress=no_progress)


def test_nothing_is_half_saved_when_saving_fails(act: Act) -> None:
    def fails(stage: str, _done: int, _total: int) -> None:
        if stage == "Saving teams":
            raise KeyboardInterrupt

    import_id = staged(act, book(**THREE))
    revision = Trust.objects.get().revision
    with pytest.raises(KeyboardInterrupt):
        approve(act, import_id, progress=fails)
    assert (Person.objects.count(), Team.objects.count(), Trust.objects.get().revision) == (0, 0, revision)
    assert Import.objects.get(id=import_id).status == STAGED


def test_file_brought_twice_waits_once(act: Act) -> None:
    brought = book(people=PEOPLE)
    first = keep_file(act, brought.name, b"bytes", brought.sha256, Choices(JUNE))
    second = keep_file(act, brought.name, b"bytes", brought.sha256, Choices(SEPTEMBER))
    assert first == second
    assert Import.objects.get().true_from == SEPTEMBER
    assert load_file(act.trust_id, first) == (brought.name, b"bytes")


def test_file_brought_again_under_another_name_is_read_by_that_name(act: Act) -> None:
    first = keep_file(act, "c.txt", b"bytes", "a" * 64, Choices(JUNE))
    assert keep_file(act, "c.csv", b"bytes", "a" * 64, Choices(JUNE)) == first
    assert load_file(act.trust_id, first) == ("c.csv", b"bytes")
    keep_file(act, "c" * 300, b"bytes", "a" * 64, Choices(JUNE))
    assert load_file(act.trust_id, first) == ("c" * 255, b"bytes")


def test_imports_are_listed_latest_first(act: Act) -> None:
    first, second = imported(act, book(people=PEOPLE)), staged(act, book(services=SERVICES))
    page = list_imports(act.trust_id, Wanted())
    assert ([view.id for view in page.rows], page.total) == ([second, first], 2)
    assert page.rows[1].approved_by == "Pat Moss"
    assert list_imports(act.trust_id, Wanted(search="nothing", limit=None)).total == 0
    assert load_import(act.trust_id, 0) is None


def test_other_trust_sees_no_import(act: Act, other_trust: Trust) -> None:
    import_id = imported(act, book(people=PEOPLE))
    assert load_import(other_trust.pk, import_id) is None


def test_names_know_spelling_and_id_both_ways(act: Act) -> None:
    imported(act, book(**THREE))
    names = Names(act.trust_id)
    assert names.spelling("teams", names.id_of("teams", "ACCESS TEAM")) == "Access team"
    assert names.known()["people"]["1000"] == "1000"
    assert load_managers(act.trust_id) == {"1001": "1000", "1002": "1000", "1003": "1002"}
    with writing(act) as pen:
        names.add(pen, "sites", ["Main", "Annexe"])
    assert Names(act.trust_id).has("sites", "annexe")


def test_acts_know_their_user(act: Act, trust: Trust) -> None:
    assert act.user_id == User.objects.get(email="pmo@trust.example").pk
    with pytest.raises(ValueError, match="somebody"):
        _ = replace(act_of(User.objects.get(), trust), by=None).user_id
