"""The reference pages say what the questions say today."""

from pathlib import Path

import pytest

from plait.engine.litmus.judging import questions
from tools.question_pages import FOLDER, pages, write_pages

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", pages())
def test_a_page_is_current(name: str) -> None:
    kept = (ROOT / FOLDER / name).read_text(encoding="utf-8")
    assert kept == pages()[name], "Make the pages again: python -m tools.question_pages"


def test_there_is_a_page_for_each_question_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("A question that is no more.")
    write_pages(tmp_path)
    wanted = {"index.md", *(f"{test.slug}.md" for test in questions())}
    assert {path.name for path in tmp_path.iterdir()} == wanted
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == wanted
