"""One finding as several readers see it: the same figures, and names only where the table allows them."""

from dataclasses import replace

import pytest

from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.judging import Judged, judge, questions
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.questions.teams_are_fused import TEST
from plait.engine.litmus.showing import people_read, read_finding, read_in_print, read_judged, show_finding
from plait.engine.litmus.verdicts import Verdict
from plait.engine.permissions import Action, Role, Scope, may
from plait.engine.small_numbers import TOO_FEW, TOO_FEW_IN_ALL, TOO_FEW_IN_PRINT, Counted
from tools.readers_page import PAGE, PEOPLE, TRUST, make_page, table_for, viewer_as

NAMES = {number: name for number, (name, _) in PEOPLE.items()}
TITLES = {number: title for number, (_, title) in PEOPLE.items()}


def test_the_page_of_readers_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == make_page(), "Make the page again: python -m tools.readers_page"


def test_a_board_member_and_a_finance_partner_read_the_same_finding_side_by_side() -> None:
    board, finance = (list(table_for(viewer_as(role))) for role in (Role.BM, Role.FIN))
    assert board == [
        "| Team | Digital | Clinical | Operational | Roles |\n|---|---|---|---|---|",
        "| Theatre lists | 1 | 0 | 1 | Data analyst; Theatre manager |",
        "| Discharge hub | 1 | 1 | 1 | Software developer; Ward sister; Bed manager |",
    ]
    assert finance == [
        "| Team | Digital | Clinical | Operational |\n|---|---|---|---|",
        "| Theatre lists | 1 | 0 | 1 |",
        "| Discharge hub | 1 | 1 | 1 |",
    ]


@pytest.mark.parametrize("role", Role)
def test_who_may_not_read_a_name_is_shown_none_even_when_it_is_handed_over(role: Role) -> None:
    finding, viewer = judge(TEST, TRUST), viewer_as(role)
    shown = str(show_finding(finding, viewer, NAMES).cells())
    scope = may(role, Action.READ_NAMED_EVIDENCE)
    own = {"1004", "1005"} if Scope.TEAMS in scope else set()
    allowed = set(PEOPLE) if Scope.TRUST in scope or Scope.ROLES in scope else own
    assert {number for number, name in NAMES.items() if name in shown} == allowed
    reach = people_read(finding, viewer)
    assert reach.named == (allowed if Scope.ROLES not in scope else set())
    assert reach.titled == (allowed if Scope.ROLES in scope else set())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("test", questions(), ids=lambda test: test.slug)
def test_figures_are_the_same_for_every_reader_and_name_nobody(test: Litmus, role: Role) -> None:
    for example in test.examples:
        finding = judge(test, example.trust)
        if finding.counted and Scope.TRUST not in may(role, Action[finding.counted.right]):
            continue
        shown = show_finding(finding, viewer_as(role), {})
        assert shown.columns == finding.columns
        assert shown.cells() == [[row.label, *row.cells] for row in finding.evidence]
        words = f"{shown.cells()}{finding.sentence}{finding.would_count}"
        assert not [one.name for one in example.trust.people if one.name in words]


FEW = Finding(
    Verdict.MET, "12 are active.", ("Site", "What", "Champions"),
    (
        EvidenceRow("West", ("Site", "0", "1"), is_highlighted=True), EvidenceRow("North", ("Site", "1", "2")),
        EvidenceRow("East", ("Site", "2", "9"), people=("1001",)),
    ),
    "2 more.",
)  # fmt: skip


