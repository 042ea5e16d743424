"""What the filled trust has of its board: a published pack, and a paper with its file."""

from __future__ import annotations

from plait.engine.board_packs import CIRCULATED, PUBLISHED, STATES
from plait.engine.papers import PaperFile
from plait.engine.permissions import Role, Viewer
from plait.jobs.packs import content_for
from plait.jobs.printing import print_pack
from plait.pack.board_pack import put_together
from plait.pack.document import mark_of, snapshot_of
from plait.store.packs import ask, find_pack, keep, move
from plait.store.paging import Wanted
from plait.store.paper_files import attach_file
from plait.store.paper_openings import ask_to_open
from plait.store.papers import list_papers
from tests.registers import Site


def attach(site: Site) -> None:
    """The board paper has its file."""
    site.see()
    [paper] = list_papers(_viewer(site), Wanted(limit=None), on=site.act.day).rows
    attach_file(site.act, paper, PaperFile("case.pdf", "pdf", b"%PDF-1.7 %%EOF"), version=paper.version)


def asked(site: Site) -> int:
    """Somebody asked for a paper that is not published, and nobody has answered."""
    site.see()
    return ask_to_open(site.act, "The winter plan", "The secretary is away and beds close today.")


def packed(site: Site) -> int:
    """A board pack of today as a worker leaves it, which is published."""
    site.see()
    snapshot = snapshot_of(put_together(content_for(_viewer(site), on=site.act.day)))
    number, _ = ask(site.act, site.act.day)
    keep(site.act, number, print_pack(snapshot), {"mark": mark_of(snapshot), "release": "0.1.0"})
    for state in (CIRCULATED, PUBLISHED):
        pack = find_pack(site.trust.pk, number, STATES)
        assert pack is not None
        move(site.act, pack, state, version=pack.version)
    return number


def _viewer(site: Site) -> Viewer:
    """Whoever reads least of the trust."""
    return Viewer(0, "", site.trust.pk, "PLA", site.trust.name, is_invented=False, roles=frozenset({Role.RO}))
