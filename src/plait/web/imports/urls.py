"""Addresses of the imports of a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.imports import downloads, matching, views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("new/", views.upload, name="import-new"),
    path("template/", downloads.template, name="import-template"),
    path("<int:number>/", views.preview, name="import"),
    path("<int:number>/rows/<slug:outcome>/", views.rows, name="import-rows"),
    path("<int:number>/faults/", downloads.faults, name="import-faults"),
    path("<int:number>/file/", downloads.file, name="import-file"),
    path("<int:number>/approve/", views.approve, name="import-approve"),
    path("<int:number>/undo/", views.undo, name="import-undo"),
    path("<int:number>/columns/", matching.columns, name="import-columns"),
    path("<int:number>/stop/", views.stop, name="import-stop"),
    path("<int:number>/discard/", views.put_aside, name="import-discard"),
]
