from __future__ import annotations

from django.urls import path

from phares.people.accounts.views import accounts, invitations, recovering, sessions, speaking

app_name = "accounts"
urlpatterns = [
    path("connexion/", accounts.sign_in, name="sign_in"),
    path("langue/", speaking.language, name="language"),
    path("deconnexion/", accounts.sign_out, name="sign_out"),
    path("mon-compte/", accounts.mine, name="mine"),
    path("comptes/", accounts.users, name="users"),
    path("comptes/ouvrir/", accounts.open_one, name="open"),
    path("mon-compte/adresse/", recovering.address, name="address"),
    path("mon-compte/sessions/fermer/", sessions.end_others, name="end_others"),
    path("mon-compte/sessions/<int:pk>/fermer/", sessions.end_one, name="end_session"),
    path("mot-de-passe-oublie/", recovering.lost_password, name="lost_password"),
    path("lien/", recovering.use_link, name="use_link"),
    path("lien/<str:token>/", recovering.open_link, name="open_link"),
    path("comptes/inviter/", invitations.invite, name="invite"),
    path("comptes/invitations/", invitations.invitations, name="invitations"),
    path("comptes/<int:pk>/inviter/", invitations.again, name="invite_again"),
    path("comptes/<int:pk>/invitation/retirer/", invitations.withdraw, name="withdraw_invitation"),
    path("comptes/<int:pk>/", accounts.user, name="user"),
    path("comptes/<int:pk>/cles/", accounts.give, name="give_key"),
    path("comptes/<int:pk>/cles/<int:key>/rendre/", accounts.take_back, name="take_back_key"),
    path("comptes/<int:pk>/mot-de-passe/", accounts.password, name="give_password"),
    path("comptes/<int:pk>/fermer/", accounts.close, name="close"),
    path("comptes/<int:pk>/rouvrir/", accounts.reopen, name="reopen"),
]
