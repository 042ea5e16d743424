"""The demo in a database: two trusts, whole, with their history and one sign-in for each role."""

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from pytest_django.plugin import DjangoDbBlocker

from plait.engine.board_packs import STATES
from plait.engine.litmus.earlier import Change
from plait.engine.litmus.judging import judge_all, questions
from plait.engine.litmus.kit import Heading
from plait.engine.litmus.moves.board_plan import last_plan, next_plan
from plait.engine.litmus.moves.trying import with_moves
from plait.engine.litmus.since_board import compare_with_last_board, since_last_board
from plait.engine.paper_openings import Standing, standing_of
from plait.engine.permissions import Role, Viewer
from plait.engine.trust import Trust as Picture
from plait.files.folder import read_kept
from plait.jobs.board_plans import judge_plans
from plait.jobs.demo import DEMO_PASSWORD, DemoRefused, SignIn, load_demo, sign_ins
from plait.jobs.trusts import Opening, TrustRefused, open_trust
from plait.store.access import find_user_id, find_viewer, trusts_of
from plait.store.assembly import list_plans
from plait.store.board_plans import load_plans
from plait.store.consent import count_waiting, list_proposals
from plait.store.explanations import load_explanations
from plait.store.findings import load_findings, save_findings
from plait.store.joining import CannotJoin, join_people
from plait.store.models import Employment, Event, Import, Person, Trust, User
from plait.store.packs import list_packs, load_file
from plait.store.paging import Wanted
from plait.store.paper_files import load_file as load_paper_file
from plait.store.paper_openings import list_opened, list_openings
from plait.store.papers import list_papers
from plait.store.scope import scoped
from plait.store.snapshot import load_trust
from plait.store.worth import load_valued
from plait.store.writing import Act
from plait.web.litmus.page import test_page as page_of_test
from plait.web.shared.page import Cell
from tests.cli.commands import plait
from tests.database import Server, pointed_at
from tests.written import write_record

ON = date(2026, 11, 1)
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = AT.date()


