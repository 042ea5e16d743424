"""The form by which a director lets a team have a second one before its first release."""

from __future__ import annotations

from datetime import date

from plait.engine.cells import read_text
from plait.engine.permissions import Viewer
from plait.engine.sheets import Column
from plait.store.imports import Choices
from plait.store.second_teams import Allowance
from plait.store.teams import TeamDetail
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import Typed, column_field
from plait.web.shared.forms import FormPage
from plait.web.shared.jinja import full_date
from plait.web.shared.page import Fault, Link
from plait.web.teams.detail import first_release

REASON = Column(
    "reason", "Reason", "Why it cannot wait for a release; the audit trail and the team’s history keep it.",
    "The ward closes before the first release", read_text(500), required=True,
)  # fmt: skip


def opened(today: date) -> Typed:
    """The form as it opens."""
    return Typed({"reason": ""}, Choices(today))


def withdrawn_words(team: TeamDetail, today: date) -> str:
    """That the exception is withdrawn, and what that means."""
    released = first_release(team, today)
    if released is None:
        return f"The exception is withdrawn. {team.name} may have a second team after a release that people can see."
    return f"The exception is withdrawn. {team.name} needs none: it had a release on {full_date(released)}."


def exception_page(viewer: Viewer, team: TeamDetail, allowed: Allowance | None, typed: Typed, today: date) -> EditPage:
    """The form, with the exception that stands already, and the way to withdraw it."""
    field = column_field(REASON, typed, ())
    faults = (Fault(field.error, field.id),) if field.error else ()
    before = f" {allowed.by} recorded one before: {allowed.reason.rstrip('.')}." if allowed else ""
    home = f"/t/{viewer.trust_code}/teams/{team.id}/"
    withdraw = Link("Withdraw the exception", f"{home}exception/withdraw/") if allowed else None
    released = first_release(team, today)
    stands = f"{team.name} has no release that people can see yet. With an exception it may have a second team now."
    if released is not None:
        stands = f"{team.name} has had a release that people can see, on {full_date(released)}, and needs no exception."
    lead = f"A second team begins after the first has shown something. {stands}{before}"
    form = FormPage((field,), faults)
    title = f"An exception for {team.name}"
    return EditPage(title, form, Link(team.name, home), "Record", "teams", "teams", lead, withdraw)
