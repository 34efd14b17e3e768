from django.urls import path

from phares.cooperative.funding import views

app_name = "funding"
urlpatterns = [
    path("subventions/", views.grants, name="grants"),
    path("subventions/nouvelle/", views.new, name="new"),
    path("subventions/<int:pk>/", views.move, name="move"),
    path("subventions/<int:pk>/corriger/", views.correct, name="correct"),
]
