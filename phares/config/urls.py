"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from phares.cooperative.governance import urls as governance
from phares.cooperative.projects import urls as projects
from phares.people.accounts.queries import contacts_of
from phares.people.directory.urls import app_name, urlpatterns_with
from phares.portal.extras import (
    CHOICES,
    COLUMNS,
    OF_PERSON,
    PARTINGS,
    REMAINING,
    RIVALS,
    SECTIONS,
)
from phares.steering.reporting.queries import frozen_years

DIRECTORY = urlpatterns_with(
    COLUMNS, CHOICES, SECTIONS, PARTINGS, REMAINING, contacts_of, OF_PERSON, frozen_years, RIVALS
)
urlpatterns = [
    path("", include("phares.portal.urls")),
    path("", include("phares.people.accounts.urls")),
    path("", include("phares.common.web.urls")),
    path("", include("phares.common.journal.urls")),
    path("", include("phares.common.post.urls")),
    path("", include("phares.common.health.urls")),
    path("", include((DIRECTORY, app_name))),
    path("", include("phares.money.pricing.urls")),
    path("", include("phares.cooperative.premises.urls")),
    path("", include("phares.cooperative.membership.urls")),
    path("", include((governance.urlpatterns_with(frozen_years), governance.app_name))),
    path("", include((projects.urlpatterns_with(frozen_years), projects.app_name))),
    path("", include("phares.cooperative.funding.urls")),
    path("", include("phares.activities.bookings.urls")),
    path("", include("phares.activities.events.urls")),
    path("", include("phares.activities.jobsharing.urls")),
    path("", include("phares.activities.library.urls")),
    path("", include("phares.steering.agenda.urls")),
    path("", include("phares.steering.reporting.urls")),
    path("", include("phares.steering.suitcases.urls")),
    path("", include("phares.steering.opendata.urls")),
    path("", include("phares.steering.privacy.urls")),
]

handler400 = "phares.common.web.errors.bad_request"
handler403 = "phares.common.web.errors.forbidden"
handler404 = "phares.common.web.errors.not_found"
handler500 = "phares.common.web.errors.broken"
