from django.urls import path

from phares.cooperative.governance import views

app_name = "governance"
urlpatterns = [
    path("instances/", views.bodies, name="bodies"),
    path("instances/creer/", views.create, name="create"),
    path("instances/<int:pk>/modifier/", views.reword, name="reword"),
    path("instances/<int:pk>/mandats/donner/", views.give, name="give"),
    path("mandats/<int:pk>/corriger/", views.correct, name="correct"),
    path("mandats/<int:pk>/terminer/", views.end, name="end"),
]
