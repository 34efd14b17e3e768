from django.urls import path

from phares.cooperative.projects import views

app_name = "projects"
urlpatterns = [
    path("actions/", views.actions_of_year, name="actions"),
    path("actions/<int:pk>/", views.reword, name="reword"),
    path("partenaires/", views.partners, name="partners"),
]
