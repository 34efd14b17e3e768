"""Views: each names its audience, and every address leads to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from phares.common.web.audience import public
from tests.architecture.tree import Findings


def patterns(entries: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        else:
            yield entry


def silent(entries: Iterable[URLPattern | URLResolver]) -> Findings:
    """Deny by default: a view that says nothing of its audience is a fault, whoever wrote it."""
    return [
        f"{entry.pattern} ({entry.lookup_str})"
        for entry in patterns(entries)
        if not hasattr(entry.callback, "audience")
    ]


def nameless(entries: Iterable[URLPattern | URLResolver]) -> Findings:
    """Nameless addresses: templates could not point to them, nor the table of who may do what."""
    return [str(entry.pattern) for entry in patterns(entries) if not entry.name]


def test_every_view_names_its_audience() -> None:
    assert silent(get_resolver().url_patterns) == []


def test_every_address_has_a_name() -> None:
    assert nameless(get_resolver().url_patterns) == []


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def open_view() -> Callable[..., HttpResponse]:
    def shown(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    return public(shown)


def test_a_silent_view_is_seen() -> None:
    assert silent([path("open", open_view(), name="open")]) == []
    assert silent([path("closed", view, name="closed")]) == [f"closed ({__name__}.view)"]


def test_a_nameless_address_is_seen() -> None:
    assert nameless([path("open", open_view())]) == ["open"]
