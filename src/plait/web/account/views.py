"""The way in after signing in, and the page of one's own account."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plait.store.access import find_viewer, trusts_of
from plait.store.two_trusts import leads_two
from plait.web.shared.access import signed_in
from plait.web.shared.page import Link
from plait.web.shared.shell import first_page


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Somebody's account: who they are and the trusts they may enter."""

    name: str
    email: str
    trusts: tuple[Link, ...]
    both: Link | None


def _trust_links(request: HttpRequest) -> tuple[Link, ...]:
    """Each trust one may enter, with the first page that one's roles there may open."""
    user_id, today = request.user.pk or 0, timezone.localdate()
    viewers = (find_viewer(user_id, trust.code, today) for trust in trusts_of(user_id, today))
    pages = ((viewer.trust_name, first_page(viewer)) for viewer in viewers if viewer)
    return tuple(Link(name, page.href) for name, page in pages if page)


@signed_in
def enter(request: HttpRequest) -> HttpResponse:
    """Go to the trust one may enter; with several, to the first by name, the others are on the account's page."""
    trusts = _trust_links(request)
    if not trusts:
        return render(request, "account/no_access.jinja")
    return redirect(trusts[0].href)


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Name, address, trusts and password."""
    user = request.user
    if isinstance(user, AnonymousUser):
        return redirect("account_login")
    trusts = _trust_links(request)
    both = len(trusts) > 1 and leads_two(user.pk, on=timezone.localdate())
    link = Link("You in two trusts, side by side", reverse("two-trusts")) if both else None
    page = AccountPage(name=user.name, email=user.email, trusts=trusts, both=link)
    return render(request, "account/account.jinja", {"page": page})
