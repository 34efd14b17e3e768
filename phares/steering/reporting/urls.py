"""Addresses of the figures and the reports."""

from __future__ import annotations

from django.urls import path

from phares.steering.reporting.views import figures, prepare, reports

app_name = "reporting"
urlpatterns = [
    path("chiffres/", figures.catalogue, name="catalogue"),
    path("chiffres/<int:year>/", figures.of_year, name="figures"),
    path("chiffres/<int:year>/autres/", figures.others, name="other_figures"),
    path("chiffres/<int:year>/<slug:code>/", figures.one, name="figure"),
    path("chiffres/<int:year>/<slug:code>/declarer/", figures.declare, name="declare"),
    path("chiffres/<int:year>/<slug:code>/ecart/", figures.explain, name="explain"),
    path("bilans/", reports.reports, name="reports"),
    path("bilan/<int:year>/", reports.report, name="report"),
    path("bilan/<int:year>/bilan.<slug:suffix>", reports.download, name="download"),
    path("bilan/<int:year>/ouvrir/", prepare.open_one, name="open"),
    path("bilan/<int:year>/preparer/", prepare.prepare, name="prepare"),
    path("bilan/<int:year>/chapeau/", prepare.cover, name="cover"),
    path("bilan/<int:year>/textes/<slug:key>/", prepare.text, name="text"),
    path("bilan/<int:year>/relire/", prepare.review, name="review"),
    path("bilan/<int:year>/rouvrir/", prepare.reopen, name="reopen"),
    path("bilan/<int:year>/figer/", prepare.freeze, name="freeze"),
]
