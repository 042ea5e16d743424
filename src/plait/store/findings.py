"""What was judged, kept with its day, the revision of the record and the version of the rules."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from plait.engine.litmus.earlier import Earlier
from plait.engine.litmus.findings import EvidenceRow, FeedUsed, Finding
from plait.engine.litmus.judging import Judged, explain, questions, rules_version
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.small_numbers import Counted
from plait.engine.thresholds import OwnThreshold
from plait.store import models
from plait.store.explanations import load_explanations
from plait.store.names import NAMED
from plait.store.selecting import select
from plait.store.tried import read_tried
from plait.store.writing import Row, insert_rows


@dataclass(frozen=True, slots=True)
class Findings:
    """The latest findings of a trust: from which revision of the record, when, and how many changes since."""

    judged: tuple[Judged, ...]
    on: date | None = None
    judged_at: datetime | None = None
    revision: int = 0
    changes_since: int = 0


def load_revision(trust_id: int) -> int:
    """The revision of a trust's record, read before the trust is loaded, so that no later change hides behind it."""
    return int(models.Trust.objects.values_list("revision", flat=True).get(id=trust_id))


def are_by_other_rules(trust_id: int) -> bool:
    """Were the latest findings of a trust made by another version of the rules? False where there are none."""
    latest = models.Finding.objects.filter(trust_id=trust_id).order_by("-on").values_list("rules", flat=True).first()
    return latest is not None and latest != rules_version()


def save_findings(trust_id: int, judged: Sequence[Judged], *, on: date, revision: int, at: datetime) -> None:
    """Keep the findings of a day, in place of earlier ones of the same day; none from an older revision."""
    with transaction.atomic():
        of_day = models.Finding.objects.select_for_update().filter(trust_id=trust_id, on=on)
        if of_day.filter(revision__gt=revision).exists():
            return
        of_day.delete()
        rows = [
            {"trust_id": trust_id, "question": one.slug, "on": on, "revision": revision, "rules": rules_version()}
            | {"verdict": one.finding.verdict.value, "sentence": one.finding.sentence, "judged_at": at}
            | {"detail": _detail(one)}
            for one in judged
        ]
        insert_rows(models.Finding, rows)


# A page of many questions shows no rows of theirs, so only the question asked for brings its evidence along.
LATEST = """
    SELECT f.question, f."on", f.verdict, f.sentence, f.judged_at, f.revision, t.revision - f.revision AS changes_since,
        CASE WHEN %(whole)s IN (f.question, '*') THEN f.detail
            ELSE f.detail - ARRAY['evidence', 'columns'] END AS detail
    FROM store_finding f JOIN store_trust t ON t.id = f.trust_id
    WHERE f.trust_id = %(trust)s AND f."on" = (
        SELECT max(l."on") FROM store_finding l WHERE l.trust_id = %(trust)s AND l."on" <= %(on)s)"""


def load_findings(trust_id: int, *, on: date) -> Findings:
    """The findings of the latest day up to `on`, without the rows behind them; two queries, and never the Trust."""
    return _load(trust_id, "", on)


def load_findings_whole(trust_id: int, *, on: date) -> Findings:
    """As `load_findings`, with the rows behind each of them: for a file of all, never for a page."""
    return _load(trust_id, "*", on)


def load_finding(trust_id: int, question: str, *, on: date) -> tuple[Findings, Judged | None]:
    """The finding of one question with its rows, and the day and revision it was judged on; None when it never was."""
    findings = _load(trust_id, question, on)
    return findings, next((one for one in findings.judged if one.slug == question), None)


def _load(trust_id: int, whole: str, on: date) -> Findings:
    rows = select(LATEST, {"trust": trust_id, "whole": whole, "on": on})
    if not rows:
        return Findings(())
    by_slug = {litmus.slug: litmus for litmus in questions()}
    order = {slug: place for place, slug in enumerate(by_slug)}
    rows.sort(key=lambda row: (order.get(row["question"], len(order)), row["question"]))
    judged = explain((_judged(row, by_slug.get(row["question"])) for row in rows), load_explanations(trust_id))
    latest = rows[0]
    return Findings(judged, latest["on"], latest["judged_at"], latest["revision"], latest["changes_since"])


