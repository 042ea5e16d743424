"""The questions before two employments become one person, and before one is another person's again."""

from __future__ import annotations

from dataclasses import replace

from plait.engine.cells import read_code
from plait.engine.permissions import Viewer
from plait.engine.sheets import Column
from plait.store.people import PersonDetail
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import plain_field
from plait.web.shared.forms import FormPage
from plait.web.shared.naming import Named, tell_names
from plait.web.shared.page import Fault, Link

OTHER = Column(
    "other", "Also employed here as", "Employee number", "1002", read_code, required=True, refers_to="people"
)


def asking_page(viewer: Viewer, person: PersonDetail, text: str, named: Named) -> EditPage:
    """The form that asks for the other employment: as it opens, or with what is wrong in what was typed."""
    made = replace(
        plain_field("other", OTHER.heading, "text", text), hint=OTHER.help, error=named.wrong.get("other", "")
    )
    fields = tuple(tell_names(viewer, [OTHER], [made], named.offered))
    faults = tuple(Fault(one.error, one.id) for one in fields if one.error)
    lead = "Somebody with two posts has two employee numbers. Said to be one person, they count once in a team."
    title = f"What else is {person.name} employed as?"
    return replace(_page(viewer, person, title, lead), form=FormPage(fields, faults))


def sure_page(viewer: Viewer, person: PersonDetail, other: PersonDetail) -> EditPage:
    """The question whether these two are one person."""
    hidden = (plain_field("other", "", "hidden", other.employee_number), plain_field("sure", "", "hidden", "yes"))
    lead = (
        f"{_told(person)} and {_told(other)} then count once in a team. Name, e-mail and registration of "
        f"{person.employee_number} stay, those of {other.employee_number} go. Both can be parted again."
    )
    title = f"Are {person.name} and {other.name} one person?"
    return replace(_page(viewer, person, title, lead), form=FormPage(hidden, ()), button="They are one person")


def parting_page(viewer: Viewer, person: PersonDetail) -> EditPage:
    """The question whether this employment is another person's."""
    others = ", ".join(one.employee_number for one in person.others)
    lead = f"{_told(person)} then counts as another person than {others}. Both keep name, e-mail and registration."
    page = _page(viewer, person, f"Is {person.employee_number} somebody else?", lead)
    return replace(page, button="It is somebody else")


def _told(person: PersonDetail) -> str:
    words = (person.name, person.now.job_title, person.now.department)
    return f"{', '.join(word for word in words if word)} ({person.employee_number})"


def _page(viewer: Viewer, person: PersonDetail, title: str, lead: str) -> EditPage:
    """The page without what it asks."""
    back = Link(person.name, f"/t/{viewer.trust_code}/people/{person.id}/")
    return EditPage(title, FormPage((), ()), back, "Go on", "teams", "people", lead=lead)
