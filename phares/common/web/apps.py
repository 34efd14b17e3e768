"""The web floor: no tables of its own."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models import fields
from django.utils.translation import gettext_lazy as _

from phares.common.web.language import INTERPRETER
from phares.kernel.tongue import speak_through


class WebConfig(AppConfig):
    name = "phares.common.web"
    label = "web"

    def ready(self) -> None:
        """Our sentences find the catalogue; the first line of a list is ours.

        Django asks apps to say that line here.
        """
        speak_through(INTERPRETER)
        fields.BLANK_CHOICE_LABEL = _("Choisir…")
