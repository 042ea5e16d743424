"""A question whose file has a fault: the pages name it, and every other question still answers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from plait.engine.litmus import judging
from plait.jobs.judging import judge_trust
from tests.registers import Site, read

RAISES = """
from dataclasses import replace
from plait.engine.litmus.questions.team_sizes import TEST as SIZES
TEST = replace(SIZES, slug="counts-badly", question="Does it count?", judge=lambda trust: 1 / 0)
"""


@pytest.fixture
def _faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two more question files beside those of Plait: one raises as it judges, one cannot be loaded."""
    folder = tmp_path / "faulty_questions"
    folder.mkdir()
    for name, text in {"__init__": "", "counts_badly": RAISES, "no_grammar": "def judge(:\n"}.items():
        (folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    every = judging.load_questions() + judging.load_questions.__wrapped__("faulty_questions", (str(folder),))
    monkeypatch.setattr(judging, "load_questions", lambda: every)
    for name in [name for name in sys.modules if name.startswith("faulty_questions")]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.django_db
@pytest.mark.usefixtures("_faulty")
def test_the_page_names_a_question_file_with_a_fault_and_the_others_still_show(site: Site) -> None:
    judge_trust(site.trust.pk)
    browser = site.browser("BM")
    home = read(browser, "/t/PLA/")
    assert "The question counts-badly has a fault: counts-badly: ZeroDivisionError in counts_badly.py, line 4" in home
    assert "The question no-grammar has a fault: no_grammar: SyntaxError" in home
    assert "This question’s file has a fault: counts-badly: Zero" in read(browser, "/t/PLA/questions/counts-badly/")
    test = read(browser, "/t/PLA/tests/operating-model/")
    assert "We cannot tell. The question file counts-badly has a fault." in test
    assert "0 of 1 team has 5 to 9 people. Access team has 3." in test
    assert browser.get("/t/PLA/questions/no-grammar/").status_code == 404
