"""Addresses of the bookings."""

from __future__ import annotations

from django.urls import path

from phares.activities.bookings.views import (
    bookings,
    calendar,
    desk,
    offers,
    prices,
    series,
    waiting,
)

app_name = "bookings"

urlpatterns = [
    path("salles/", calendar.day, name="day"),
    path("salles/semaine/", calendar.week, name="week"),
    path("salles/reserver/", bookings.book, name="book"),
    path("salles/series/", series.all_series, name="all_series"),
    path("salles/series/reserver/", series.book_series, name="book_series"),
    path("salles/series/<int:pk>/", series.series, name="series"),
    path("salles/series/<int:pk>/changer/", series.change, name="change_series"),
    path("salles/series/<int:pk>/annuler/", series.cancel, name="cancel_series"),
    path("salles/series/dates/<int:pk>/reprendre/", series.retry, name="retry"),
    path("salles/ouvrir/", offers.offer, name="offer"),
    path("salles/horaires/", offers.hours, name="hours"),
    path("salles/fermetures/", offers.closures, name="closures"),
    path("salles/fermer/", offers.close, name="close"),
    path("salles/fermer/<int:pk>/rouvrir/", offers.reopen, name="reopen"),
    path("salles/plafonner/", offers.cap, name="cap"),
    path("salles/prix/", prices.rates, name="rates"),
    path("salles/prix/fixer/", prices.add_rate, name="add_rate"),
    path("salles/prix/<int:pk>/corriger/", prices.correct_rate, name="correct_rate"),
    path("salles/prix/<int:pk>/terminer/", prices.end_rate, name="end_rate"),
    path("salles/heures-offertes/", prices.allowances, name="allowances"),
    path("salles/heures-offertes/offrir/", prices.add_allowance, name="add_allowance"),
    path("salles/heures-offertes/<int:pk>/", prices.allowance, name="allowance"),
    path("salles/heures-offertes/<int:pk>/terminer/", prices.end_allowance, name="end_allowance"),
    path("salles/<int:pk>/changer/", offers.change, name="change"),
    path("salles/<int:pk>/retirer/", offers.withdraw, name="withdraw"),
    path("salles/<int:pk>/", calendar.place, name="place"),
    path("reservations/", bookings.bookings, name="bookings"),
    path("reservations/attente/", waiting.waits, name="waits"),
    path("reservations/attente/<int:pk>/prendre/", waiting.take, name="take_wait"),
    path("reservations/attente/<int:pk>/laisser/", waiting.leave, name="leave_wait"),
    path("reservations/repondre/", desk.answer, name="answer"),
    path("reservations/<int:pk>/", bookings.booking, name="booking"),
    path("reservations/<int:pk>/deplacer/", bookings.move, name="move"),
    path("reservations/<int:pk>/corriger/", bookings.correct, name="correct"),
    path("reservations/<int:pk>/annuler/", bookings.cancel, name="cancel"),
    path("reservations/<int:pk>/confirmer/", desk.approve, name="approve"),
    path("reservations/<int:pk>/refuser/", desk.refuse, name="refuse"),
    path("reservations/<int:pk>/arriver/", desk.come, name="come"),
    path("reservations/<int:pk>/absence/", desk.absent, name="absent"),
    path("reservations/<int:pk>/presence/", desk.honoured, name="honoured"),
    path("reservations/<int:pk>/pret/", desk.prepared, name="prepared"),
]
