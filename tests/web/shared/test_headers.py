"""The headers of every answer, word for word."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

PROMISED = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}
POLICY = {
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "script-src 'self' 'nonce-…'",
    "style-src 'self'",
}


@pytest.mark.parametrize("address", ["/accessibility", "/account/login/", "/nowhere", "/account/password/reset/"])
def test_every_page_carries_the_promised_headers(client: Client, address: str) -> None:
    response = client.get(address)
    assert {name: response.headers.get(name) for name in PROMISED} == PROMISED
    policy = re.sub(r"'nonce-[\w+/=]+'", "'nonce-…'", response.headers["Content-Security-Policy"])
    assert set(policy.split("; ")) == POLICY


def test_each_page_has_a_nonce_of_its_own_on_every_script(client: Client) -> None:
    pages = [client.get("/accessibility") for _ in range(2)]
    nonces = [set(re.findall(r"<script[^>]* nonce=\"([^\"]+)\"", page.content.decode())) for page in pages]
    assert all(len(nonce) == 1 for nonce in nonces)
    assert nonces[0] != nonces[1]
    for page, (nonce,) in zip(pages, nonces, strict=True):
        assert f"'nonce-{nonce}'" in page.headers["Content-Security-Policy"]
        assert page.content.decode().count("<script") == page.content.decode().count(f'nonce="{nonce}"')


def test_no_page_carries_inline_style(client: Client) -> None:
    for address in ("/accessibility", "/account/login/", "/nowhere"):
        page = client.get(address).content.decode()
        assert not re.search(r"<style|\sstyle=", page)


def test_static_files_are_kept_by_browsers_and_from_other_sites(client: Client) -> None:
    response = client.get(staticfiles_storage.url("plait/frame.css"))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_request_id_is_taken_when_it_looks_like_one_and_made_otherwise(client: Client) -> None:
    given = client.get("/accessibility", headers={"X-Request-ID": "0123abcd-4567"})
    assert given.headers["X-Request-ID"] == "0123abcd-4567"
    for other in ("a\tforged line", "a" * 41):
        made = client.get("/accessibility", headers={"X-Request-ID": other})
        assert re.fullmatch(r"[0-9a-f]{32}", made.headers["X-Request-ID"])


def test_strict_transport_only_by_tls(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Strict-Transport-Security" not in client.get("/accessibility", secure=True).headers
    monkeypatch.setattr(settings, "SECURE_HSTS_SECONDS", 63_072_000)
    monkeypatch.setattr(settings, "SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
    fresh = Client()  # the middleware reads its settings when it is built
    answer = fresh.get("/accessibility", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_cookies_are_closed_to_scripts_and_other_sites(client: Client) -> None:
    cookie = client.get("/account/login/").cookies[settings.CSRF_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert settings.SESSION_COOKIE_HTTPONLY
