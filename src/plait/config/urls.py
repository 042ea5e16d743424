"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from plait.web.account.views import account, enter
from plait.web.executives.both_views import both
from plait.web.shared import views
from plait.web.shared.undo import undo_edit

urlpatterns = [
    path("", enter, name="enter"),
    path("healthz", views.health, name="health"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("account/", account, name="account"),
    path("account/two-trusts/", both, name="two-trusts"),
    path("account/", include("plait.web.account.signin")),
    path("t/<str:code>/", include("plait.web.litmus.urls")),
    path("t/<str:code>/undo/<str:made>/", undo_edit, name="undo"),
    path("t/<str:code>/teams/", include("plait.web.teams.urls")),
    path("t/<str:code>/assemble/", include("plait.web.assembly.urls")),
    path("t/<str:code>/services/", include("plait.web.services.urls")),
    path("t/<str:code>/people/", include("plait.web.people.urls")),
    path("t/<str:code>/imports/", include("plait.web.imports.urls")),
    path("t/<str:code>/competencies/", include("plait.web.competencies.urls")),
    path("t/<str:code>/offers/", include("plait.web.offers.urls")),
    path("t/<str:code>/communities/", include("plait.web.communities.urls")),
    path("t/<str:code>/board/", include("plait.web.board.urls")),
    path("t/<str:code>/parity/", include("plait.web.parity.urls")),
    path("t/<str:code>/strategy/", include("plait.web.strategy.urls")),
    path("t/<str:code>/leadership/", include("plait.web.leadership.urls")),
    path("t/<str:code>/accountability/", include("plait.web.accountability.urls")),
    path("t/<str:code>/outcomes/", include("plait.web.outcomes.urls")),
    path("t/<str:code>/programmes/", include("plait.web.programmes.urls")),
    path("t/<str:code>/areas/", include("plait.web.areas.urls")),
    path("t/<str:code>/learning/", include("plait.web.learning.urls")),
    path("t/<str:code>/contacts/", include("plait.web.contacts.urls")),
    path("t/<str:code>/pulses/", include("plait.web.pulses.urls")),
    path("t/<str:code>/champions/", include("plait.web.champions.urls")),
    path("t/<str:code>/", include("plait.web.design.urls")),
    path("t/<str:code>/research/", include("plait.web.research.urls")),
    path("t/<str:code>/executives/", include("plait.web.executives.urls")),
    path("t/<str:code>/lending/", include("plait.web.lending.urls")),
    path("t/<str:code>/access/", include("plait.web.access.urls")),
    path("t/<str:code>/you/", include("plait.web.you.urls")),
]

handler400 = "plait.web.shared.views.bad_request"
handler403 = "plait.web.shared.views.forbidden"
handler404 = "plait.web.shared.views.not_found"
handler429 = "plait.web.shared.views.too_many_requests"
handler500 = "plait.web.shared.views.server_error"
