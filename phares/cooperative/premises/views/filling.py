"""The forms of this app, and which field each refusal is about."""

from __future__ import annotations

from functools import partial

from phares.common.web import filling

PLACES = {
    "taken": ("spaces", "start", "end"),
    "kind": ("spaces", "kind"),
    "unusable": ("spaces",),
    "no-space": ("spaces",),
    "surface": ("surface_m2",),
    "dates": ("end", "last_day"),
    "keeps-end": ("end",),
    "notice": ("last_day",),
    "already-ends": ("last_day",),
    "already-open": ("on_day",),
    "order": ("start",),
    "code": ("code",),
    "planned": ("name",),
    "outside": ("x",),
    "let": ("kind",),
}

filled = partial(filling.filled, places=PLACES)