@pytest.fixture(scope="module")
def demo(_server: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """The demo, loaded once for this file; the ids of its trusts."""
    name = f"{_server.run}_{os.getpid()}_demo"
    with django_db_blocker.unblock(), pointed_at(_server.clone(name)):
        load_demo(ON, at=AT)
        yield dict(Trust.objects.using("owner").values_list("code", "id"))
    with django_db_blocker.unblock():
        _server.drop(name)


QUESTIONS = ("second-team-after-release", "team-sizes", "teams-are-fused", "communities-of-practice")


def _picture(demo: dict[str, int], code: str, on: date = ON) -> Picture:
    with scoped(user_id=None, trust_ids=[demo[code]]):
        return load_trust(code, on=on)


def _viewer(email: str, code: str) -> Viewer:
    user_id = find_user_id(email)
    assert user_id is not None
    viewer = find_viewer(user_id, code, TODAY)
    assert viewer is not None
    return viewer


def test_the_larger_trust_has_a_published_board_pack_that_names_only_who_leads(demo: dict[str, int]) -> None:
    with scoped(user_id=None, trust_ids=list(demo.values())):
        [pack] = list_packs(demo["PLA"], STATES)
        kept = load_file(demo["PLA"], pack.id, "json")
        assert list_packs(demo["PLB"], STATES) == ()
    assert kept is not None
    assert (pack.state, pack.on, pack.release != "") == ("published", TODAY, True)
    words = kept.content.decode()
    named = [one.name for one in _picture(demo, "PLA", TODAY).people if one.name in words]
    assert 3 <= len(named) < 20


def test_a_paper_has_its_file_and_another_was_opened_for_a_day_and_shut(demo: dict[str, int]) -> None:
    secretary = _viewer("board.secretary@northmoor.example", "PLA")
    with scoped(user_id=None, trust_ids=[demo["PLA"]]):
        [attached] = [one for one in list_papers(secretary, Wanted(limit=None), on=TODAY).rows if one.ending]
        file = load_paper_file(demo["PLA"], attached)
        [story] = list_openings(demo["PLA"])
        [read_once] = list_opened(demo["PLA"], (story,))[story.id]
    assert file is not None
    assert (attached.title, file.content[:5]) == ("Patient record: choice of supplier", b"%PDF-")
    assert (standing_of(story, AT), story.title) == (Standing.SHUT, "Winter plan: beds that may close")
    assert len({story.asked_by, story.agreed_by}) == 2
    assert read_once.by == story.asked_by


def test_the_questions_answer_as_the_stories_tell(demo: dict[str, int]) -> None:
    verdicts = {judged.slug: judged.finding.verdict.value for judged in judge_all(_picture(demo, "PLA"))}
    verdicts = {slug: verdicts[slug] for slug in QUESTIONS}
    assert list(verdicts.values()) == ["not met", "partly met", "partly met", "not met"]


def test_the_larger_trust_goes_by_a_threshold_of_its_own_and_explains_a_rule_it_breaks(demo: dict[str, int]) -> None:
    judged = {one.slug: one for one in judge_all(_picture(demo, "PLA"))}
    own = judged["communities-of-practice"].finding.own
    assert own is not None
    assert (int(own.value), own.starts, own.origin is not None) == (60, date(2026, 6, 6), True)
    with scoped(user_id=None, trust_ids=[demo["PLA"]]):
        explained = load_explanations(demo["PLA"])
    [(slug, said)] = explained.items()
    assert said.stale_words(judged[slug].finding.verdict) == ""
    assert said.published_by


def test_the_smaller_trust_meets_what_it_can(demo: dict[str, int]) -> None:
    verdicts = {judged.slug: judged.finding.verdict.value for judged in judge_all(_picture(demo, "PLB"))}
    verdicts = {slug: verdicts[slug] for slug in QUESTIONS}
    assert list(verdicts.values()) == ["not enough evidence", "met", "met", "not met"]


@pytest.mark.parametrize(
    ("code", "in_post", "authority", "one_answers", "champions"),
    [
        (
            "PLA",
            "The CNIO role has been vacant for 138 days. The limit is 90.",
            "0 of 2 CCIO and CNIO roles have authority and resources.",
            "5 of 7 territories had exactly one accountable person every day.",
            "5 trained clinician-informaticians are active; our size needs 1. Nobody covers nights.",
        ),
        (
            "PLB",
            "All 3 digital leadership roles are filled.",
            "Both CCIO and CNIO roles have authority and resources.",
            "All 4 territories had exactly one accountable person every day.",
            "2 trained clinician-informaticians are active; our size needs 1.",
        ),
    ],
)
def test_the_questions_of_leadership_answer_as_the_stories_tell(
    demo: dict[str, int], code: str, in_post: str, authority: str, one_answers: str, champions: str
) -> None:
    said = {judged.slug: judged.finding.sentence for judged in judge_all(_picture(demo, code))}
    assert said["digital-leaders-in-post"] == in_post
    assert said["clinical-leaders-have-authority"] == authority
    assert said["one-person-answers"] == one_answers
    assert said["informaticians-are-enough"] == champions


@pytest.mark.parametrize(
    ("slug", "northmoor", "southmere"),
    [
        (
            "digital-has-parity",
            ("not met", "Digital has 5 standing rights. Finance has 8, quality 8."),
            ("met", "Digital has 7 standing rights. Finance has 8, quality 7."),
        ),
        (
            "advice-before-decisions",
            ("partly met", "4 of 5 technology decisions had specialist advice."),
            ("met", "All 3 technology decisions had specialist advice."),
        ),
        (
            "four-directors-take-part",
            ("not met", "The chief operating officer took no recorded part in digital work in 12 months."),
            ("met", "All 4 directors took part in digital work in the last 12 months."),
        ),
        (
            "papers-are-joint",
            ("for context", "2 of 8 digital papers came from two directors or more."),
            ("for context", "3 of 14 digital papers came from two directors or more."),
        ),
    ],
)
def test_the_board_s_questions_answer_as_the_stories_tell(
    demo: dict[str, int], slug: str, northmoor: tuple[str, str], southmere: tuple[str, str]
) -> None:
    for code, told in (("PLA", northmoor), ("PLB", southmere)):
        said = {one.slug: one.finding for one in judge_all(_picture(demo, code))}[slug]
        assert (said.verdict.value, said.sentence) == told


def test_digital_had_less_of_the_board_s_time_than_finance_or_quality(demo: dict[str, int]) -> None:
    for code in demo:
        said = {one.slug: one.finding for one in judge_all(_picture(demo, code))}["agenda-time"]
        digital, finance, quality = map(int, re.findall(r"(\d+)%", said.sentence))
        assert 0 < digital < min(finance, quality), said.sentence
        assert len(said.evidence) == 12


def test_since_their_boards_met_northmoor_lost_a_right_and_southmere_reached_parity(demo: dict[str, int]) -> None:
    for code, change in (("PLA", Change.WORSE), ("PLB", Change.BETTER)):
        trust = _picture(demo, code)
        compared = compare_with_last_board(trust, judge_all(trust), partial(_picture, demo, code))
        said = {one.slug: one for one in compared}
        assert said["digital-has-parity"].change is change
        assert since_last_board(compared).startswith("Since the board met on ")


def test_of_the_plan_to_the_last_board_one_move_was_done_as_predicted_and_one_was_not(demo: dict[str, int]) -> None:
    with scoped(user_id=None, trust_ids=[demo["PLA"]]):
        trust = load_trust("PLA", on=ON)
        judge_plans(demo["PLA"], trust, judge_all(trust), partial(_picture, demo, "PLA"), at=AT)
        plans = load_plans(demo["PLA"])
    last, ahead = last_plan(plans, ON), next_plan(plans, ON)
    assert last is not None
    assert last.went == "1 of 2 moves was done when the board met. 1 of 2 verdicts is as predicted."
    said = {one.question: (one.predicted, one.answer, one.why) for one in last.check_lines()}
    parity, fused = "Does digital stand at the board as finance and quality do?", "Does every team bring digital"
    assert said[parity] == ("Not met → partly met", "As predicted.", "")
    [(predicted, answer, why)] = [told for question, told in said.items() if question.startswith(fused)]
    assert (predicted, answer) == ("Partly met → met", "Not as predicted.")
    assert why.startswith("Add a clinical member to Outpatient booking: not done.")
    assert ahead is not None
    assert ahead.sentence.startswith("3 moves are chosen for the board on")
    assert any(line.startswith("Better: Are the three digital leadership roles there") for line in ahead.together())
    assert demo["PLB"]
    with scoped(user_id=None, trust_ids=[demo["PLB"]]):
        assert load_plans(demo["PLB"]) == ()


@pytest.mark.parametrize(("code", "office"), [("PLA", "northmoor"), ("PLB", "southmere")])
def test_page_record_and_folder_give_the_same_verdicts_in_the_same_words(
    demo: dict[str, int], code: str, office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("judge", "--on", f"{ON}", "--json")
    record = _said(json.loads(plait(capsys, *asked, "--as", f"transformation.office@{office}.example").out))
    trust = _picture(demo, code)
    compared = compare_with_last_board(trust, judge_all(trust), partial(_picture, demo, code))
    with scoped(user_id=None, trust_ids=[demo[code]]):
        folder = write_record(demo[code], tmp_path / code, ON)
        compared = with_moves(trust, compared)
        save_findings(demo[code], compared, on=ON, revision=0, at=AT)
        kept = load_findings(demo[code], on=ON)
    assert [one.tried for one in kept.judged] == [one.tried for one in compared]
    viewer = _viewer(f"transformation.office@{office}.example", code)
    page = {
        (cells[0].text, *_cell_words(cells))
        for heading in Heading
        for table in (page_of_test(viewer, kept, heading, ON),)
        for row in (*table.questions.rows, *(table.context.rows if table.context else ()))
        for cells in (row.cells,)
    }
    assert page == record
    read = plait(capsys, *asked, folder)
    assert read.code == 0, read.err
    # The record knows that the dependencies are three months old; a folder counts as sent that day.
    stale = {known for known in record if "The Dependencies sheet was last confirmed" in known[2]}
    assert len(stale) == 1
    # What is kept of an appointment no file brings, so that a folder knows nothing of it.
    kept_apart = {known for known in record if "record of the appointment" in known[0]}
    told, apart = _said(json.loads(read.out)), stale | kept_apart
    assert {one for one in told if one[0] not in {known[0] for known in apart}} == record - apart
    assert len(told) == len(record) == len(questions())


def _said(plain: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Question, verdict and sentence of all that `plait judge --json` says."""
    every = (one for heading in plain["headings"] for one in (*heading["questions"], *heading["context"]))
    return {(one["question"], one["verdict"] or "", one["sentence"]) for one in every}


def _cell_words(cells: Sequence[Cell]) -> tuple[str, str]:
    """Verdict and sentence of a row of a test's page; of a question for context, the note is the verdict."""
    if len(cells) > 2:
        return cells[1].text, cells[2].text
    return cells[1].note.lower(), cells[1].text


def test_a_year_ago_the_trust_was_another(demo: dict[str, int]) -> None:
    then, now = _picture(demo, "PLA", date(2025, 11, 1)), _picture(demo, "PLA")
    assert len({one.employee_number for one in then.people} ^ {one.employee_number for one in now.people}) > 60
    before = _picture(demo, "PLA", date(2025, 8, 1))
    chiefs = [one.starts for one in then.people if one.job_title == "Chief clinical information officer"]
    assert chiefs == [date(2025, 10, 6)]
    assert "Chief clinical information officer" not in {one.job_title for one in before.people}


def test_every_row_names_a_file_that_says_so(demo: dict[str, int]) -> None:
    picture = _picture(demo, "PLA")
    release = next(one for one in picture.releases if one.name == "Call back")
    assert release.origin is not None
    with scoped(user_id=None, trust_ids=[demo["PLA"]]):
        kept = Import.objects.get(name=release.origin.file)
    book = read_kept(kept.name, bytes(kept.data))
    table = next(table for table in book.tables if table.name == release.origin.sheet)
    line = next(line for line in table.lines if line.number == release.origin.line)
    assert book.problems == ()
    assert {"Single point of access", "Call back"} <= set(line.cells)


def test_bands_come_with_the_people(demo: dict[str, int]) -> None:
    assert any(person.band for person in _picture(demo, "PLA").people)


def test_history_says_who_brought_what_and_when(demo: dict[str, int]) -> None:
    with scoped(user_id=None, trust_ids=[demo["PLA"]]):
        events = Event.objects.filter(kind="release").order_by("id").values_list("actor_name", "at")
        office = User.objects.get(email="transformation.office@northmoor.example").name
        assert {name for name, _ in events} == {office}
        assert [at for _, at in events] == sorted(at for _, at in events)
        assert min(Event.objects.values_list("at", flat=True)).date() == date(2025, 5, 1)


@pytest.mark.usefixtures("demo")
def test_loaded_again_nothing_changes() -> None:
    before = Event.objects.using("owner").count()
    stands_in = load_demo(date(2027, 2, 1), scale=2, at=AT)
    assert stands_in == ON.replace(day=1)
    assert Event.objects.using("owner").count() == before


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("one", sign_ins(), ids=lambda one: one.email)
def test_every_sign_in_opens_its_trusts(one: SignIn) -> None:
    user_id = find_user_id(one.email)
    assert user_id is not None
    assert sorted(trust.code for trust in trusts_of(user_id, TODAY)) == one.trust.split(", ")


@pytest.mark.usefixtures("demo")
def test_every_role_but_the_operator_s_has_a_sign_in_with_the_demo_s_password() -> None:
    assert {one.role for one in sign_ins()} == {role.words for role in Role if role is not Role.OPS} | {
        "chair of the board"
    }
    assert {one.password for one in sign_ins()} == {DEMO_PASSWORD}
    assert all(check_password(DEMO_PASSWORD, user.password) for user in User.objects.all()[:2])


@pytest.mark.usefixtures("demo")
def test_for_you_has_something_to_show() -> None:
    assert "Single point of access" in _viewer("team.lead@northmoor.example", "PLA").teams
    assert len(_viewer("team.lead@northmoor.example", "PLA").reports) >= 3
    assert "Single point of access" in _viewer("team.member@northmoor.example", "PLA").teams
    assert _viewer("community.lead@northmoor.example", "PLA").communities == {"Clinical safety community"}
    assert "Urgent community response" in _viewer("team.lead@southmere.example", "PLB").teams


def test_a_plan_waits_for_answers_some_of_which_are_there(demo: dict[str, int]) -> None:
    viewer = _viewer("transformation.office@northmoor.example", "PLA")
    with scoped(user_id=viewer.user_id, trust_ids=[demo["PLA"]]):
        [run] = list_plans(demo["PLA"], most=9)
        proposals = list_proposals(demo["PLA"], run.id, on=TODAY)
        waiting = count_waiting(viewer, on=TODAY)
        assert list_plans(demo["PLB"], most=9) == ()
        valued = load_valued(demo["PLA"])
    assert valued is not None
    assert valued.run_id == run.id
    assert run.services == ("Bed and flow board", "Patient record")
    told = [(one.is_agreed, len(one.declined_by)) for one in proposals[:4]]
    assert told == [(True, 0), (True, 0), (False, 0), (False, 1)]
    assert not any(one.is_agreed or one.declined_by for one in proposals[4:])
    assert waiting == 1


def test_the_shared_chief_is_one_person_with_two_employments(demo: dict[str, int]) -> None:
    with scoped(user_id=None, trust_ids=demo.values()):
        person = Person.objects.get(email="cdio@northmoor.example")
        assert sorted(Employment.objects.filter(person=person).values_list("trust__code", flat=True)) == ["PLA", "PLB"]
        assert set(Event.objects.filter(action="joined").values_list("trust__code", flat=True)) == {"PLA", "PLB"}
    assert Person.objects.using("owner").filter(employment=None).count() == 0


def _offices(demo: dict[str, int]) -> tuple[Act, Act]:
    """An act of the transformation office of each trust."""
    one = find_user_id("transformation.office@northmoor.example")
    other = find_user_id("transformation.office@southmere.example")
    return Act(demo["PLA"], one, "Northmoor's office", AT), Act(demo["PLB"], other, "Southmere's office", AT)


def test_two_employments_are_joined_by_a_user_of_each_trust(demo: dict[str, int]) -> None:
    one, other = _offices(demo)
    with scoped(user_id=None, trust_ids=demo.values()):
        with pytest.raises(CannotJoin, match="takes a user of each trust"):
            join_people(one, replace(other, by=one.by), "20001", "70001")
        with pytest.raises(CannotJoin, match="takes a user of each trust"):
            join_people(replace(one, at=datetime(2001, 1, 1, tzinfo=UTC)), other, "20001", "70001")
        with pytest.raises(CannotJoin, match="takes two trusts"):
            join_people(one, one, "20001", "20002")
        with pytest.raises(CannotJoin, match="no employee number 99"):
            join_people(one, other, "20001", "99")


def test_joining_twice_does_nothing_more(demo: dict[str, int]) -> None:
    before = Event.objects.using("owner").count()
    with scoped(user_id=None, trust_ids=demo.values()):
        join_people(*_offices(demo), "20008", "70005")
    assert Event.objects.using("owner").count() == before


def test_somebody_employed_elsewhere_too_is_not_pulled_away(demo: dict[str, int]) -> None:
    match = "The person behind 70005 has another employment too"
    with scoped(user_id=None, trust_ids=demo.values()), pytest.raises(CannotJoin, match=match):
        join_people(*_offices(demo), "20001", "70005")


@pytest.mark.usefixtures("empty_database")
def test_the_demo_never_stands_beside_a_real_trust() -> None:
    Trust.objects.using("owner").create(code="RZZ", name="A real trust")
    with pytest.raises(DemoRefused, match="Give the demo a database of its own"):
        load_demo(ON, at=AT)
    assert User.objects.count() == 0


@pytest.mark.usefixtures("demo")
def test_no_real_trust_is_opened_beside_the_demo() -> None:
    opening = Opening("RZZ", "A real trust", "administrator@example.org")
    with pytest.raises(TrustRefused, match="Give a real trust a database of its own"):
        open_trust(opening, lambda: "warp and weft and loom", at=AT)
    assert find_user_id(opening.email) is None


@pytest.mark.parametrize(
    ("slug", "northmoor", "southmere"),
    [
        (
            "research-is-regular",
            ("partly met", "The middle team tests every 26 days. The limit is 14. 6 teams wait longer now."),
            ("met", "The middle team tests every 11 days. The limit is 14."),
        ),
        (
            "users-are-heard",
            ("not met", "3 of 12 running services heard patients, staff and people seldom heard."),
            ("met", "All 4 running services heard patients, staff and people seldom heard."),
        ),
        (
            "assumptions-are-tested",
            ("partly met", "10 of 14 assumptions were tested first. 4 of 11 tested were wrong."),
            ("partly met", "All 11 assumptions were tested first. None of 11 was wrong: too good, check."),
        ),
        (
            "decisions-are-shared",
            ("not met", "3 of 8 live services decided with all three."),
            ("met", "All 3 live services decided with all three."),
        ),
        (
            "changes-are-codesigned",
            ("not met", "2 of 5 new services were first designed by all three."),
            ("met", "The only new service was first designed by all three."),
        ),
    ],
)
def test_the_questions_of_research_and_design_answer_as_the_stories_tell(
    demo: dict[str, int], slug: str, northmoor: tuple[str, str], southmere: tuple[str, str]
) -> None:
    for code, told in (("PLA", northmoor), ("PLB", southmere)):
        said = {one.slug: one.finding for one in judge_all(_picture(demo, code))}[slug]
        assert (said.verdict.value, said.sentence) == told
