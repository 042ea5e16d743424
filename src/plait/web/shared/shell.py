"""The frame around a page: whose trust it is, who is looking, where they can go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse

from plait.engine.permissions import Role, Viewer, scope_of
from plait.web.shared.navigation import ARRIVALS, DUTIES, FOOTER, SECTIONS, SUBJECTS, Section
from plait.web.shared.page import Link


@dataclass(frozen=True, slots=True)
class Place:
    """The trust of the address, as the one who looks may enter it."""

    trust_code: str
    trust_name: str
    is_invented: bool
    role: str  # in words: "transformation office"


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section of the header; a page of it is marked by its key."""

    key: str
    text: str
    href: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """What header, banner and footer print."""

    home: Link
    """The first page the viewer may open."""
    trust_name: str
    is_invented: bool
    account: str
    sections: tuple[SectionLink, ...]
    footer: tuple[Link, ...]
    subjects: Mapping[str, tuple[SectionLink, ...]] = field(default_factory=dict)
    """The pages inside a section, by the section's key."""
    duties: tuple[SectionLink, ...] = ()
    """What the viewer's role looks after, beside their name."""


def short_role(viewer: Viewer) -> str:
    """The viewer's role in words; of more than two, the first and how many more, so that the header keeps its room."""
    first, *others = [role.words for role in Role if role in viewer.roles]
    return f"{first} and {len(others)} more" if len(others) > 1 else " and ".join([first, *others])


def place_of(request: HttpRequest) -> Place | None:
    """The trust of this request, if its address names one the viewer may enter."""
    place = getattr(request, "place", None)
    return place if isinstance(place, Place) else None


def first_page(viewer: Viewer) -> Link | None:
    """Where the viewer arrives in the trust: the first page their roles may open, None where they may open none."""
    first = next(iter(_links(ARRIVALS, f"/t/{viewer.trust_code}/", viewer)), None)
    return Link(first.text, first.href) if first else None


def shell_context(request: HttpRequest) -> dict[str, Shell]:
    """The context processor: `shell` for every page."""
    place = place_of(request)
    footer = tuple(Link(text, reverse(name)) for text, name in FOOTER)
    if place is None:
        account = _account(request, "")
        home = Link("your first page", "/")
        return {"shell": Shell(home, trust_name="", is_invented=False, account=account, sections=(), footer=footer)}
    root, viewer = f"/t/{place.trust_code}/", request.__dict__["viewer"]
    home = first_page(viewer) or Link("your account", reverse("account"))
    subjects = {key: _links(sections, root, viewer) for key, sections in SUBJECTS.items()}
    account = _account(request, place.role)
    sections, duties = _links(SECTIONS, root, viewer), _links(DUTIES, root, viewer)
    return {"shell": Shell(home, place.trust_name, place.is_invented, account, sections, footer, subjects, duties)}


def _links(sections: tuple[Section, ...], root: str, viewer: Viewer) -> tuple[SectionLink, ...]:
    shown = ((one, _way_in(one, viewer)) for one in sections)
    return tuple(
        SectionLink(section.key, section.text, root + way, section.group) for section, way in shown if way is not None
    )


def _way_in(section: Section, viewer: Viewer) -> str | None:
    """Where a section begins for this viewer; None where they may open nothing of it."""
    if section.action is None or scope_of(viewer, section.action):
        return section.path
    return section.otherwise if section.instead and scope_of(viewer, section.instead) else None


def _account(request: HttpRequest, role: str) -> str:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return f"{user.name} ({role})" if role else str(user.name)
