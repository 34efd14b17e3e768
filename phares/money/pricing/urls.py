from django.urls import path

from phares.money.pricing import views

app_name = "pricing"
urlpatterns = [
    path("tarifs/", views.tariffs, name="tariffs"),
    path("tarifs/ajouter/", views.add, name="add"),
    path("tarifs/<int:pk>/changer/", views.change, name="change"),
    path("tarifs/<int:pk>/corriger/", views.correct, name="correct"),
    path("tarifs/<int:pk>/terminer/", views.end, name="end"),
]
