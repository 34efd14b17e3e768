"""Filters and tags of every page; loaded everywhere by settings."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.template import Context
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from phares.common.web import display, drafts
from phares.common.web.addresses import address
from phares.common.web.forms import first_input
from phares.common.web.icons import ICONS
from phares.common.web.tables.drawn import Drawing
from phares.common.web.tables.table import Table
from phares.common.web.theme import THEMES, theme_of
from phares.kernel.tongue import FRENCH, LANGUAGES, in_french, translated
from phares.kernel.words import of

register = template.Library()

register.filter("number", display.number)
register.filter("money", display.money)
register.filter("m2", display.square_metres)
register.filter("period", display.period)
register.filter("dated", display.dated)
register.filter("since", display.since)
register.filter("initials", display.initials)
register.filter("hour", display.hour)
register.filter("shown", display.shown)
register.filter("ours", translated)
register.filter("of", of)
register.filter("theirs", display.theirs)
register.filter("first_input", first_input)
register.filter("address", address)


@register.filter
def french_date(value: Any, form: str = "") -> str:
    """« 4 janvier 2016 »; `value|french_date:"weekday"` says « lundi 4 janvier 2016 »."""
    return display.french_date(value, weekday=form == "weekday")


@register.filter
def sup_er(text: Any) -> SafeString:
    """« 1er » with its ending raised."""
    raised = re.sub(r"\b1er\b", '1<sup class="er">er</sup>', escape(str(text)))
    return mark_safe(raised)  # escaped just above


@register.simple_tag
def theirs() -> SafeString:
    """On the element of a text people wrote: its language, where ours differs."""
    return mark_safe("" if in_french() else f' lang="{FRENCH}"')  # our own constant


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words, silent for screen readers."""
    drawing = mark_safe(ICONS[name])  # our own constants
    return format_html('<svg class="ic" viewBox="0 0 20 20" aria-hidden="true">{}</svg>', drawing)


@register.simple_tag(takes_context=True)
def rows_of(context: Context, table: Table) -> SafeString:
    """The groups and rows of a table: see `Drawing`."""
    return Drawing(table, context).html


@register.simple_tag(takes_context=True)
def showing(context: Context) -> str:
    """Another text each time a form is shown: see `drafts.showing`."""
    return drafts.showing(_reader(context))


@register.simple_tag(takes_context=True)
def kept_here(context: Context) -> str:
    """Under what name a browser keeps what this person is writing; nothing for a visitor."""
    reader = _reader(context)
    return drafts.seal_of(reader) if reader else ""


def _reader(context: Context) -> int | None:
    actor = getattr(context.get("request"), "actor", None)
    return actor.user_id if actor else None


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """« jour », « nuit », or nothing to follow the system."""
    return str(context.get("theme") or theme_of(context.get("request")))


@register.simple_tag
def themes() -> list[tuple[str, str]]:
    return list(THEMES.items())


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    return list(LANGUAGES.items())


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """The present address with some parameters changed: `{% query page=2 tri=None %}`."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return "?" + parameters.urlencode()
