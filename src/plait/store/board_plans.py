"""The plan to the next board: chosen, changed, found again with what was predicted and what was seen since."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import IntegrityError

from plait.engine.board_sheets import BOARD, PUBLISHED
from plait.engine.litmus.moves.board_plan import BoardPlan, Chosen, Planned
from plait.engine.litmus.moves.kinds import Shown
from plait.engine.litmus.moves.plans import Checked, Followed, Predicted
from plait.engine.litmus.tried import Effect, Move, Tried
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.store.history import HistoryLine, load_history, rows_of
from plait.store.models import Meeting, PlanFinding, PlannedMove
from plait.store.selecting import select
from plait.store.tried import read_effects, read_tried
from plait.store.writing import Act, Row, StaleRecord, kind_of, read_rows_by, writing

PLANS = """
    SELECT m.*, f.predicted, f.followed
    FROM store_plannedmove m LEFT JOIN store_planfinding f ON f.trust_id = m.trust_id AND f.board_on = m.board_on
    WHERE m.trust_id = %(trust)s ORDER BY m.board_on DESC, m.due_on, m.id"""


def load_plans(trust_id: int) -> tuple[BoardPlan, ...]:
    """Every plan of a trust, the latest board first; one query, however many there are."""
    rows = groupby(select(PLANS, {"trust": trust_id}), key=itemgetter("board_on"))
    return tuple(_plan(on, list(of_board)) for on, of_board in rows)


def save_plan(act: Act, board_on: date, chosen: Sequence[Chosen], *, seen: Mapping[int, int]) -> bool:
    """Make the plan to the next board say just these moves; False where it says so already.

    `seen` is the version of each of its rows as it was shown. StaleRecord when somebody changed it since.
    """
    rows = read_rows_by(PlannedMove, trust_id=act.trust_id, board_on__gte=act.day)
    now = {row["id"]: row["version"] for row in rows}
    if now != dict(seen):
        raise StaleRecord(kind_of(PlannedMove), sorted(now))
    stand, wanted = {_key(row): row for row in rows}, {one.move.key: one for one in chosen}
    both = [(row, _columns(wanted[key], board_on)) for key, row in stand.items() if key in wanted]
    changes = [(row, new) for row, new in both if any(row[name] != value for name, value in new.items())]
    added = [_row(one, board_on, act) for key, one in wanted.items() if key not in stand]
    removed = [row for key, row in stand.items() if key not in wanted]
    if not (changes or added or removed):
        return False
    try:
        with writing(act) as pen:
            pen.remove(PlannedMove, removed)
            pen.change(PlannedMove, changes)
            pen.add(PlannedMove, added, action="chosen")
    except IntegrityError as taken:  # somebody else chose the same move in this very moment
        raise StaleRecord(kind_of(PlannedMove), sorted(now)) from taken
    return True


def next_board_day(trust_id: int, *, on: date, drafts: bool) -> date | None:
    """The day of the next meeting of the board from a day on; meetings in draft count for those who read them."""
    ahead = Meeting.objects.filter(trust_id=trust_id, kind=BOARD, held_on__gte=on)
    known = ahead if drafts else ahead.filter(status=PUBLISHED)
    return known.order_by("held_on").values_list("held_on", flat=True).first()


def _key(row: Row) -> str:
    return Move(row["kind"], row["subject"], row["detail"]).key


def _columns(one: Chosen, board_on: date) -> Row:
    return {"board_on": board_on, "owner": one.owner, "due_on": one.due_on, "figure": one.move.figure}


def _row(one: Chosen, board_on: date, act: Act) -> Row:
    said = {"title": one.title, "needs": one.needs, "decides": one.decides}
    made = {"chosen_by": act.by_name, "chosen_on": act.day}
    return {**asdict(one.move), **said, **_columns(one, board_on), **made}


def load_plan_history(trust_id: int) -> tuple[HistoryLine, ...]:
    """What happened to the moves of every plan, the latest first."""
    return load_history(trust_id, rows_of((PlannedMove,), trust_id=trust_id))


def save_prediction(
    trust_id: int, board_on: date, predicted: Predicted | None, followed: Followed, at: datetime
) -> None:
    """Keep what a worker found of a plan, in place of what it found before."""
    plain = {
        "predicted": _plain_prediction(predicted) if predicted else {},
        "followed": _plain_followed(followed),
        "judged_at": at,
    }
    PlanFinding.objects.update_or_create(trust_id=trust_id, board_on=board_on, defaults=plain)


def _planned(row: Row) -> Planned:
    chosen = Chosen(
        Move(row["kind"], row["subject"], row["detail"], row["figure"]),
        row["owner"],
        row["due_on"],
        row["title"],
        row["needs"],
        row["decides"],
    )
    return Planned(row["id"], row["version"], chosen, row["chosen_by"], row["chosen_on"])


def _plan(on: date, rows: Sequence[Row]) -> BoardPlan:
    predicted, followed = (json.loads(rows[0][name] or "{}") for name in ("predicted", "followed"))
    return BoardPlan(
        on,
        tuple(_planned(row) for row in rows),
        _read_prediction(predicted) if predicted else None,
        _read_followed(followed) if followed else None,
    )


def _plain_effect(one: Effect) -> dict[str, Any]:
    return {**asdict(one), "starts": one.starts.isoformat() if one.starts else None}


def _plain_tried(one: Tried) -> dict[str, Any]:
    effects = {name: [_plain_effect(each) for each in getattr(one, name)] for name in ("effects", "tests")}
    return {**asdict(one), **effects}


def _plain_prediction(one: Predicted) -> dict[str, Any]:
    return {
        "on": one.on.isoformat(),
        "keys": one.keys,
        "tried": _plain_tried(one.tried),
        "expected": [_plain_effect(each) for each in one.expected],
        "rows": dict(one.rows),
        "excluded": [[asdict(move) for move in pair] for pair in one.excluded],
        "idle": [asdict(move) for move in one.idle],
    }


def _read_prediction(plain: Mapping[str, Any]) -> Predicted:
    return Predicted(
        date.fromisoformat(plain["on"]),
        tuple(plain["keys"]),
        read_tried([plain["tried"]])[0],
        read_effects(plain["expected"]),
        {slug: tuple((label, against) for label, against in rows) for slug, rows in plain["rows"].items()},
        tuple((Move(**one), Move(**other)) for one, other in plain["excluded"]),
        tuple(Move(**one) for one in plain["idle"]),
    )


def _plain_followed(one: Followed) -> dict[str, Any]:
    return {
        "on": one.on.isoformat(),
        "done": {key: {"words": shown.words, "origin": _plain_origin(shown.origin)} for key, shown in one.done.items()},
        "checks": [
            {"expected": _plain_effect(each.expected), "now": each.now, "is_due": each.is_due, "why": each.why}
            for each in one.checks
        ],
    }


def _read_followed(plain: Mapping[str, Any]) -> Followed:
    return Followed(
        date.fromisoformat(plain["on"]),
        {key: Shown(shown["words"], _read_origin(shown["origin"])) for key, shown in plain["done"].items()},
        tuple(
            Checked(read_effects([one["expected"]])[0], Verdict(one["now"]), one["is_due"], tuple(one["why"]))
            for one in plain["checks"]
        ),
    )


def _plain_origin(origin: Origin | None) -> dict[str, Any] | None:
    return {**asdict(origin), "on": origin.on.isoformat() if origin.on else None} if origin else None


def _read_origin(plain: Mapping[str, Any] | None) -> Origin | None:
    return Origin(**{**plain, "on": date.fromisoformat(plain["on"]) if plain["on"] else None}) if plain else None
