"""Evidence for an assessment by page: by role, as a list, as a workbook."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from plait.jobs.judging import judge_trust
from tests.registers import Site, count_queries, read, read_rows

PAGE = "/t/PLA/assessment/"
pytestmark = pytest.mark.django_db


def test_each_measure_says_what_can_be_shown_and_what_nothing_shows(site: Site) -> None:
    assert "<b>We cannot tell. Nothing has been judged yet.</b>" in read(site.browser("BM"), PAGE)
    site.see()
    judge_trust(site.trust.pk)
    page = read(site.browser("BM"), PAGE)
    assert "Plait has questions for 4 of 7 success measures, and none for 3." in page
    safe = page.partition("<h2>Safe practice</h2>")[2].partition("<h2>")[0]
    assert "Nothing that Plait asks is evidence for this measure yet." in safe
    assert "/t/PLA/questions/teams-are-fused/" in page
    assert "score of its own" in page
    rows = read_rows(site.browser("FIN"), f"{PAGE}?format=csv")
    fused = next(row for row in rows if row["Sheet of the rows"] == "teams-are-fused")
    assert (fused["Source of the threshold"], fused["Rows"]) == ("Our default", "1")


def test_the_workbook_holds_rows_as_the_reader_may_see_them(site: Site) -> None:
    site.see()
    judge_trust(site.trust.pk)
    named: dict[str, bool] = {}
    for role in ("EX", "BM", "FIN", "RO"):
        answer = site.browser(role).get(f"{PAGE}?format=xlsx")
        assert answer["Content-Disposition"] == 'attachment; filename="assessment.xlsx"'
        book = load_workbook(io.BytesIO(answer.content))
        assert book.sheetnames[0] == "Success measures"
        assert [cell.value for cell in book["teams-are-fused"][1]][-3:] == ["File", "Sheet", "Line"]
        named[role] = "Bo Price" in str([cell.value for sheet in book for row in sheet.iter_rows() for cell in row])
    assert named == {"EX": True, "BM": False, "FIN": False, "RO": False}


@pytest.mark.parametrize("role", ["ADM"])
def test_who_reads_no_verdicts_reads_none_here(site: Site, role: str) -> None:
    for address in (PAGE, f"{PAGE}?format=xlsx", f"{PAGE}?format=csv"):
        assert site.browser(role).get(address).status_code == 403


def test_a_workbook_of_all_takes_few_queries(site: Site) -> None:
    site.see()
    judge_trust(site.trust.pk)
    assert count_queries(site.browser("EX"), f"{PAGE}?format=xlsx") <= 20
