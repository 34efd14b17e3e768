from django.urls import path

from phares.activities.library import views

app_name = "library"
urlpatterns = [
    path("paroles/", views.quotes, name="quotes"),
    path("paroles/noter/", views.note, name="note"),
    path("paroles/<int:pk>/corriger/", views.correct, name="correct"),
    path("paroles/<int:pk>/retirer/", views.withdraw, name="withdraw"),
    path("publications/", views.publications, name="publications"),
    path("publications/classer/", views.file, name="file"),
]
