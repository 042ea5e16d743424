"""Propose a settlement of a territory, look at it before and after, and settle it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.accountability_sheets import SETTLEMENTS
from plait.engine.litmus.questions.one_person_answers import TEST
from plait.engine.permissions import Action, scope_of
from plait.engine.stated import stated, stated_text
from plait.store.accountability import TerritoryLine, list_claims, list_settlements, list_territories, load_territory
from plait.store.acting_up import list_away
from plait.store.editing import check_form
from plait.store.imports import Choices
from plait.store.paging import Wanted
from plait.store.settling import Ruling, counted, effect_on, find_bearer, find_standing, settle
from plait.store.thresholds import find_threshold
from plait.store.writing import StaleRecord
from plait.web.accountability.acting import still_answering
from plait.web.accountability.chart import held_by
from plait.web.accountability.proposing import Comparison, Known, compare_settled, settled_first, settled_words
from plait.web.accountability.settling import NOT_ONESELF, may_settle_of
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting import act_of
from plait.web.shared.editing import submission_of
from plait.web.shared.entry_form import Typed, column_field, fault_words, in_a_form, read_typed
from plait.web.shared.forms import FormPage
from plait.web.shared.jinja import full_date
from plait.web.shared.naming import find_named, tell_names
from plait.web.shared.notice import notice
from plait.web.shared.page import Choice, Fault, Link
from plait.web.shared.undo import undo_of

FIELDS = ("employee_number", "starts", "decided_on", "decision")
NOT_YOURS = "An executive who is not the person concerned settles it, or the board secretary. Send them this address."
CHANGED = "Somebody changed a claim meanwhile. Nothing is saved. Look at the comparison again, then settle."
TOGETHER = "Somebody settled this territory at the same moment. Nothing of yours is saved. Look at it again."


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """The form of a proposal, and, once it can be read, what it would change and who may settle it."""

    title: str
    back: Link
    form: FormPage
    compared: Comparison | None
    said: str
    hidden: tuple[tuple[str, str], ...]
    refused: str
    question: str


@dataclass(frozen=True, slots=True)
class Read:
    """What somebody wrote: the ruling it makes, or the form with what is wrong."""

    form: FormPage
    ruling: Ruling | None
    sent: tuple[tuple[str, str], ...] = ()


@needs(Action.EDIT_LEADERSHIP)
def propose_settlement(request: TrustRequest, territory_id: int) -> HttpResponse:
    """Who should answer for a territory from when on, by which decision: tried on a copy; posted, it is settled."""
    today = timezone.localdate()
    of = load_territory(request.viewer.trust_id, territory_id, on=today)
    if of is None:
        raise Http404
    if request.method == "POST":
        return _settle(request, of, today)
    read = _read(request, of, request.GET.dict(), today) if "decision" in request.GET else _empty(request, today)
    return _show(request, of, read, today)


def _settle(request: TrustRequest, of: TerritoryLine, today: date) -> HttpResponse:
    if not scope_of(request.viewer, Action.SETTLE):
        refuse(request, "settles nothing", Action.SETTLE)
    posted = request.POST.dict()
    read = _read(request, of, posted, today)
    if read.ruling is None:
        return _show(request, of, read, today, status=422)
    if wrong := _refused(request, read.ruling, today):
        return _show(request, of, _with_fault(read, *wrong), today, status=422)
    claims = counted(list_claims(request.viewer.trust_id, of.id))
    effect = effect_on(claims, read.ruling.bearer, read.ruling.starts)
    try:
        with transaction.atomic():
            settle(act_of(request), read.ruling, submission=submission_of(posted.get("submission", "")))
    except (IntegrityError, StaleRecord) as clash:
        standing = find_standing(request.viewer.trust_id, read.ruling)
        otherwise = CHANGED if isinstance(clash, StaleRecord) else TOGETHER
        fault = Fault(settled_first(read.ruling, standing) if standing else otherwise)
        again = _read(request, of, posted, today)
        form = replace(again.form, faults=(fault, *again.form.faults))
        return _show(request, of, replace(again, form=form), today, 409)
    here = f"/t/{request.viewer.trust_code}/accountability/{of.id}/"
    notice(request, settled_words(read.ruling, effect, claims), undo=undo_of(request, here))
    return redirect(here)


def _refused(request: TrustRequest, ruling: Ruling, today: date) -> tuple[str, str] | None:
    """Why this viewer may not settle it so, or not yet: the field and the words."""
    if not may_settle_of(request.viewer)(ruling.bearer.number):
        return "employee_number", NOT_ONESELF
    if ruling.decided_on > today:
        return "decided_on", f"The decision is to come, on {full_date(ruling.decided_on)}. Settle it once it is taken."
    return None


def _read(request: TrustRequest, of: TerritoryLine, posted: Mapping[str, str], today: date) -> Read:
    columns = [in_a_form(SETTLEMENTS.column(name), is_new=True) for name in FIELDS]
    named = find_named(request.viewer, columns, dict(posted), today)
    typed = read_typed(columns, {**posted, **named.numbers}, today, asks_when=False)
    wrong = {**typed.wrong, **named.wrong}
    entry = None
    if not wrong:
        values = {**typed.values, "territory": of.name}
        entry, problems = check_form(request.viewer.trust_id, SETTLEMENTS.name, values)
        by_heading = {column.heading: column.name for column in SETTLEMENTS.columns}
        told = _by_name(request.viewer.trust_id, of, typed.texts.get("employee_number", "")) if problems else str
        wrong = {by_heading.get(p.column, ""): told(fault_words(p.wrong, p.remedy)) for p in problems}
    form = _form(request, replace(typed, wrong=wrong), named.offered)
    if entry is None:
        return Read(form, None)
    number = stated_text(entry, "employee_number")
    bearer = find_bearer(request.viewer.trust_id, number)
    if bearer is None:
        raise Http404  # gone between two questions to the record
    days = (stated(entry, "starts", date), stated(entry, "decided_on", date))
    sent = (*typed.texts.items(), ("submission", posted.get("submission") or str(uuid.uuid4())))
    return Read(form, Ruling(of.id, bearer, *days, stated_text(entry, "decision")), sent)


def _by_name(trust_id: int, of: TerritoryLine, number: str) -> Callable[[str], str]:
    """What puts before the employee numbers in a sentence whose they are: of the settled ones, and of the one asked."""
    names = {one.number: one.name for one in list_settlements(trust_id, of.id)}
    if bearer := find_bearer(trust_id, number):
        names[bearer.number] = bearer.name
    any_number = "|".join(map(re.escape, names)) or r"(?!)"
    found = re.compile(rf"(?<![\w/])(?:{any_number})(?![\w/])")
    return lambda words: found.sub(lambda one: f"{names[one[0]]} ({one[0]})", words)


def _empty(request: TrustRequest, today: date) -> Read:
    texts = dict.fromkeys(FIELDS, "") | {name: request.GET.get(name, "") for name in ("employee_number", "starts")}
    return Read(_form(request, Typed(texts, Choices(today)), {}), None)


def _form(request: TrustRequest, typed: Typed, offered: Mapping[str, tuple[Choice, ...]]) -> FormPage:
    columns = [in_a_form(SETTLEMENTS.column(name), is_new=True) for name in FIELDS]
    fields = tell_names(request.viewer, columns, [column_field(one, typed, ()) for one in columns], offered)
    names = {one.name for one in fields}
    whole = tuple(Fault(text) for name, text in typed.wrong.items() if name not in names)
    return FormPage(tuple(fields), whole + tuple(Fault(one.error, one.id) for one in fields if one.error))


def _with_fault(read: Read, name: str, words: str) -> Read:
    fields = tuple(replace(one, error=words) if one.name == name else one for one in read.form.fields)
    faults = tuple(Fault(words, one.id) for one in fields if one.error) or (Fault(words),)
    return replace(read, form=FormPage(fields, faults))


def _show(request: TrustRequest, of: TerritoryLine, read: Read, today: date, status: int = 200) -> HttpResponse:
    viewer, compared, said = request.viewer, None, ""
    refused = ""
    if read.ruling is not None:
        claims = list_claims(viewer.trust_id)
        answers = still_answering(claims, list_away(viewer.trust_id, on=today))
        every = held_by(list_territories(viewer.trust_id, Wanted(limit=None), on=today).rows, answers)
        own, counting = (tuple(one for one in found if one.territory == of.name) for found in (claims, answers))
        known = Known(every, own, counting, find_threshold(viewer.trust_id, TEST.slug, on=today), today)
        compared = compare_settled(of, read.ruling, known)
        said = f"{of.name} would be settled on {read.ruling.bearer.name} from {full_date(read.ruling.starts)} on."
        field, words = _refused(request, read.ruling, today) or ("", "")
        refused = NOT_YOURS if field == "employee_number" else words
    home = f"/t/{viewer.trust_code}"
    page = ProposalPage(
        f"Propose who answers for {of.name}",
        Link(of.name, f"{home}/accountability/{of.id}/"),
        read.form,
        compared,
        said,
        read.sent,
        refused,
        f"{home}/questions/{TEST.slug}/",
    )
    return render(request, "accountability/propose.jinja", {"page": page}, status=status)
