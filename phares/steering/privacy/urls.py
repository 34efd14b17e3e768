from django.urls import path

from phares.steering.privacy.views import files, own, register

app_name = "privacy"
urlpatterns = [
    path("donnees-personnelles/", register.register, name="register"),
    path("donnees-personnelles/durees/<str:code>/", register.set_term, name="set_term"),
    path("donnees-personnelles/passees-de-date/", register.due, name="due"),
    path("donnees-personnelles/passees-de-date/oublier/", register.purge, name="purge"),
    path("donnees-personnelles/personnes/", files.people, name="people"),
    path("donnees-personnelles/personnes/<int:person>/", files.file, name="file"),
    path(
        "donnees-personnelles/personnes/<int:person>/exporter/<slug:form>/",
        files.export,
        name="export",
    ),
    path("donnees-personnelles/personnes/<int:person>/effacer/", files.erase, name="erase"),
    path("donnees-personnelles/comptes/<int:account>/", files.file, name="account_file"),
    path(
        "donnees-personnelles/comptes/<int:account>/exporter/<slug:form>/",
        files.export,
        name="account_export",
    ),
    path("donnees-personnelles/comptes/<int:account>/effacer/", files.erase, name="account_erase"),
    path("donnees-personnelles/demandes/<int:pk>/", files.answer, name="answer"),
    path(
        "mon-compte/mes-donnees/accords/<int:pk>/retirer/",
        own.take_back_consent,
        name="take_back_consent",
    ),
    path(
        "mon-compte/mes-donnees/paroles/<int:pk>/retirer/",
        own.take_back_quote,
        name="take_back_quote",
    ),
    path(
        "mon-compte/mes-donnees/fonctions/<int:pk>/cacher/",
        own.hide_function,
        name="hide_function",
    ),
    path("mon-compte/mes-donnees/demander/<slug:wish>/", own.ask, name="ask"),
    path("mon-compte/mes-donnees/", own.mine, name="mine"),
    path("mon-compte/mes-donnees/exporter/<slug:form>/", own.export, name="export_mine"),
]
