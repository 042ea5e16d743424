"""The whole trust on one day, and findings kept and shown again."""

import gc
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.orm_trust import load_by_orm
from plait.engine.litmus.judging import judge_all
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_entries
from plait.engine.viewpoints import Viewpoint
from plait.store.findings import (
    are_by_other_rules,
    load_feed_dates,
    load_finding,
    load_findings,
    load_people_named,
    load_revision,
    save_findings,
)  # fmt: skip
from plait.store.imports import Choices
from plait.store.models import Finding
from plait.store.models import Trust as TrustRow
from plait.store.snapshot import collecting_later, load_trust
from plait.store.writing import Act, writing
from tests.books import AT, JUNE, PEOPLE, SERVICES, TEAMS, book, imported, understood

ON = date(2025, 8, 1)
EVERYTHING = {
    "people": PEOPLE,
    "services": SERVICES,
    # With a first day: without one it would be the day of the file here, and that of the trust there.
    "teams": TEAMS.replace("Releases\n", "Releases|Starts\n").replace("Call back\n", "Call back|01/06/2025\n")
    + "Messages||||01/06/2025\n",
    "posts": "Post number|Post title|Department|Staff group|Budgeted WTE\nP1|CCIO|Trust office|Senior managers|0.5",
    "competencies": "Competency|Family|Viewpoint|Also called\nClinical safety|Safety|Clinical|DCB0160",
    "holdings": "Employee number|Competency|Level|Confirmed by\n1002|Clinical safety|Expert|1000",
    "communities": "Community|Family|Lead|Met on\nSafety community|Safety|1002|05/05/2025; 02/06/2025",
    "community members": "Community|Employee number\nSafety community|1003",
    "offers": "Community|Enabling team|Competency|Level|WTE|Service\n"
    "Safety community||Clinical safety|Expert|0.3|\n|Messages|Clinical safety|Expert|0.2|Single point of access",
    "needs": "Service|Competency|Level|WTE|Priority|Starts\n"
    "Single point of access|Clinical safety|Working|0.4|Must|01/05/2025",
    "dependencies": "Team|Depends on team|What for\nAccess team|Messages|Referrals",
    "leadership roles": "Role|Kind|Team WTE|Yearly budget (£)|Delegated limit (£)\nNurse lead|CNIO|2.5|£250,000|0",
    "role holders": "Role|Employee number|Held as|WTE|Starts|Last day\n"
    "Nurse lead|1002|Acting|0.6|01/04/2025|31/05/2025\nNurse lead|1003|Interim|0.5|01/06/2025|",
    "board meetings": "Meeting|Kind|Held on|Starts at|Ends at|Status\n"
    "Board, June|Board|05/06/2025|9.30|12:45|Published",
    "agenda items": "Meeting|Item|Title|Minutes|Tag|Tag confirmed|Authors\n"
    "Board, June|1|Beds|20|Digital|Yes|Medical director; COO",
    "board decisions": "Meeting|Decision|Item|Technology decision|Specialist present|Written advice|Advice by|Led by\n"
    "Board, June|Buy|1|Yes||Options|Bo Price|Chief nurse",
    "standing rights": "Right|Subject|Has it|Since|Document\nBoard committee|Digital|Yes|01/04/2025|Standing orders",
    "board members": "Member|Office|Kind|Votes|Employee number|Starts|Last day\n"
    "Cy Otieno|Medical director|Executive|Yes|1002|01/04/2025|\nIda Rowe|Chair|Non-executive|||01/01/2024|31/12/2024",
    "board attendance": "Meeting|Member|Attendance|Deputy\nBoard, June|Cy Otieno|Deputy|Di Sykes",
    "board papers": "Meeting|Paper|Item|Authors|Status\nBoard, June|Case|1|Medical director|Draft",
    "board challenges": "Meeting|Question|Asked by|Item|Decision|Asked on|Answer|What changed\n"
    "Board, June|Who trains?|Medical director|1|Buy|05/06/2025|We do|Nights first",
    "board actions": "Meeting|Action|Item|Owner|Due on|Done on|Tag\n"
    "Board, June|Train|1|Medical director|01/07/2025|30/06/2025|Digital",
    "sponsorships": "Office|Kind|Of what|Part|Starts|Last day\n"
    "Medical director|Outcome|Seen in time|Lead|01/05/2025|31/12/2025",
    "champions": "Employee number|Profession|Site|Shifts|Trained|Trained on|Last active on|Starts\n"
    "1002|Midwife|Annexe|Nights; days|Yes|30/04/2025|28/05/2025|01/04/2025\n1003|||Weekends||||01/05/2025",
    "clinical areas": "Area|Site|Starts\nAsh ward|Annexe|01/04/2025\nElm ward||01/04/2025",
    "clinical visits": "Area|Day|Employee number|Purpose|Took place\nAsh ward|02/06/2025|1002|Ward round|\n"
    "Elm ward|02/09/2025|1003|Clinic|No",
    "education sessions": "Day|Topic|Staff group|People reached\n02/06/2025|Run charts|Managers|12",
    "education targets": "Staff group|Share to reach (%)\nManagers|60",
    "contacts": "Day|Digital leader|Kind|Directors|Agreed\n02/06/2025|CDIO|Session|Chief nurse; COO|Yes",
    "board development": "Member|Day|Kind|What|Took place\nCy Otieno|02/06/2025|Service visit|Ash ward|\n"
    "Cy Otieno|02/09/2025|Show-and-tell||No",
    "outcomes": "Outcome|Measure|Unit|Better|Baseline|Target|Digital owner|Other owner|Team|Starts\n"
    "Seen in time|Within 4 hours|%|Higher|60|70; 75 from 01/07/2025|Digital|Ward; Portering|Access team|01/04/2025\n"
    "Modules||||||||Access team|01/04/2025",
    "observations": "Outcome|Date|Value|Left out because\n"
    + "\n".join(f"Seen in time|01/{month % 12 + 1:02}/{2024 + month // 12}|{60 + month % 3}|" for month in range(18))
    + "\nSeen in time|01/07/2025||\nSeen in time|01/08/2025|10|Closed\nSeen in time|01/09/2025|99|",
    "chart marks": "Outcome|Date|Mark|What happened\nSeen in time|01/03/2025|Limits start again|Rota redesigned\n"
    "Seen in time|05/03/2025|Note|CCIO started",
    "figures by place": "Outcome|Place|Date|Value\nSeen in time|Ash ward|01/07/2025|61",
    "programmes": "Programme|Purpose|Senior owner|Lead|Clinical lead|Service|Relaunched on|Relaunch reason|Starts\n"
    "Front door|Seen in time|1001|1002|1003|Single point of access|01/06/2025|The rota changed|01/04/2025\n"
    "Old one||||||||01/01/2025",
    "milestones": "Programme|Milestone|Planned for|Now planned for|Done on\n"
    "Front door|All sites|01/05/2025|01/09/2025|",
    "programme outcomes": "Programme|Outcome|By when\nFront door|Seen in time|31/03/2026",
    "programme reports": "Programme|Reported on|Status|What it says|Written by|Says is improving|Says is in time\n"
    "Front door|01/07/2025|Green|All goes well|Programme manager|Seen in time|All sites",
    "listening themes": "Programme|Theme|Answered or challenged|Answered on|Answer|Design decision\n"
    "Front door|Waiting|Challenged|01/07/2025|It is shorter now|Ring back",
    "listening log": "Programme|Said on|Remark|Where|Group|Theme|Told on\n"
    "Front door|01/06/2025|Nobody rings|Ash ward|Porters|Waiting|02/07/2025",
    "strategic objectives": "Strategic objective|Digital objective|Measured by|Reviewed on|Starts\n"
    "No corridors|Yes|Seen in time; modules|05/06/2025|01/04/2025",
    "not chosen": "What we will not do|Reason|Decided on|Meeting|Decision|Instead|Asked for by|Look again on\n"
    "A portal|It is there|05/06/2025|Board, June|Buy|Join it|Surgery|01/06/2026",
    "territories": "Territory|Kind|Starts\nPatient record|EPR|01/04/2025",
    "accountability claims": "Territory|Employee number|Document|Starts|Last day\n"
    "Patient record|1002|Job description|01/04/2025|31/05/2025\nPatient record|1003|Minutes, item 4|01/05/2025|",
    "accountability settlements": "Territory|Employee number|Decided on|Decision|Starts\n"
    "Patient record|1003|28/05/2025|Board, item 7|01/06/2025",
    "user groups": "Group|Kind|Seldom heard|Why\nCarers at night|Carers|Yes|Nobody asks then\nPorters|Staff||",
    "research rounds": "Team|Held on|Group|How many people|What was asked|What was learnt|What changes|In their words|"
    "Release\nAccess team|02/06/2025|Carers at night|5|Whom do you ring?|Nobody knew|A card|I rang 999|Call back",
    "assumptions": "Team|Assumption|Written on|Tested on|How|Outcome|Built on since|What changed|Release\n"
    "Access team|People ring|01/04/2025|02/04/2025|We watched|Wrong|03/04/2025|Text too|Call back\n"
    "Access team|People wait|01/04/2025||||||",
    "design decisions": "Decision|Service|Team|Decided on|Reason|With users\n"
    "Ring back|Single point of access|Access team|05/06/2025|Too many wait|Yes",
    "design voices": "Decision|Employee number|Wrote it|Viewpoint\nRing back|1001|Yes|Digital\nRing back|1002||",
    "blockers": "Team|Blocker|Raised on|Whose to remove|Removed on|Removed by|How\n"
    "Access team|No line|01/06/2025|COO|09/06/2025|Chief executive|A second line",
}