def test_numbers_of_people_too_small_for_a_reader_are_shown_to_those_alone_who_may_read_the_people() -> None:
    some = replace(FEW, counted=Counted("READ_CHAMPIONS", (2,), (0, 2), is_whole=False))
    reader, board = (viewer_as(role) for role in (Role.RO, Role.BM))
    assert read_finding(some, board) is some
    shown = show_finding(some, reader, {})
    assert shown.cells() == [
        ["North", "Site", "1", "2"], ["East", "Site", "2", TOO_FEW], ["West", "Site", "0", TOO_FEW],
    ]  # fmt: skip
    assert not any(one.row.is_highlighted or one.row.people for one in shown.rows)
    [judged] = read_judged([Judged("few", some, None)], reader)
    assert (judged.finding.verdict, judged.finding.sentence) == (Verdict.MET, "12 are active.")


def test_of_too_few_people_the_sentence_tells_no_more_than_the_rows() -> None:
    few = replace(FEW, counted=Counted("READ_CHAMPIONS", (2,), (0, 1, 2), is_whole=True))
    read = read_finding(few, viewer_as(Role.RO))
    assert (read.verdict, read.sentence, read.would_count) == (Verdict.MET, TOO_FEW_IN_ALL, "")
    assert read.evidence == ()
    whole, part = (Judged("few", one, None) for one in (few, replace(FEW, counted=None)))
    printed = [one.finding.sentence for one in read_in_print([whole, part], viewer_as(Role.RO))]
    assert printed == [TOO_FEW_IN_PRINT, FEW.sentence], "paper is nobody's own, so it speaks of no role"
    some = replace(few, evidence=(), counted=Counted("READ_CHAMPIONS", (2,), (0, 2), is_whole=False))
    assert read_finding(some, viewer_as(Role.RO)).evidence == (), "a page of many questions has no rows of theirs"


def test_who_reads_some_names_is_told_why_a_row_has_none() -> None:
    finding = judge(TEST, TRUST)
    names = {number: NAMES[number] for number in ("1004", "1005")}
    theatre, hub = (row.who for row in show_finding(finding, viewer_as(Role.TL), names, most=1).rows)
    assert (theatre, hub) == ("Ed Mole and 1 more", "Names of your own teams only")


def test_a_row_that_counts_nobody_has_nobody_beside_it() -> None:
    rows = (EvidenceRow("Hub", ("1",), people=("1001",)), EvidenceRow("Empty", ("0",)))
    finding = Finding(Verdict.NOT_MET, "Both.", ("Team", "People"), rows)
    shown = show_finding(finding, viewer_as(Role.PMO), NAMES)
    assert [row.who for row in shown.rows] == ["Bo Price", ""]


def test_a_job_title_of_several_people_stands_once_with_how_many() -> None:
    row = EvidenceRow("Nursing", ("4",), people=("1", "2", "3", "4"))
    finding = Finding(Verdict.NOT_MET, "All.", ("Family", "People"), (row,))
    titles = {"1": "Midwife", "2": "Nurse", "3": "Midwife", "4": "Porter"}
    assert [one.who for one in show_finding(finding, viewer_as(Role.BM), titles).rows] == ["Midwife (2); Nurse; Porter"]
    cut = show_finding(finding, viewer_as(Role.BM), titles, most=1)
    assert [one.who for one in cut.rows] == ["Midwife (2) and 2 more"]
    alike = dict.fromkeys(titles, "Ann Lee")
    assert show_finding(finding, viewer_as(Role.PMO), alike).rows[0].who == "Ann Lee; Ann Lee; Ann Lee; Ann Lee"


def test_rows_about_roles_do_not_say_the_role_twice() -> None:
    roles = (EvidenceRow("Bed manager", ("1",), people=("1005",)), EvidenceRow("Nobody’s", ("0",)))
    finding, viewer = Finding(Verdict.MET, "1 role is held.", ("Role", "Held"), roles), viewer_as(Role.BM)
    plain = show_finding(finding, viewer, {"1005": "Bed manager"})
    assert (plain.columns, plain.has_who) == (("Role", "Held"), False)
    assert plain.cells() == [["Bed manager", "1"], ["Nobody’s", "0"]]
    assert show_finding(finding, viewer, {"1005": "Ward sister"}).columns == ("Role", "Held", "Roles")
