"""Who acts in a request: the act that every write of a page is recorded under."""

from __future__ import annotations

from django.utils import timezone

from plait.store.writing import Act
from plait.web.shared.access import TrustRequest
from plait.web.shared.middleware import current_request_id


def act_of(request: TrustRequest) -> Act:
    """This viewer acts in this trust, now, in answer to this request."""
    viewer = request.viewer
    return Act(viewer.trust_id, viewer.user_id, viewer.name, timezone.now(), request=current_request_id())
