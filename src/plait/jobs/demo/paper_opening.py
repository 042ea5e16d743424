"""Board papers of the demo: one with its file, and one that was opened to the administrator for a day, and shut."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plait.engine.papers import PaperFile
from plait.engine.permissions import Viewer
from plait.pack.paper import draw_paper
from plait.store.paging import Wanted
from plait.store.paper_files import attach_file
from plait.store.paper_openings import agree, ask_to_open, list_openings, shut
from plait.store.papers import PaperLine, list_papers
from plait.store.readings import PAPER, Opened, note_reading
from plait.store.writing import Act

PUBLISHED, DRAFT = "Patient record: choice of supplier", "Winter plan: beds that may close"
WISH = "The chief operating officer’s paper on beds for the next board"
REASON = "The secretary is away until Monday, and the site team must know today which beds the paper counts as closed."
LEAD = "An invented paper of an invented trust: two of three suppliers can be live on all sites within 18 months."
PARTS = (
    ("What the board is asked", "Choose the second supplier, with the ward’s own order sets kept for two years."),
    ("What was looked at", "Price, safety case, and what three trusts that use each of them said when asked."),
    ("What it costs", "The prices are in a private paper of the same meeting."),
)
DAYS_AGO = timedelta(days=9)


def keep_papers(viewer: Viewer, secretary: Act, director: Act, administrator: Act) -> None:
    """Attach the file of one paper; nine days ago another was opened to the administrator, and shut after two hours."""
    papers = {one.title: one for one in list_papers(viewer, Wanted(limit=None), on=secretary.day).rows}
    chosen = papers[PUBLISHED]
    file = PaperFile("choice-of-supplier.pdf", "pdf", draw_paper(PUBLISHED, LEAD, PARTS, on=chosen.held_on))
    attach_file(secretary, chosen, file, version=chosen.version)
    _open(papers[DRAFT], secretary, director, administrator)


def _open(paper: PaperLine, secretary: Act, director: Act, administrator: Act) -> None:
    asked = secretary.at - DAYS_AGO
    number = ask_to_open(replace(administrator, at=asked), WISH, REASON)
    [waiting] = list_openings(secretary.trust_id)
    agree(replace(director, at=asked + timedelta(minutes=20)), waiting, paper)
    note_reading(replace(administrator, at=asked + timedelta(minutes=31)), Opened(PAPER, paper.id, paper.title, number))
    [opened] = list_openings(secretary.trust_id)
    shut(replace(director, at=asked + timedelta(hours=2)), opened)
