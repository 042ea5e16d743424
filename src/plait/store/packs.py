"""Board packs: asked for, kept with their files and hashes, moved from draft to withdrawn, opened for ever."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import IntegrityError

from plait.engine.board_packs import DRAFT, FAILED, MAKING, MOVES
from plait.store.models import BoardPack, BoardPackFile
from plait.store.paging import Page, Wanted
from plait.store.selecting import select_page
from plait.store.writing import Act, Row, noting, read_rows_by

ENDINGS = ("html", "pdf", "xlsx", "json")
"""The files of a pack, the one to read first."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """One pack as pages show it."""

    id: int
    version: int
    on: date
    state: str
    asked_by: str
    asked_on: date
    moved_by: str
    moved_on: date | None
    release: str
    mark: str
    failure: str


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack as it was printed, and its hash."""

    ending: str
    sha256: str
    content: bytes


def list_packs(trust_id: int, states: Collection[str]) -> tuple[PackLine, ...]:
    """The packs in these states, the latest first."""
    rows = BoardPack.objects.filter(trust_id=trust_id, state__in=states).order_by("-on", "-id").values()
    return tuple(_line(row) for row in rows)


LISTED = """
    SELECT id, version, "on", state, asked_by, asked_on, moved_by, moved_on, release, mark, failure
    FROM store_boardpack WHERE trust_id = %(trust)s AND state = ANY(%(states)s)
    AND (%(state)s = '' OR state = %(state)s)
    AND (%(search)s = '' OR strpos(lower(concat_ws(' ', to_char("on", 'FMDD FMMonth YYYY'), asked_by, moved_by, mark)),
        lower(%(search)s)) > 0)"""
SORTS = {"on": '("on", id)', "state": "state", "asked": "asked_on", "moved": "moved_on"}


def page_packs(trust_id: int, states: Collection[str], wanted: Wanted) -> Page[PackLine]:
    """One page of the packs in these states; words are found in the day, who asked or moved it, and the snapshot."""
    asked = {"trust": trust_id, "states": list(states), "search": wanted.search}
    rows, total = select_page(LISTED, SORTS, wanted, {**asked, "state": wanted.filters.get("state", "")})
    return Page(tuple(map(_line, rows)), total)


def find_pack(trust_id: int, pack_id: int, states: Collection[str]) -> PackLine | None:
    """One pack; None when the trust has none of this number in one of these states."""
    row = BoardPack.objects.filter(trust_id=trust_id, id=pack_id, state__in=states).values().first()
    return _line(row) if row else None


def load_hashes(trust_id: int, pack_id: int) -> dict[str, str]:
    """The hash of each file of a pack, by its ending, without the files."""
    rows = BoardPackFile.objects.filter(trust_id=trust_id, pack_id=pack_id).values_list("ending", "sha256")
    found = dict(rows)
    return {ending: found[ending] for ending in ENDINGS if ending in found}


def load_file(trust_id: int, pack_id: int, ending: str) -> PackFile | None:
    """One file of a pack as it was printed; None when it has none of this kind."""
    row = BoardPackFile.objects.filter(trust_id=trust_id, pack_id=pack_id, ending=ending).first()
    return PackFile(row.ending, row.sha256, bytes(row.content)) if row else None


def ask(act: Act, on: date) -> tuple[int, bool]:
    """Keep the wish for a pack of a day: its number, and whether it is new; while one is made, that is the pack."""
    try:
        with noting(act) as pen:
            row = {"on": on, "state": MAKING, "asked_by": act.by_name, "asked_on": act.day}
            return pen.add(BoardPack, [row], action="asked")[0], True
    except IntegrityError:
        return BoardPack.objects.get(trust_id=act.trust_id, state=MAKING).pk, False


def keep(act: Act, pack_id: int, files: Mapping[str, bytes], told: Mapping[str, str]) -> None:
    """Keep the printed files of a pack, which is a draft from now on; nothing where it is no longer being made.

    `told` are its mark and the release that printed it.
    """
    with noting(act) as pen:
        waiting = _rows(act, pack_id, MAKING)
        if not waiting:
            return
        BoardPackFile.objects.bulk_create(
            BoardPackFile(
                trust_id=act.trust_id,
                pack_id=pack_id,
                ending=ending,
                sha256=sha256(content).hexdigest(),
                content=content,
            )
            for ending, content in files.items()
        )
        pen.change(BoardPack, [(waiting[0], {"state": DRAFT, **told})], action="made")


def fail(act: Act, pack_id: int, failure: str) -> None:
    """The making came to nothing, for this reason."""
    with noting(act) as pen:
        changes = [(row, {"state": FAILED, "failure": failure[:500]}) for row in _rows(act, pack_id, MAKING)]
        pen.change(BoardPack, changes, action="failed")


def move(act: Act, pack: PackLine, state: str, *, version: int) -> None:
    """Circulate, publish or withdraw a pack as it was seen; StaleRecord when it moved on.

    ValueError where that is not what comes next.
    """
    if state not in MOVES.get(pack.state, ()):
        raise ValueError(f"A pack that is {pack.state} is not {state} next.")
    with noting(act) as pen:
        new = {"state": state, "moved_by": act.by_name, "moved_on": act.day}
        rows = _rows(act, pack.id)
        pen.change(BoardPack, [({**row, "version": version}, new) for row in rows], action=state)


def _rows(act: Act, pack_id: int, *states: str) -> list[Row]:
    only = {"state__in": states} if states else {}
    return read_rows_by(BoardPack, trust_id=act.trust_id, id=pack_id, **only)


def _line(row: Any) -> PackLine:
    return PackLine(**{name: row[name] for name in PackLine.__dataclass_fields__})