def load_people_named(trust_id: int, numbers: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Employee number to id of the employment and name, for rows that name people to those who may see them."""
    rows = models.Employment.objects.filter(trust_id=trust_id, employee_number__in=set(numbers))
    columns = rows.values_list("employee_number", "id", "person__name")
    return {number: (id, name) for number, id, name in columns}


def load_teams_named(trust_id: int, names: Iterable[str]) -> dict[str, int]:
    """Name to id of each team that has one of these names; of several in the course of time, the latest."""
    teams = models.Team.objects.filter(trust_id=trust_id, name__in=set(names)).order_by("starts")
    return dict(teams.values_list("name", "id"))


def load_ids_named(trust_id: int, sheet: str, names: Iterable[str]) -> dict[str, int]:
    """Name to id of each record of a register that has one of these names, like a leadership role or a territory."""
    model, column = NAMED[sheet]
    rows = model._default_manager.filter(trust_id=trust_id, **{f"{column}__in": set(names)})
    return dict(rows.values_list(column, "id"))


def load_titles_held(trust_id: int, numbers: Iterable[str], *, on: date) -> dict[str, tuple[int, str]]:
    """As `load_people_named`, with the job title of the day in place of the name; for rows that show people by role."""
    held = models.Assignment.objects.filter(trust_id=trust_id, employment__employee_number__in=set(numbers))
    columns = ("employment__employee_number", "employment_id", "job_title")
    rows = held.filter(Q(ends=None) | Q(ends__gt=on), starts__lte=on).values_list(*columns)
    return {number: (id, title or "No job title") for number, id, title in rows}


def load_feed_dates(trust_id: int) -> dict[str, date]:
    """The day each sheet of a trust was last imported, edited or sent again unchanged."""
    return dict(models.FeedDate.objects.filter(trust_id=trust_id).values_list("sheet", "confirmed_on"))


def _detail(judged: Judged) -> dict[str, Any]:
    finding = judged.finding
    return {
        "columns": finding.columns,
        "evidence": [asdict(row) for row in finding.evidence],
        "would_count": finding.would_count,
        "feeds": [asdict(feed) for feed in finding.feeds],
        "fault": judged.fault,
        "own": asdict(finding.own) if finding.own else None,
        "by_default": finding.by_default,
        "counted": asdict(finding.counted) if finding.counted else None,
        "earlier": asdict(judged.earlier) if judged.earlier else None,
        "tried": [asdict(tried) for tried in judged.tried],
    }


def _judged(row: Row, litmus: Litmus | None) -> Judged:
    detail = json.loads(row["detail"])
    finding = Finding(
        Verdict(row["verdict"]),
        row["sentence"],
        tuple(detail.get("columns", ())),
        tuple(_evidence(plain) for plain in detail.get("evidence", ())),
        detail["would_count"],
        tuple(FeedUsed(**{**feed, "confirmed_on": _day(feed["confirmed_on"])}) for feed in detail["feeds"]),
        _own(detail.get("own")),  # what was judged before there were any has none
        Verdict(detail["by_default"]) if detail.get("by_default") else None,
        _counted(detail.get("counted")),
    )
    tried = read_tried(detail.get("tried", ()))  # what was judged before moves were tried has none
    return Judged(row["question"], finding, litmus, detail["fault"], None, _earlier(detail.get("earlier")), tried)


def _earlier(plain: Mapping[str, Any] | None) -> Earlier | None:
    return Earlier(date.fromisoformat(plain["on"]), Verdict(plain["verdict"])) if plain else None


def _evidence(plain: Mapping[str, Any]) -> EvidenceRow:
    return EvidenceRow(
        plain["label"],
        tuple(plain["cells"]),
        plain["is_highlighted"],
        _origin(plain["origin"]),
        tuple(plain["people"]),
        plain.get("is_absent", False),  # what was judged before says nothing of it
    )


def _counted(plain: Mapping[str, Any] | None) -> Counted | None:
    return Counted(**{**plain, **{name: tuple(plain[name]) for name in ("columns", "hidden")}}) if plain else None


def _own(plain: Mapping[str, Any] | None) -> OwnThreshold | None:
    if plain is None:
        return None
    days = {name: _day(plain[name]) for name in ("starts", "ends")}
    return OwnThreshold(**{**plain, **days, "value": Decimal(plain["value"]), "origin": _origin(plain["origin"])})


def _origin(plain: Mapping[str, Any] | None) -> Origin | None:
    return Origin(**{**plain, "on": _day(plain["on"])}) if plain else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
