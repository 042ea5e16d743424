"""Addresses of programmes within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.programmes import calendar_views, part_views, views
from plait.web.programmes.forms import PARTS

urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("calendar/", calendar_views.joined_up, name="programme-calendar"),
    path("clashes/", calendar_views.clashes, name="programme-clashes"),
    path("measures/<int:outcome_id>/", calendar_views.measure, name="programme-measure"),
    path("add/", views.add_programme, name="add-programme"),
    path("<int:programme_id>/", views.programme, name="programme"),
    path("<int:programme_id>/edit/", views.edit_programme, name="edit-programme"),
    path("<int:programme_id>/listening/", views.listening, name="listening-log"),
    path("<int:programme_id>/places/", views.places, name="programme-places"),
    *(
        address
        for kind, part in PARTS.items()
        for address in (
            path(f"<int:programme_id>/{kind}/add/", part_views.add_of(kind), name=f"add-programme-{part.word}"),
            path(f"{kind}/<int:{part.word}_row>/edit/", part_views.edit_of(kind), name=f"edit-programme-{part.word}"),
            path(
                f"{kind}/<int:{part.word}_row>/remove/",
                part_views.remove_of(kind),
                name=f"remove-programme-{part.word}",
            ),
        )
    ),
]
