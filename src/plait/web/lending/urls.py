"""Addresses of lending within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.lending import views

urlpatterns = [
    path("", views.lending, name="lending"),
    path("add/", views.lend, name="lend"),
    path("<int:loan_id>/", views.loan, name="loan"),
    path("<int:loan_id>/edit/", views.edit_loan, name="edit-loan"),
    path("from/<str:lender>/agree/", views.agree, name="agree-to-borrow"),
    path("from/<str:lender>/stop/", views.stop, name="stop-borrowing"),
]
