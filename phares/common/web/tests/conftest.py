"""The floor alone: its own small site, without the domains above it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

ABOVE = ("phares.people", "phares.common.clock", "phares.portal")


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    own = [name for name in settings.MIDDLEWARE if not name.startswith(ABOVE)]
    settings.MIDDLEWARE = [*own, "phares.common.web.tests.cast.actor_of_header"]
    templates = deepcopy(settings.TEMPLATES)
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [
        name for name in options["context_processors"] if not name.startswith(ABOVE)
    ]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "phares.common.web.tests.urls"
    settings.LOGIN_URL = "/entrer/"
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"


@pytest.fixture
def rights(db: None) -> list[Permission]:
    """Seven rows of an invented kind: a0 to a4, b5 and b6."""
    kind = ContentType.objects.create(app_label="essai", model="chose")
    names = ["a0", "a1", "a2", "a3", "a4", "b5", "b6"]
    return [
        Permission.objects.create(content_type=kind, codename=name, name=f"Droit {name}")
        for name in names
    ]
