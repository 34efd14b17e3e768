from django.urls import path

from phares.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("entrer/", views.arrive, name="arrive"),
    path("mon-espace/", views.mine, name="mine"),
    path("aujourdhui/", views.today, name="today"),
    path("a-faire/", views.to_do, name="to_do"),
    path("chercher/", views.find, name="find"),
    path("tout/", views.everything, name="everything"),
    path("demonstration/jour/", views.travel, name="travel"),
]
