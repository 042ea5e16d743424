"""What the title of an agenda item suggests."""

from __future__ import annotations

import pytest

from plait.engine.board_sheets import TAG_CHOICES
from plait.engine.tagging import WORDS, Suggested, suggested_tag
from tests.agendas import FOURTEEN


@pytest.mark.parametrize(
    ("title", "tag", "word"),
    [
        ("Electronic prescribing: progress", "digital", "electronic"),
        ("Finance report, month 4, and the capital plan", "finance", "finance"),
        ("Quality and safety committee: chair’s report", "quality", "quality"),
        ("Strategy for data", "strategy", "strategy"),
        ("Cyber and data, and what it costs in capital", "digital", "cyber"),
        ("Workforce: retention", "workforce", "workforce"),
        ("MINUTES of the last meeting", "other", "minutes of"),
    ],
)
def test_most_words_win_and_then_the_first(title: str, tag: str, word: str) -> None:
    assert suggested_tag(title) == Suggested(tag, word)


@pytest.mark.parametrize("title", ["", "Chief executive's report", "Itinerary", "Update"])
def test_where_no_word_speaks_nothing_is_suggested(title: str) -> None:
    assert suggested_tag(title) is None


def test_every_tag_may_be_suggested_and_no_other() -> None:
    assert set(WORDS) == set(TAG_CHOICES.values())


def test_an_agenda_of_fourteen_needs_two_looks() -> None:
    """What the secretary still has to choose of an invented agenda."""
    titles = [title for number, _, title, *_ in FOURTEEN if number]
    assert [title for title in titles if not suggested_tag(title)] == [
        "Chief executive's report", "Integrated performance report",
    ]  # fmt: skip
