from __future__ import annotations

from django.urls import path

from phares.steering.agenda.views import calendar, subscribing

app_name = "agenda"
urlpatterns = [
    path("agenda/", calendar.agenda, name="agenda"),
    path("agenda/abonnements/", subscribing.feeds, name="feeds"),
    path("agenda/abonnements/faire/", subscribing.make, name="make"),
    path("agenda/abonnements/<int:pk>/retirer/", subscribing.withdraw, name="withdraw"),
    path("agenda/flux/<str:token>.ics", subscribing.feed, name="feed"),
]
