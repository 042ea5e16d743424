"""Second teams in the background: proposed, built once or not at all, refused when they fit no more, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from plait.engine.assembly.asks import first_window
from plait.engine.assembly.consent import places_in_second
from plait.engine.assembly.highs import NotSolved
from plait.engine.assembly.second_team import How, Way
from plait.engine.permissions import Role
from plait.files.folder import load_path
from plait.files.second_teams import another_of, plain_another
from plait.jobs import second_teams
from plait.jobs.acting import act_of, acting
from plait.jobs.consent import TELLING, ask_for_second_team
from plait.jobs.imports import Upload, approve_import, bring_file
from plait.jobs.second_teams import (
    BROKE,
    Errand,
    ask_for_second,
    ask_to_build,
    ask_without,
    build_proposed,
    propose_second,
)
from plait.store.access import find_user_id
from plait.store.editing import NoSuchRecord
from plait.store.imports import Choices
from plait.store.models import Access, Employment, Event, Membership, Offer, Release, SecondTeam, Team
from plait.store.second_teams import (
    CLASH,
    can_take_back,
    load_exception,
    load_second,
    record_exception,
    take_second_back,
)
from plait.store.staging import Refused
from plait.store.teams import load_team, rows_about_team
from plait.store.writing import Act
from tests.cli.commands import EMAIL, rows
from tests.halved import FREE, MEMBERS, write_large

LONG_AGO = date(2020, 1, 1)
pytestmark = pytest.mark.usefixtures("rxx")


def user() -> int:
    found = find_user_id(EMAIL)
    assert found
    return found


def in_trust(work: Callable[[Act], Any], request: str = "asking") -> Any:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        return work(act_of(viewer, at, request=request))


def starts() -> date:
    return first_window(timezone.localdate()).starts


@pytest.fixture
def hub(tmp_path: Path) -> Callable[..., int]:
    """Records the team of ten, or of fewer; the id of the team."""

    def bring(**told: Any) -> int:
        rows(Access).get_or_create(trust_id=1, user_id=user(), role=Role.CDIO, defaults={"starts": LONG_AGO})
        at = timezone.now()
        with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
            upload, act = Upload(*load_path(write_large(tmp_path / "large", **told))), act_of(viewer, at)
            number = bring_file(viewer, act, upload, Choices(timezone.localdate(at)))
            approve_import(viewer, act, number, leaves_out=False)
        return int(rows(Team).get(name="Flow hub").pk)

    return bring


def ask(team: int, way: Way = Way.HALVES) -> int:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        return ask_for_second(viewer, act_of(viewer, at, request="asking"), team, way, starts())


def build(run_id: int, name: str = "Flow hub 2") -> None:
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        ask_to_build(viewer, act_of(viewer, at, request="building"), run_id, name)


def do(task: Any, run_id: int) -> Any:
    task.func(asdict(Errand("RXX", 1, user(), run_id, "building")))
    return rows(SecondTeam).get(id=run_id)


def stays(team: str) -> set[tuple[str, str, str, str]]:
    found = rows(Membership).filter(team__name=team)
    return {(m.employment.employee_number, str(m.wte.normalize()), str(m.starts), str(m.ends)) for m in found}


def test_ten_people_become_two_teams_with_the_parent_kept(hub: Callable[..., int]) -> None:
    team = hub()
    run_id = ask(team)
    made = do(propose_second, run_id)
    assert made.status == "ready"
    proposal = another_of(made.proposal)
    moved = {one.employee_number for one in proposal.second}
    assert len(moved) == 5
    build(run_id, "Flow at home")
    assert do(build_proposed, run_id).status == "built"
    second: Any = rows(Team).get(name="Flow at home")
    assert (second.parent_id, second.purpose, second.starts) == (team, "Flow", starts())
    assert second.service.name == "Flow board"
    assert stays("Flow at home") == {(one, "0.4", str(starts()), "None") for one in moved}
    ended = {(one, "0.4", "2020-01-01", str(starts())) for one in moved}
    assert stays("Flow hub") == ended | {(one, "0.4", "2020-01-01", "None") for one in MEMBERS if one not in moved}


def test_twice_as_much_to_do_leaves_the_first_team_untouched(hub: Callable[..., int]) -> None:
    run_id = ask(hub(members=MEMBERS[:9]), Way.BESIDE)
    before = stays("Flow hub")
    do(propose_second, run_id)
    build(run_id)
    assert do(build_proposed, run_id).status == "built"
    assert stays("Flow hub") == before
    window = first_window(timezone.localdate())
    assert {one[0] for one in stays("Flow hub 2")} <= {*FREE, "O3"}
    assert {one[2:] for one in stays("Flow hub 2")} == {(str(window.starts), str(window.ends))}


def test_what_is_served_part_time_is_recorded_with_the_team_and_taken_back_with_it(hub: Callable[..., int]) -> None:
    run_id = ask(hub(members=MEMBERS[:9], offered="0.2"), Way.BESIDE)
    made = another_of(do(propose_second, run_id).proposal)
    assert [(one.community, one.team, one.tenths, one.is_new) for one in made.served] == [
        ("", "Makers", 2, True), ("Circle", "", 2, True),
    ]  # fmt: skip
    assert made.gaps == ()
    build(run_id)
    assert do(build_proposed, run_id).status == "built"
    window, asked = first_window(timezone.localdate()), rows(Offer).filter(service__name="Flow board")
    assert {(one.team_id is None, one.level, str(one.wte.normalize()), one.starts, one.ends) for one in asked} == {
        (is_community, 2, "0.2", window.starts, window.ends) for is_community in (True, False)
    }
    in_trust(lambda act: take_second_back(act, run_id), "back")
    assert not asked.all().exists()
    assert rows(Offer).count() == 2


def test_who_declined_to_join_is_not_proposed_again(hub: Callable[..., int]) -> None:
    run_id = ask(hub(members=MEMBERS[:9]), Way.BESIDE)
    do(propose_second, run_id)

    def first_again(act: Act) -> tuple[str, int]:
        run = load_second(act.trust_id, run_id)
        assert run is not None
        gone = another_of(run.proposal or {}).second[0].employee_number
        with acting(user(), "RXX", on=act.day) as viewer:
            return gone, ask_without(viewer, act, run, [gone])

    gone, again = in_trust(first_again)
    made = do(propose_second, again)
    assert made.left_out == [gone]
    assert gone not in {one.employee_number for one in another_of(made.proposal).second}


@override_settings(MAIL_PROPOSALS=True)
def test_a_letter_tells_whoever_is_asked(hub: Callable[..., int]) -> None:
    run_id = ask(hub(members=MEMBERS[:9]), Way.BESIDE)
    made = another_of(do(propose_second, run_id).proposal)
    places = places_in_second(made, "Flow hub 2")
    employed = rows(Employment).get(employee_number=places[0].employee_number)
    rows(Access).create(trust_id=1, user_id=user(), role=Role.ME, employment=employed, starts=LONG_AGO)
    at = timezone.now()
    with acting(user(), "RXX", on=timezone.localdate(at)) as viewer:
        ask_for_second_team(viewer, act_of(viewer, at, request="asking"), run_id, places, link="https://plait.example/")
    told = [one.args["told"] for one in rows(ProcrastinateJob).filter(task_name=TELLING)]
    assert [(one["user_id"], one["run_id"], one["second_id"]) for one in told] == [(user(), None, run_id)]


def test_what_is_built_is_taken_back_whole_within_the_hour(hub: Callable[..., int]) -> None:
    run_id = ask(hub())
    before = stays("Flow hub")
    do(propose_second, run_id)
    build(run_id)
    do(build_proposed, run_id)
    run = in_trust(lambda act: load_second(act.trust_id, run_id))
    assert can_take_back(run, user(), timezone.now())
    assert not can_take_back(run, user() + 1, timezone.now())
    assert not can_take_back(run, user(), timezone.now() + timedelta(hours=2))
    in_trust(lambda act: take_second_back(act, run_id), "undoing")
    assert stays("Flow hub") == before
    assert not rows(Team).filter(name="Flow hub 2").exists()
    assert rows(SecondTeam).get(id=run_id).status == "ready"
    with pytest.raises(NoSuchRecord):
        in_trust(lambda act: take_second_back(act, run_id), "undoing")


@pytest.mark.parametrize("is_new", [False, True])
def test_somebody_in_both_has_their_time_shared_from_that_day(hub: Callable[..., int], *, is_new: bool) -> None:
    run_id = ask(hub(members=("D1", "D2", "D3", "D4", "C1", "C2", "C3", "O1"), O1="0.5"))
    if is_new:
        rows(Membership).filter(employment__employee_number="O1").update(starts=starts(), joined=starts())
    do(propose_second, run_id)
    build(run_id)
    assert do(build_proposed, run_id).status == "built"
    first = {("O1", "0.3", str(starts()), "None")}
    if not is_new:
        first.add(("O1", "0.5", "2020-01-01", str(starts())))
    assert {one for one in stays("Flow hub") if one[0] == "O1"} == first
    assert ("O1", "0.2", str(starts()), "None") in stays("Flow hub 2")


def test_whoever_is_to_have_other_time_later_has_it_in_the_second_team(hub: Callable[..., int]) -> None:
    run_id = ask(hub())
    moved = another_of(do(propose_second, run_id).proposal).second[0].employee_number
    later = starts() + timedelta(days=40)
    stay = rows(Membership).get(employment__employee_number=moved)
    rows(Membership).filter(id=stay.pk).update(ends=later)
    rows(Membership).create(
        trust_id=1, team_id=stay.team_id, employment_id=stay.employment_id, wte="0.2", starts=later, joined=LONG_AGO
    )
    build(run_id)
    assert do(build_proposed, run_id).status == "built"
    assert {one for one in stays("Flow hub") if one[0] == moved} == {(moved, "0.4", "2020-01-01", str(starts()))}
    assert {one for one in stays("Flow hub 2") if one[0] == moved} == {
        (moved, "0.4", str(starts()), str(later)),
        (moved, "0.2", str(later), "None"),
    }
    assert {m.joined for m in rows(Membership).filter(team__name="Flow hub 2", employment__employee_number=moved)} == {
        starts()
    }


def test_two_clicks_ask_once_and_build_once(hub: Callable[..., int]) -> None:
    team = hub()
    run_id = ask(team)
    assert ask(team) == run_id
    assert rows(ProcrastinateJob).filter(task_name="plait.propose_second").count() == 1
    do(propose_second, run_id)
    assert ask(team) != run_id
    build(run_id)
    with pytest.raises(Refused, match="built already, or not ready"):
        build(run_id)
    do(build_proposed, run_id)
    do(build_proposed, run_id)
    assert rows(Team).filter(name="Flow hub 2").count() == 1


def test_a_name_that_is_taken_is_refused(hub: Callable[..., int]) -> None:
    run_id = ask(hub())
    do(propose_second, run_id)
    with pytest.raises(Refused, match="There is a team called FLOW HUB already"):
        build(run_id, "FLOW HUB")


def test_without_a_release_the_proposal_says_why_not(hub: Callable[..., int]) -> None:
    team = hub(released="")
    run_id = ask(team)
    made = do(propose_second, run_id)
    assert made.proposal["refused"][0].startswith("Flow hub has no release that people can see.")
    run = in_trust(lambda act: load_second(act.trust_id, run_id))
    assert not run.is_busy
    in_trust(lambda act: record_exception(act, team, "The board wants it for winter"))
    allowed = in_trust(lambda act: load_exception(act.trust_id, team))
    assert (allowed.by, allowed.reason) == (rows(Event).latest("id").actor_name, "The board wants it for winter")
    assert do(propose_second, ask(team)).proposal["refused"] == []
    about = in_trust(lambda act: rows_about_team(act.trust_id, team))
    assert about["exception"] == [team]


def test_an_exception_is_of_its_team_alone(hub: Callable[..., int]) -> None:
    team = hub(released="")
    in_trust(lambda act: record_exception(act, team + 1, "Another"))
    assert in_trust(lambda act: load_exception(act.trust_id, team)) is None


def test_what_fits_no_more_is_not_built(hub: Callable[..., int]) -> None:
    run_id = ask(hub())
    do(propose_second, run_id)
    build(run_id)
    rows(Membership).filter(employment__employee_number="C1").delete()
    made = do(build_proposed, run_id)
    assert (made.status, made.failure.partition(":")[0]) == (
        "ready",
        "The record has changed since, and this no longer fits",
    )
    assert not rows(Team).filter(name="Flow hub 2").exists()


def test_a_release_that_is_gone_by_now_stops_the_building(hub: Callable[..., int]) -> None:
    team = hub()
    run_id = ask(team)
    do(propose_second, run_id)
    build(run_id)
    found = in_trust(lambda act: load_team(act.trust_id, team, on=timezone.localdate()))
    rows(Release).filter(id=found.releases[0].id).update(visible=False)
    assert "no release that people can see" in do(build_proposed, run_id).failure


def test_a_name_taken_meanwhile_is_said(hub: Callable[..., int]) -> None:
    run_id = ask(hub())
    do(propose_second, run_id)
    build(run_id)
    rows(Team).create(trust_id=1, name="Flow hub 2", starts=LONG_AGO)
    assert do(build_proposed, run_id).failure == CLASH


def test_rights_are_asked_again_when_the_work_is_done(hub: Callable[..., int]) -> None:
    team = hub()
    run_id = ask(team)
    rows(Access).filter(role=Role.CDIO).update(role=Role.FIN)
    rows(Access).exclude(role=Role.FIN).delete()
    made = do(propose_second, run_id)
    assert (made.status, made.failure) == (
        "failed",
        "Your role (finance partner) may not assemble teams, and see who is proposed and why.",
    )


def test_who_may_propose_only_builds_nothing(hub: Callable[..., int]) -> None:
    run_id = ask(hub())
    do(propose_second, run_id)
    build(run_id)
    rows(Access).filter(role=Role.CDIO).delete()
    assert "may not accept proposed teams" in do(build_proposed, run_id).failure


@pytest.mark.parametrize(
    ("trouble", "words"),
    [(NotSolved("Not Set"), "No second team was found before the search stopped."), (IntegrityError("x"), BROKE)],
)
def test_what_goes_wrong_is_said_on_the_wish(
    hub: Callable[..., int], trouble: Exception, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise trouble

    run_id = ask(hub())
    monkeypatch.setattr(second_teams, "build_another", fail)
    if words == BROKE:
        with pytest.raises(IntegrityError):
            do(propose_second, run_id)
    else:
        do(propose_second, run_id)
    made = rows(SecondTeam).get(id=run_id)
    assert made.status == "failed"
    assert made.failure.startswith(words)


def test_nothing_is_there_that_is_not_there(hub: Callable[..., int]) -> None:
    hub()
    assert in_trust(lambda act: load_second(act.trust_id, 999)) is None
    second_teams._do(Errand("RXX", 1, user(), 999), "working")


def test_a_proposal_of_another_version_is_not_read() -> None:
    with pytest.raises(ValueError, match="version 7"):
        another_of({"version": 7})


def test_how_somebody_comes_to_a_place_is_kept(hub: Callable[..., int]) -> None:
    proposal = do(propose_second, ask(hub())).proposal
    gap = {"competency": "Safety", "level": 3, "people": 1, "wte": "0", "priority": 9, "nearly": ["D1"], "reason": ""}
    made = another_of({**proposal, "gaps": [gap]})
    assert {one.how for one in made.first} == {How.STAYS}
    assert plain_another(made)["gaps"] == [gap]