@pytest.fixture
def filled(act: Act) -> Act:
    """PLA with a row on every sheet."""
    imported(act, book(**EVERYTHING))
    return act


def test_trust_of_the_database_is_the_trust_of_the_files(act: Act) -> None:
    brought = book(**EVERYTHING)
    imported(act, brought)
    loaded = load_trust("PLA", on=ON)
    start = Trust("PLA", loaded.name, ON, staff_groups=loaded.staff_groups, feeds=loaded.feeds)
    files = trust_of_entries(understood(act, brought).entries(), start=start, file=brought.name)
    assert {person.employee_number: person.wte for person in loaded.people} == {
        person.employee_number: person.wte for person in files.people
    }
    for part in (
        "people",
        "posts",
        "competencies",
        "holdings",
        "communities",
        "services",
        "needs",
        "teams",
        "releases",
        "meetings",
        "items",
        "decisions",
        "rights",
        "board_members",
        "attendance",
        "challenges",
        "actions",
        "sponsorships",
        "outcomes",
        "readings",
        "programmes",
        "objectives",
        "not_chosen",
        "user_groups",
        "rounds",
        "assumptions",
        "design_decisions",
        "voices",
        "blockers",
    ):
        mine, theirs = (_without_origin(getattr(one, part)) for one in (loaded, files))
        assert mine == theirs or part in ("holdings", "communities", "posts", "services", "needs", "teams"), part
    assert [(j.slug, j.finding.verdict, j.finding.sentence) for j in judge_all(loaded)] == [
        (j.slug, j.finding.verdict, j.finding.sentence) for j in judge_all(files)
    ]


