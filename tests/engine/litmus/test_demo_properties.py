"""What must hold of every question on trusts as rich as real ones: the invented trusts, whole and thinned."""

from dataclasses import fields, replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plait.engine.demo.history import INVENTED_TRUSTS, InventedTrust
from plait.engine.frameworks.shipped import shipped_competencies
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import OWN_AGES, judge, judge_all, questions
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.sheets import Entry
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_entries
from plait.engine.workbook import BY_NAME
from tests.engine.test_demo_history import ON, told

SHEETS_OF = {
    "roles": ("leadership roles",),
    "holders": ("role holders",),
    "communities": ("communities", "community members"),
    "areas": ("clinical areas",),
    "visits": ("clinical visits",),
    "sessions": ("education sessions",),
    "targets": ("education targets",),
    "learning": ("board development",),
    "leave": ("long leave",),
    "meetings": ("board meetings",),
    "items": ("agenda items",),
    "decisions": ("board decisions",),
    "rights": ("standing rights",),
    "board_members": ("board members",),
    "attendance": ("board attendance",),
    "challenges": ("board challenges",),
    "actions": ("board actions",),
    "claims": ("accountability claims",),
    "settlements": ("accountability settlements",),
    "user_groups": ("user groups",),
    "rounds": ("research rounds",),
    "design_decisions": ("design decisions",),
    "voices": ("design voices",),
    "readings": ("outcomes", "observations"),
    "objectives": ("strategic objectives",),
    "not_chosen": ("not chosen",),
}
"""The sheets that state each kind of record, where they are not called like it."""
FOR_ALL = frozenset(("staff_groups", "competencies", "thresholds"))
"""What any question may go by, whichever sheets it rests on: the trust's lists, and its own thresholds."""
OF_OTHER_TRUSTS = frozenset(("appointments", "loans"))
"""What stands in no file of a trust: records of appointments, and people whom others lend."""
KINDS = tuple(
    field.name for field in fields(Trust) if str(field.type).startswith("tuple") and field.name not in OF_OTHER_TRUSTS
)
IN_NO_FILE = frozenset(("leader-brings-experience",))
"""Questions about what is recorded by page alone."""
SHARES = (1.0, 1.0, 0.95, 0.6, 0.2, 0.0)


@cache
def picture(trust: InventedTrust) -> Trust:
    """An invented trust as its files leave it, every sheet fresh."""
    entries = [
        Entry(sheet, values, sheet, line, key)
        for sheet, rows in told(trust).sheets.items()
        for line, (key, values) in enumerate(rows.items(), 2)
    ]
    start = Trust(
        trust.code, trust.name, ON, staff_groups=USUAL_STAFF_GROUPS, competencies=shipped_competencies(),
        feeds=dict.fromkeys(BY_NAME, ON),
    )  # fmt: skip
    return trust_of_entries(entries, start=start, file="demo.xlsx")


def rich(seed: int) -> Trust:
    """An invented trust of whose rows some kinds are whole, some thinned and some gone."""
    chance = Random(seed)
    whole = picture(chance.choice(INVENTED_TRUSTS))
    kept: dict[str, Any] = {}
    for kind in sorted(set(KINDS) - FOR_ALL):
        share = chance.choice(SHARES)
        kept[kind] = tuple(row for row in getattr(whole, kind) if chance.random() < share)
    return replace(whole, **kept)


rich_trusts = st.integers(0, 2**32).map(rich)
some = settings(max_examples=60, deadline=None)


def findings(of: Trust) -> dict[str, Finding]:
    judged = judge_all(of)
    assert [one.fault for one in judged if one.fault] == []
    return {one.slug: one.finding for one in judged}


def without_names(finding: Finding) -> Finding:
    """Who is named beside a row, as the holder beside a role, may come from a sheet the verdict does not rest on."""
    return replace(finding, evidence=tuple(replace(row, people=()) for row in finding.evidence))


def sheets_of(kind: str) -> tuple[str, ...]:
    return SHEETS_OF.get(kind, (kind,))


def test_every_kind_of_record_has_its_sheet() -> None:
    assert {sheet for kind in set(KINDS) - FOR_ALL for sheet in sheets_of(kind)} <= set(BY_NAME)


def test_thinned_trusts_are_no_trivial_ones() -> None:
    seen = {(slug, found.verdict) for seed in range(40) for slug, found in findings(rich(seed)).items()}
    judged = {one.slug for one in questions() if not one.waits_for} - IN_NO_FILE
    assert {slug for slug, verdict in seen if verdict is not Verdict.NOT_ENOUGH_EVIDENCE} == judged
    for verdict in Verdict:
        assert verdict in {one for _, one in seen}


@some
@given(rich_trusts, st.integers())
def test_the_order_of_rows_changes_nothing(of: Trust, seed: int) -> None:
    chance = Random(seed)
    shuffled: dict[str, Any] = {
        kind: tuple(chance.sample(rows, len(rows))) for kind in KINDS for rows in [getattr(of, kind)]
    }
    assert findings(replace(of, **shuffled)) == findings(of)


@some
@given(rich_trusts, rich_trusts)
def test_rows_of_sheets_a_question_does_not_rest_on_change_nothing(of: Trust, other: Trust) -> None:
    for test in questions():
        foreign = [kind for kind in set(KINDS) - FOR_ALL if not set(sheets_of(kind)) & set(test.sheets)]
        more: dict[str, Any] = {kind: getattr(of, kind) + getattr(other, kind) for kind in foreign}
        none: dict[str, Any] = dict.fromkeys(foreign, ())
        found = without_names(judge(test, of))
        assert without_names(judge(test, replace(of, **more))) == found, test.slug
        assert without_names(judge(test, replace(of, **none))) == found, test.slug


@some
@given(rich_trusts, st.sampled_from(sorted(BY_NAME)), st.sampled_from(("gone", "stale", "gone with its rows")))
def test_taking_a_feed_away_never_makes_a_verdict_better(of: Trust, sheet: str, how: str) -> None:
    """The rows of a sheet that a question only reads too may tell, like whose leave it is; not whether it was sent."""
    feeds = {name: confirmed for name, confirmed in of.feeds.items() if name != sheet}
    if how == "stale":
        feeds[sheet] = ON - timedelta(days=max(400, OWN_AGES.get(sheet, 0)) + 1)
    own = [kind for kind in set(KINDS) - FOR_ALL if sheet in sheets_of(kind)] if "rows" in how else []
    rows: dict[str, Any] = dict.fromkeys(own, ())
    poorer = replace(of, feeds=feeds, **rows)
    for test in questions():
        before, after = judge(test, of), judge(test, poorer)
        if sheet in test.feeds:
            assert after.verdict is Verdict.NOT_ENOUGH_EVIDENCE, test.slug
        elif not own or sheet not in test.reads_too:
            assert without_names(after) == without_names(before), test.slug


@pytest.mark.parametrize("test", questions(), ids=lambda test: test.slug)
@pytest.mark.parametrize("invented", INVENTED_TRUSTS, ids=lambda trust: trust.code)
def test_a_finding_on_an_invented_trust_reads_well_and_names_nobody(test: Litmus, invented: InventedTrust) -> None:
    of = picture(invented)
    finding = judge(test, of)
    assert all(len(sentence.split()) <= 20 for sentence in finding.sentence.split(". "))
    assert finding.sentence.startswith("We cannot tell.") == (finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE)
    assert all(len(row.cells) + 1 == len(finding.columns) for row in finding.evidence)
    words = f"{finding.sentence} {finding.would_count} {[(row.label, *row.cells) for row in finding.evidence]}"
    assert not [one.name for one in of.people if one.name in words]
