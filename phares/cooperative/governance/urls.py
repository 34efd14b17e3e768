from django.urls import path

from phares.cooperative.governance import views

app_name = "governance"
urlpatterns = [path("instances/", views.bodies, name="bodies")]