def _without_origin(records: tuple[object, ...]) -> set[str]:
    # Who bears several employee numbers a file cannot say, so it gives no identity.
    return {repr(record).split(", identity=")[0].split(", origin=")[0] for record in records}


@pytest.mark.usefixtures("filled")
def test_who_answers_for_what_and_who_champions_it_is_loaded() -> None:
    trust = load_trust("PLA", on=ON)
    assert [(one.employee_number, one.profession, one.site, one.shifts, one.trained) for one in trust.champions] == [
        ("1002", "Midwife", "Annexe", ("Days", "Nights"), True),
        ("1003", "", "", ("Weekends",), None),
    ]
    assert (trust.champions[0].trained_on, trust.champions[0].last_active_on) == (date(2025, 4, 30), date(2025, 5, 28))
    assert [(one.name, one.kind) for one in trust.territories] == [("Patient record", "electronic patient record")]
    assert [(one.territory, one.employee_number, one.document, one.ends) for one in trust.claims] == [
        ("Patient record", "1002", "Job description", JUNE),
        ("Patient record", "1003", "Minutes, item 4", None),
    ]
    [settled] = trust.settlements
    assert (settled.employee_number, settled.decided_on, settled.decision) == (
        "1003", date(2025, 5, 28), "Board, item 7",
    )  # fmt: skip


