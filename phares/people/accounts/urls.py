from __future__ import annotations

from django.urls import path

from phares.people.accounts import views

app_name = "accounts"
urlpatterns = [
    path("connexion/", views.sign_in, name="sign_in"),
    path("deconnexion/", views.sign_out, name="sign_out"),
    path("mon-compte/", views.mine, name="mine"),
    path("comptes/", views.users, name="users"),
    path("comptes/ouvrir/", views.open_one, name="open"),
    path("comptes/<int:pk>/", views.user, name="user"),
    path("comptes/<int:pk>/cles/", views.give, name="give_key"),
    path("comptes/<int:pk>/cles/<int:key>/rendre/", views.take_back, name="take_back_key"),
    path("comptes/<int:pk>/mot-de-passe/", views.password, name="give_password"),
    path("comptes/<int:pk>/fermer/", views.close, name="close"),
    path("comptes/<int:pk>/rouvrir/", views.reopen, name="reopen"),
]
