"""The trust's setting of team sizes: written once, over what was seen, with its event and a wish to judge."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from plait.engine.trust import TeamSizes
from plait.store.findings import load_revision
from plait.store.history import load_history
from plait.store.sizes import load_size_setting, save_size_setting
from plait.store.snapshot import load_trust
from plait.store.taking_back import take_back
from plait.store.writing import JUDGING, Act, StaleRecord
from tests.books import JUNE

SMALL, WHY = TeamSizes(least=4, most=8), "Three sites"


def test_a_trust_begins_with_our_default_that_nobody_chose(act: Act) -> None:
    setting = load_size_setting(act.trust_id)
    assert (setting.sizes, setting.reason, setting.by, setting.at) == (TeamSizes(), "", "", None)


def test_a_setting_is_kept_with_who_and_when_and_asks_to_judge_again(act: Act) -> None:
    before = load_revision(act.trust_id)
    assert save_size_setting(act, SMALL, WHY, version=1)
    setting = load_size_setting(act.trust_id)
    assert (setting.sizes, setting.reason, setting.version) == (SMALL, WHY, 2)
    assert (setting.by, setting.at) == (act.by_name, act.at)
    assert load_trust("PLA", on=JUNE).sizes == SMALL
    assert load_revision(act.trust_id) == before + 1
    assert ProcrastinateJob.objects.filter(task_name=JUDGING, status="todo").count() == 1
    [line] = load_history(act.trust_id, {"trust": [act.trust_id]})
    assert [(one.column, one.before, one.after) for one in line.changes] == [
        ("team least", "5", "4"),
        ("team most", "9", "8"),
        ("team sizes reason", "", WHY),
    ]


def test_the_same_setting_again_writes_nothing(act: Act) -> None:
    save_size_setting(act, SMALL, WHY, version=1)
    assert not save_size_setting(act, SMALL, WHY, version=2)
    assert load_size_setting(act.trust_id).version == 2


def test_the_second_of_two_writers_is_refused(act: Act) -> None:
    save_size_setting(act, SMALL, WHY, version=1)
    with pytest.raises(StaleRecord):
        save_size_setting(act, TeamSizes(least=6, most=9), WHY, version=1)
    assert load_size_setting(act.trust_id).sizes == SMALL


def test_a_setting_is_taken_back_by_whoever_made_it(act: Act) -> None:
    asked = Act(act.trust_id, act.by, act.by_name, act.at, request="r1")
    save_size_setting(asked, SMALL, WHY, version=1)
    take_back(act, "r1")
    assert load_size_setting(act.trust_id).sizes == TeamSizes()
