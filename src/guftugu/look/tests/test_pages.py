from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from guftugu.look import views
from guftugu.look.context import Frame
from guftugu.look.versions import versioned_url

Render = Callable[..., str]
RequestOf = Callable[..., HttpRequest]
PAGE = '{% extends "look/page.html" %}{% block title %}Person {% words name inline=True %} &amp; more{% endblock %}'
NOT_UNDER_THE_POLICY = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|https?://", re.IGNORECASE)

pytestmark = pytest.mark.usefixtures("addresses")


def test_page_shows_what_frames_it(render: Render, request_of: RequestOf) -> None:
    frame = Frame(
        title="A <Dialogue>", navigation=[("Meetings", "/m/", True)], who="G1", is_signed_in=True, is_demo=True
    )
    shown = render(PAGE, request_of(page=frame), name="x")
    assert '<bdi class="dialogue">A &lt;Dialogue&gt;</bdi>' in shown
    assert '<a href="/m/" aria-current="page">Meetings</a>' in shown
    assert "This is a demo" in shown
    assert "X-CSRFToken" in shown


def test_page_without_a_frame_is_plain(render: Render) -> None:
    shown = render(PAGE, name="x")
    assert "This is a demo" not in shown
    assert "<nav" not in shown
    assert "Log out" not in shown


def test_tab_title_leaves_out_what_people_wrote(render: Render) -> None:
    shown = render(PAGE, name="Zarina")
    assert "<title>Person … &amp; more · Guftugu</title>" in shown
    assert shown.count("Zarina") == 1


def test_page_turns_round_for_a_script_from_the_right(render: Render) -> None:
    with translation.override("fa"):
        assert '<html lang="fa" dir="rtl">' in render(PAGE, name="x")
    with translation.override("tg"):
        assert '<html lang="tg" dir="ltr">' in render(PAGE, name="x")


@pytest.mark.parametrize("view", [views.parts, views.confirm])
def test_look_shows_its_parts_under_the_policy(
    request_of: RequestOf, view: Callable[[HttpRequest], HttpResponse]
) -> None:
    shown = view(request_of())
    assert shown.status_code == 200
    page = shown.content.decode()
    assert not NOT_UNDER_THE_POLICY.search(page)
    assert "{%" not in page


def test_look_refuses_to_be_written_to(request_of: RequestOf) -> None:
    request = request_of()
    request.method = "POST"
    assert views.parts(request).status_code == 405


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_page_needs_no_request_and_repeats_none(name: str) -> None:
    shown = render_to_string(f"{name}.html", {"request_path": "/planted/", "exception": "planted", "reason": "planted"})
    assert "planted" not in shown
    assert not NOT_UNDER_THE_POLICY.search(shown)
    assert "<h1>" in shown


def test_versioned_address_carries_the_digest_of_the_file() -> None:
    assert re.fullmatch(r"/?static/look/paper\.css\?v=[0-9a-f]{10}", versioned_url("look/paper.css"))
    assert versioned_url("look/paper.css") == versioned_url("look/paper.css")


def test_versioned_address_of_no_file_has_no_version() -> None:
    assert "?" not in versioned_url("look/no-such.css")
