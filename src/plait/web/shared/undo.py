"""Undo on the next page: what one's own edit wrote is taken back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from plait.engine.permissions import Action
from plait.engine.taking_back import may_take_back
from plait.store.editing import NoSuchRecord
from plait.store.staging import Refused
from plait.store.taking_back import load_written, take_back
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting import act_of
from plait.web.shared.notice import notice


def undo_of(request: TrustRequest, back: str) -> str:
    """The address that takes back what this request wrote, and leads to `back`."""
    address = reverse("undo", kwargs={"code": request.viewer.trust_code, "made": act_of(request).request})
    return f"{address}?{urlencode({'back': back})}"


@needs(Action.READ_RECORD)
@require_POST
def undo_edit(request: TrustRequest, made: str) -> HttpResponse:
    """Take back what one request of the viewer's own wrote, if they may still write it; never what others did."""
    if "\0" in made:
        raise Http404  # no request has such an id, and the database takes no such text
    if not all(may_take_back(request.viewer, row) for row in load_written(act_of(request), made)):
        refuse(request, "may not write any more what this would put back")
    home = f"/t/{request.viewer.trust_code}/"
    back = request.GET.get("back", "")
    try:
        take_back(act_of(request), made)
    except NoSuchRecord as missing:
        raise Http404 from missing
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notice(request, "That is undone. The history keeps both.")
    return redirect(back if back.startswith(home) else home)
