from __future__ import annotations

from django.urls import path

from phares.people.accounts.views import (
    accounts,
    factors,
    invitations,
    joining,
    language,
    openid,
    recovering,
    requests,
    second_step,
    sessions,
    speaking,
    viewing,
)

app_name = "accounts"
urlpatterns = [
    path("connexion/", accounts.sign_in, name="sign_in"),
    path("langue/", language.language, name="language"),
    path("connexion/code/", second_step.code, name="code"),
    path("connexion/code-de-secours/", second_step.recovery_code, name="recovery_code"),
    path("connexion/cle-d-acces/", second_step.passkey, name="passkey"),
    path("deconnexion/", accounts.sign_out, name="sign_out"),
    path("mon-compte/", accounts.mine, name="mine"),
    path("comptes/", accounts.users, name="users"),
    path("comptes/ouvrir/", accounts.open_one, name="open"),
    path("mon-compte/adresse/", recovering.address, name="address"),
    path("mon-compte/adresse/renoncer/", recovering.drop_address, name="drop_address"),
    path("mon-compte/deux-etapes/", factors.second_step, name="second_step"),
    path(
        "mon-compte/deux-etapes/application/", factors.add_authenticator, name="add_authenticator"
    ),
    path("mon-compte/deux-etapes/cle-d-acces/", factors.add_passkey, name="add_passkey"),
    path("mon-compte/deux-etapes/codes/", factors.renew_codes, name="renew_codes"),
    path(
        "mon-compte/deux-etapes/codes/telecharger/", factors.download_codes, name="download_codes"
    ),
    path("mon-compte/deux-etapes/<int:pk>/nom/", factors.rename, name="rename_factor"),
    path("mon-compte/deux-etapes/<int:pk>/retirer/", factors.remove, name="remove_factor"),
    path("comptes/<int:pk>/deux-etapes/retirer/", factors.reset, name="reset_factors"),
    path("mon-compte/sessions/fermer/", sessions.end_others, name="end_others"),
    path("mon-compte/sessions/<int:pk>/fermer/", sessions.end_one, name="end_session"),
    path("au-nom-de/", speaking.speak_for, name="speak_for"),
    path("comptes/<int:pk>/personne/", joining.join_person, name="join_person"),
    path("connexion/ailleurs/", openid.start, name="openid_start"),
    path("connexion/ailleurs/retour/", openid.callback, name="openid_callback"),
    path("mon-compte/ailleurs/", openid.join, name="join_outsider"),
    path("mon-compte/ailleurs/<int:pk>/delier/", openid.part, name="part_outsider"),
    path("revenir-a-moi/", viewing.leave, name="leave_viewing"),
    path("comptes/<int:pk>/voir-comme/", viewing.view_as, name="view_as"),
    path("mot-de-passe-oublie/", recovering.lost_password, name="lost_password"),
    path("lien/", recovering.use_link, name="use_link"),
    path("lien/<str:token>/", recovering.open_link, name="open_link"),
    path("comptes/inviter/", invitations.invite, name="invite"),
    path("comptes/invitations/", invitations.invitations, name="invitations"),
    path("structures/<int:pk>/demander-une-cle/", requests.ask, name="ask_key"),
    path("comptes/demandes/", requests.key_requests, name="key_requests"),
    path("comptes/demandes/<int:pk>/accepter/", requests.accept, name="accept_key_request"),
    path("comptes/demandes/<int:pk>/refuser/", requests.refuse, name="refuse_key_request"),
    path("comptes/<int:pk>/inviter/", invitations.again, name="invite_again"),
    path("comptes/<int:pk>/invitation/retirer/", invitations.withdraw, name="withdraw_invitation"),
    path("comptes/<int:pk>/", accounts.user, name="user"),
    path("comptes/<int:pk>/cles/", accounts.give, name="give_key"),
    path("comptes/<int:pk>/cles/<int:key>/rendre/", accounts.take_back, name="take_back_key"),
    path("comptes/<int:pk>/mot-de-passe/", accounts.password, name="give_password"),
    path("comptes/<int:pk>/fermer/", accounts.close, name="close"),
    path("comptes/<int:pk>/rouvrir/", accounts.reopen, name="reopen"),
]
