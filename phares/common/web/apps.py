"""The web floor: no tables of its own."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models import fields
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "phares.common.web"
    label = "web"

    def ready(self) -> None:
        """The first line of a list, before anything is chosen: Django asks apps to say it here."""
        fields.BLANK_CHOICE_LABEL = _("Choisir…")