@pytest.mark.usefixtures("filled")
def test_research_design_and_blockers_are_loaded() -> None:
    trust = load_trust("PLA", on=ON)
    [held], [design], [blocker] = trust.rounds, trust.design_decisions, trust.blockers
    assert (held.team, held.user_group, held.heard, held.service, held.release) == (
        "Access team", "Carers at night", 5, "", "Call back",
    )  # fmt: skip
    assert [(one.name, one.is_seldom_heard) for one in trust.user_groups] == [
        ("Carers at night", True), ("Porters", False),
    ]  # fmt: skip
    assert [(one.name, one.is_wrong, one.built_on) for one in trust.assumptions] == [
        ("People ring", True, date(2025, 4, 3)), ("People wait", None, None),
    ]  # fmt: skip
    assert (design.service, design.team, design.with_users) == ("Single point of access", "Access team", True)
    assert [(one.decision, one.employee_number, one.wrote, one.viewpoint) for one in trust.voices] == [
        ("Ring back", "1001", True, Viewpoint.DIGITAL), ("Ring back", "1002", False, None),
    ]  # fmt: skip
    assert (blocker.whose, blocker.removed_by, blocker.age(ON)) == ("Chief operating officer", "Chief executive", 8)


def test_every_kind_of_record_is_loaded(filled: Act) -> None:
    trust = load_trust("PLA", on=ON)
    assert len(trust.people) == 4
    assert trust.posts[0].budgeted_wte == Decimal("0.5")
    assert trust.holdings[0].level.word == "Expert"
    assert trust.communities[0].members == frozenset({"1003"})
    assert trust.communities[0].met_on == (date(2025, 5, 5), date(2025, 6, 2))
    assert trust.needs[0].wte == Decimal("0.4")
    assert [(one.community, one.team, one.service, one.wte) for one in trust.offers] == [
        ("Safety community", "", "", Decimal("0.3")),
        ("", "Messages", "Single point of access", Decimal("0.2")),
    ]
    assert trust.dependencies[0].on_team == "Messages"
    assert (trust.roles[0].kind, trust.roles[0].protected_wte, trust.roles[0].limit_pounds) == (
        "CNIO",
        None,
        Decimal(0),
    )
    assert trust.roles[0].budget_pounds == Decimal(250000)
    assert [(one.role, one.employee_number, one.held_as, one.ends) for one in trust.holders] == [
        ("Nurse lead", "1002", "acting", JUNE),
        ("Nurse lead", "1003", "interim", None),
    ]
    [meeting], [item], [decision], [right] = trust.meetings, trust.items, trust.decisions, trust.rights
    assert (meeting.name, meeting.held_on, meeting.begins, meeting.status) == (
        "Board, June", date(2025, 6, 5), "09:30", "published",
    )  # fmt: skip
    assert (item.meeting, item.subject, item.authors) == (
        "Board, June", "digital", ("Medical director", "Chief operating officer"),
    )  # fmt: skip
    assert (decision.meeting, decision.item, decision.specialist, decision.leads) == (
        "Board, June", "1", None, ("Chief nurse",),
    )  # fmt: skip
    assert (right.right, right.subject, right.has, right.since) == (
        "Board committee", "digital", True, date(2025, 4, 1),
    )  # fmt: skip
    assert trust.competencies[0].also_called == ("DCB0160",)
    assert trust.feeds["people"] == AT.date()
    assert trust.people[1].origin is not None
    assert (trust.people[1].origin.sheet, trust.people[1].origin.line) == ("people", 3)
    assert filled.trust_id == TrustRow.objects.get().pk


@pytest.mark.parametrize("on", [date(2025, 3, 1), date(2025, 4, 15), ON, date(2025, 9, 15), date(2026, 1, 1)])
def test_it_is_the_trust_that_plain_django_finds(filled: Act, on: date) -> None:
    moved = (
        "Employee number|Name|Staff group|Viewpoint|Department|WTE|Line manager|Post number|Work e-mail\n"
        "1002|Cy Otieno|Nurses & health visitors|Digital|Digital|0.50|1001|P1|cy@example.nhs.uk"
    )
    imported(filled, book(people=moved), Choices(date(2025, 9, 1)))
    with writing(filled) as pen:
        row = TrustRow.objects.get()
        pen.add(row.team_set.model, [{"name": "Typed", "starts": JUNE}])
        leaver = row.employment_set.get(employee_number="1003")
        was = {"id": leaver.pk, "version": leaver.version, "ends": None}
        pen.change(type(leaver), [(was, {"ends": date(2025, 12, 1)})])
    loaded = load_trust("PLA", on=on)
    assert loaded == load_by_orm("PLA", on)
    ends = {one.employee_number: one.ends for one in loaded.memberships}
    assert ends == {"1001": None, "1002": None, "1003": date(2025, 12, 1)}, "a membership ends with its employment"
    assert [one.ends for one in loaded.holders] == [JUNE, date(2025, 12, 1)], "and so does the time in a role"
    assert [one.ends for one in loaded.claims] == [JUNE, date(2025, 12, 1)], "and so does a claim"
    assert [one.ends for one in loaded.settlements] == [date(2025, 12, 1)], "and a settlement"


