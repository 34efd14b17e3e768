"""Addresses of the place."""

from __future__ import annotations

from django.urls import path

from phares.cooperative.premises.views import leases, photos, places, works

app_name = "premises"

urlpatterns = [
    path("lieu/", places.overview, name="overview"),
    path("lieu/batiments/ajouter/", places.open_place, name="open_place"),
    path("lieu/titres/ajouter/", places.record_tenure, name="record_tenure"),
    path("lieu/etages/ajouter/", places.add_floor, name="add_floor"),
    path("lieu/etages/<int:pk>/", places.floor, name="floor"),
    path("lieu/espaces/ajouter/", places.add_space, name="add_space"),
    path("lieu/espaces/<int:pk>/", places.space, name="space"),
    path("lieu/espaces/<int:pk>/changer/", places.change_space, name="change_space"),
    path("lieu/espaces/<int:pk>/poste/", places.add_desk, name="add_desk"),
    path("lieu/espaces/<int:pk>/fermer/", places.close_space, name="close_space"),
    path("lieu/fermetures/<int:pk>/rouvrir/", places.reopen_space, name="reopen_space"),
    path("lieu/<slug:kind>/<int:pk>/photos/ajouter/", photos.add, name="add_photo"),
    path("lieu/photos/<int:pk>/", photos.photo, name="photo"),
    path("lieu/photos/<int:pk>/<slug:size>.jpeg", photos.file, name="photo_file"),
    path("lieu/photos/<int:pk>/corriger/", photos.correct, name="correct_photo"),
    path("lieu/photos/<int:pk>/avancer/", photos.move_up, name="photo_up"),
    path("lieu/photos/<int:pk>/reculer/", photos.move_down, name="photo_down"),
    path("lieu/photos/<int:pk>/retirer/", photos.withdraw, name="withdraw_photo"),
    path("conventions/", leases.leases, name="leases"),
    path("conventions/signer/", leases.sign, name="sign"),
    path("conventions/<int:pk>/", leases.lease, name="lease"),
    path("conventions/<int:pk>/corriger/", leases.correct, name="correct"),
    path("conventions/<int:pk>/conge/annuler/", leases.withdraw_notice, name="withdraw_notice"),
    path("conventions/<int:pk>/resilier/", leases.end, name="end"),
    path("conventions/<int:pk>/renouveler/", leases.renew, name="renew"),
    path("travaux/", works.works, name="works"),
    path("travaux/prevoir/", works.plan, name="plan_works"),
    path("travaux/<int:pk>/", works.works_page, name="works_page"),
    path("travaux/<int:pk>/commencer/", works.start, name="start_works"),
    path("travaux/<int:pk>/clore/", works.finish, name="finish_works"),
]
