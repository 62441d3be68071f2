"""The reader of templates and style sheets, on lines it must refuse beside lines it must let pass."""

from __future__ import annotations

import pytest

from tools.markup import faults_in_any, faults_in_style_sheet, faults_in_template

TEMPLATES = [
    ('<p style="margin: 0">', '<p class="wide">'),
    ('<a href="#" onclick="go()">', '<a href="#" hx-on-nothing>'),
    ("<script>go()</script>", '<script src="/static/look/sheet.js" defer></script>'),
    ("<style>p { margin: 0 }</style>", '<link rel="stylesheet" href="{% versioned "look/paper.css" %}">'),
    (
        "{% blocktranslate %}\nFile\n{% endblocktranslate %}",
        "{% blocktranslate trimmed %}\nFile\n{% endblocktranslate %}",
    ),
    ("<p>File the sheet</p>", '<p>{% translate "File the sheet" %}</p>'),
    ('<input placeholder="Search">', '<input placeholder="{% translate "Search" %}">'),
    ('<a lang="ru">{{ name }}</a><p>Русский</p>', '<a lang="ru">Русский</a>'),
    ('<img src="//example.org/mark.svg">', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
    ("<p>{{ words }} words</p>", "<p>{{ words }} <kbd>Ctrl</kbd> <bdi>words</bdi> 12 × {# words #}</p>"),
]
STYLE_SHEETS = [
    ("p { margin-left: 1em }", "p { margin-inline-start: 1em }"),
    ("p { text-align: right }", "p { text-align: end }"),
    ("p { background: url(data:image/png;base64,AA) }", "p { background: url(fonts/latin.woff2) }"),
    ('@import "other.css";', "@media print { p { margin: 0 } }"),
]


@pytest.mark.parametrize(("refused", "passed"), TEMPLATES)
def test_template_with_what_the_policy_forbids_is_refused(refused: str, passed: str) -> None:
    assert list(faults_in_template(refused)) != []
    assert list(faults_in_template(passed)) == []


@pytest.mark.parametrize(("refused", "passed"), STYLE_SHEETS)
def test_style_sheet_for_one_direction_only_is_refused(refused: str, passed: str) -> None:
    assert list(faults_in_style_sheet(refused)) != []
    assert list(faults_in_style_sheet(passed)) == []


def test_script_that_calls_another_host_is_refused() -> None:
    assert list(faults_in_any('fetch("https://example.org/x")')) == [
        (1, "https://example.org/x: no page names another host")
    ]
    assert list(faults_in_any('fetch("/look/") // as one types')) == []
