"""Templates: they stay at home, compile, are used, and hold nothing that the policy blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.tree import (
    PACKAGE,
    Findings,
    named,
    python_files,
    template_files,
    text_of,
)

TAKES = re.compile(r"{%-?\s*(?:extends|include)\s+(\S+)")
COMPONENT = re.compile(r"<c-([\w.-]+)")
QUOTED = re.compile(r"[\"']([\w/.-]+\.html)(?:#\w+)?[\"']")
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)

FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style[\s>]"),
    "an event attribute": re.compile(r"\s(?:on[a-z]+|hx-on[\w:-]*)\s*="),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc\s*=)"),
    "javascript as an address": re.compile(r"=\s*[\"']?\s*javascript:"),
    "an outside address": re.compile(
        r"<(?!a[\s>])\w(?:[^<>]*?)(?<!xmlns)(?<!xmlns:xlink)=\s*[\"']?(?:https?:)?//"
    ),
}
OUTSIDE_ASSET = re.compile(r"(?:@import|url\(|fetch\(|import)\s*[\"'(]*\s*(?:https?:)?//\w")


def home_of(path: Path) -> str:
    """The first folder below `templates`, which is the name of the app."""
    below = path.parts[path.parts.index("templates") + 1 :]
    return below[0] if len(below) > 1 else ""


def strangers(home: str, text: str) -> Findings:
    """A template takes parts of its own app, of `web`, or components; it names them outright."""
    taken = [match.strip("\"'") for match in TAKES.findall(text) if match[0] in "\"'"]
    unnamed = [match for match in TAKES.findall(text) if match[0] not in "\"'" and home != "web"]
    return [one for one in taken if one.split("/")[0] not in {home, "web", "cotton"}] + unnamed


def blocked(text: str) -> Findings:
    """What the content security policy would block, or what would tell a stranger who reads us."""
    bare = COMMENT.sub("", text)
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(bare)]


def unused(templates: Iterable[str], texts: Iterable[str]) -> Findings:
    """Templates that no view, template or component names."""
    whole = "\n".join(texts)
    used = set(QUOTED.findall(whole))
    used |= {component_file(name) for name in COMPONENT.findall(whole)}
    return [name for name in templates if name not in used]


def component_file(tag: str) -> str:
    """`<c-web.date-range>` is drawn by cotton/web/date_range.html."""
    return f"cotton/{tag.rstrip('.').replace('.', '/').replace('-', '_')}.html"


def name_of(path: Path) -> str:
    return "/".join(path.parts[path.parts.index("templates") + 1 :])


def test_templates_stay_at_home() -> None:
    found = {named(p): strangers(home_of(p), text_of(p)) for p in template_files()}
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_each_app_keeps_its_templates_under_its_name() -> None:
    homes = {
        named(p): (p.parts[p.parts.index("templates") - 1], home_of(p)) for p in template_files()
    }
    assert [n for n, (app, home) in homes.items() if home not in {app, "cotton"}] == []


def test_every_template_compiles() -> None:
    for path in template_files():
        get_template(name_of(path))


def test_every_template_is_used() -> None:
    code = [path for path in python_files() if "tests" not in path.parts]
    texts = [text_of(path) for path in (*template_files(), *code)]
    assert unused([name_of(path) for path in template_files()], texts) == []


def is_mail(path: Path) -> bool:
    """What mail programs show: they know no stylesheet, so style stands in the markup."""
    return "/templates/notices/mail/" in path.as_posix()


def test_templates_pass_the_content_security_policy() -> None:
    pages = [path for path in template_files() if not is_mail(path)]
    assert {named(p): found for p in pages if (found := blocked(text_of(p)))} == {}


def test_mail_holds_nothing_else_that_the_policy_blocks() -> None:
    mail = [path for path in template_files() if is_mail(path)]
    assert mail
    assert {named(p): set(blocked(text_of(p))) for p in mail} == {
        named(p): {"a style attribute"} for p in mail
    }


def test_python_writes_no_blocked_markup() -> None:
    markup = re.compile(r"<\w[^<>\n]*\s(?:style|on[a-z]+)=[\"'{]")
    assert [named(path) for path in python_files() if markup.search(text_of(path))] == []


def test_styles_and_scripts_fetch_nothing_outside() -> None:
    assets = [p for p in sorted(PACKAGE.rglob("static/**/*")) if p.suffix in {".css", ".js"}]
    assert [named(path) for path in assets if OUTSIDE_ASSET.search(text_of(path))] == []


@pytest.mark.parametrize(
    ("case", "text", "caught"),
    [
        ("its own part", '{% include "premises/plan.html" with a=b %}', False),
        ("the shared base", '{% extends "web/base.html" %}', False),
        ("a part of itself", '{% include "premises/plan.html#rows" %}', False),
        ("another domain’s part", '{% include "directory/card.html" %}', True),
        ("another domain’s page", "{% extends 'portal/today.html' %}", True),
        ("whatever a variable says", "{% include which %}", True),
    ],
)
def test_a_stranger_is_seen(case: str, text: str, caught: bool) -> None:
    assert bool(strangers("premises", text)) is caught, case


@pytest.mark.parametrize(
    ("case", "text", "caught"),
    [
        (
            "a script of ours",
            '<script type="module" src="{% static \'web/a.js\' %}"></script>',
            None,
        ),
        ("a link that people follow", '<a class="b" href="https://example.org">Site</a>', None),
        ("a drawing", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>', None),
        ("a comment", '{# no style="…" here #}', None),
        ("words of a sentence", "<p>Une fois onéreuse = deux fois</p>", None),
        ("inline style", '<p style="color:red">', "a style attribute"),
        ("style element", "<style>p { color: red }</style>", "a style element"),
        ("inline script", "<script>alert(1)</script>", "an inline script"),
        ("event", '<button onclick="go()">', "an event attribute"),
        ("htmx event", '<button hx-on:click="go()">', "an event attribute"),
        ("outside script", '<script src="https://example.org/a.js">', "an outside address"),
        ("outside image", '<img alt="" src="//example.org/a.png">', "an outside address"),
        (
            "outside font",
            '<link rel="stylesheet" href="https://example.org/f">',
            "an outside address",
        ),
        ("script address", '<a href="javascript:go()">', "javascript as an address"),
    ],
)
def test_what_the_policy_blocks_is_seen(case: str, text: str, caught: str | None) -> None:
    assert blocked(text) == ([caught] if caught else []), case


def test_an_unused_template_is_seen() -> None:
    texts = ['page(request, "a/one.html#rows")', '{% include "a/two.html" %} <c-web.date-range />']
    names = ["a/one.html", "a/two.html", "cotton/web/date_range.html", "a/three.html"]
    assert unused(names, texts) == ["a/three.html"]


def test_an_outside_asset_is_seen() -> None:
    assert OUTSIDE_ASSET.search('@import "https://example.org/a.css"')
    assert OUTSIDE_ASSET.search("src: url(//example.org/a.woff2)")
    assert not OUTSIDE_ASSET.search("url(../fonts/a.woff2); // a comment")