def test_what_a_person_typed_comes_from_no_file(filled: Act) -> None:
    with writing(filled) as pen:
        pen.add(TrustRow.objects.get().team_set.model, [{"name": "Typed", "starts": JUNE}])
    assert [team.origin for team in load_trust("PLA", on=ON).teams if team.name == "Typed"] == [None]


def test_the_day_decides_what_stands(filled: Act) -> None:
    imported(filled, book(people=PEOPLE.replace("|0.6|", "|0.5|")), Choices(date(2025, 9, 1)))
    wte = {day: load_trust("PLA", on=day).people for day in (date(2025, 4, 15), ON, date(2025, 10, 1))}
    assert [len(people) for people in wte.values()] == [3, 4, 4]
    by_day = [next(p.wte for p in people if p.employee_number == "1002") for people in wte.values()]
    assert by_day == [Decimal("0.6"), Decimal("0.6"), Decimal("0.5")]


def test_more_rows_take_no_more_queries(filled: Act) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            load_trust("PLA", on=ON)
        return len(captured)

    before = queries()
    rows = "".join(f"2{n:03}|New {n}|Managers|Estates|1|1000|01/04/2025|Main\n" for n in range(200))
    imported(filled, book(people=PEOPLE + rows))
    assert queries() == before == 2, "the trust, then all the rest in one journey"


def test_findings_are_kept_and_loaded_as_they_were_judged(filled: Act) -> None:
    assert load_findings(filled.trust_id, on=ON).judged == ()
    judged = judge_all(load_trust("PLA", on=ON))
    revision = load_revision(filled.trust_id)
    save_findings(filled.trust_id, judged, on=ON, revision=revision, at=AT)
    found = load_findings(filled.trust_id, on=date(2025, 8, 9))
    assert (found.on, found.revision, found.changes_since) == (ON, revision, 0)
    assert tuple(load_finding(filled.trust_id, one.slug, on=ON)[1] for one in judged) == judged
    bare = [replace(one, finding=replace(one.finding, columns=(), evidence=())) for one in judged]
    assert list(found.judged) == bare, "all of them together come without the rows behind them"
    with writing(filled) as pen:
        pen.touch("people")
    assert load_findings(filled.trust_id, on=ON).changes_since == 1


def test_findings_of_other_rules_are_told_from_those_of_today(filled: Act) -> None:
    assert not are_by_other_rules(filled.trust_id), "there are none yet"
    save_findings(filled.trust_id, judge_all(load_trust("PLA", on=ON)), on=ON, revision=1, at=AT)
    assert not are_by_other_rules(filled.trust_id)
    Finding.objects.update(rules="of last year")
    assert are_by_other_rules(filled.trust_id)


def test_older_revision_never_replaces_a_newer_one(filled: Act) -> None:
    judged = judge_all(load_trust("PLA", on=ON))
    save_findings(filled.trust_id, judged, on=ON, revision=9, at=AT)
    save_findings(filled.trust_id, judged[:1], on=ON, revision=8, at=AT)
    assert len(load_findings(filled.trust_id, on=ON).judged) == len(judged)
    save_findings(filled.trust_id, judged[:1], on=ON, revision=9, at=AT)
    assert len(load_findings(filled.trust_id, on=ON).judged) == 1


def test_one_finding_and_the_names_its_rows_count(filled: Act) -> None:
    save_findings(filled.trust_id, judge_all(load_trust("PLA", on=ON)), on=ON, revision=1, at=AT)
    found, one = load_finding(filled.trust_id, "teams-are-fused", on=ON)
    assert one is not None
    assert one in found.judged
    assert load_finding(filled.trust_id, "nonsense", on=ON)[1] is None
    assert load_people_named(filled.trust_id, ["1001", "9999"])["1001"][1] == "Bo Price"
    assert load_feed_dates(filled.trust_id)["teams"] == AT.date()


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_rests_while_a_trust_is_loaded_and_is_left_as_it_was(is_on: bool) -> None:
    (gc.enable if is_on else gc.disable)()
    try:
        with collecting_later():
            assert not gc.isenabled()
        assert gc.isenabled() is is_on
    finally:
        gc.enable()
