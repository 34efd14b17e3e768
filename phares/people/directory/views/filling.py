"""The forms of this app, and which field each refusal is about."""

from __future__ import annotations

from functools import partial

from phares.common.web import filling

PLACES = {
    "siret": ("siret",),
    "siren": ("siren", "siret"),
    "rna": ("rna",),
    "vat": ("vat_number",),
    "name": ("name", "family_name"),
    "homonym": ("name",),
    "namesake": ("namesake",),
    "unusual": ("sure",),
    "description": ("description",),
    "already-in": ("since",),
    "exit-before-entry": ("until",),
    "ends-before-start": ("until",),
    "outside-belonging": ("since",),
    "already-there": ("since",),
    "link-itself": ("target",),
    "link-known": ("target",),
    "title": ("title",),
    "function-held": ("title",),
    "text": ("text", "label", "name"),
    "claim": ("value",),
    "before-given": ("on",),
    "withdrawn": ("on",),
    "reach-alone": ("public_reach",),
}

filled = partial(filling.filled, places=PLACES)
