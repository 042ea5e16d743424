"""Filters speak as the trust does, and a misspelt field never prints as nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.template import engines
from jinja2 import UndefinedError

from plait.web.shared.jinja import full_date, number, plural, short_date, wte
from plait.web.shared.page import Link


def draw(template: str, **context: object) -> str:
    """A template of one line, drawn as pages are."""
    return str(engines["jinja2"].from_string(template).render(context))


def test_filters_speak_plainly() -> None:
    assert full_date(date(2026, 9, 30)) == "30 September 2026"
    assert short_date(date(2025, 6, 9)) == "9 Jun 2025"
    assert number(12400) == "12,400"
    assert [wte(value) for value in (Decimal("0.4"), 1, 0.1 + 0.2, Decimal("0.25"))] == ["0.4", "1.0", "0.3", "0.25"]
    assert [plural(count, "team") for count in (0, 1, 7)] == ["0 teams", "1 team", "7 teams"]
    assert plural(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    "template",
    [
        "{{ link.txt }}",
        "{% if link.txt %}{% endif %}",
        "{% for one in link.txt %}{% endfor %}",
        "{{ link.txt.length }}",
        "{{ link.txt|length }}",
        "{{ link.txt|upper }}",
        '{% from "nhsuk/components/button/macro.jinja" import button %}{{ button({"text": link.txt}) }}',
    ],
)
def test_a_misspelt_field_of_a_record_raises(template: str) -> None:
    with pytest.raises(UndefinedError, match="txt"):
        draw(template, link=Link("Teams", "#"))


def test_what_is_not_a_record_may_be_absent_as_the_nhs_macros_expect() -> None:
    assert draw("{{ nothing }}{{ some.thing.deep }}{% if nothing %}x{% endif %}", some={}) == ""


def test_text_is_escaped() -> None:
    assert draw("{{ text }}", text="<script>") == "&lt;script&gt;"


def test_an_unknown_verdict_raises() -> None:
    template = '{% from "components/marks.jinja" import verdict_tag %}{{ verdict_tag("nearly") }}'
    with pytest.raises(ValueError, match="unpack"):
        draw(template)
