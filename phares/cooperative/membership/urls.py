from django.urls import path

from phares.cooperative.membership import views

app_name = "membership"
urlpatterns = [path("associes/", views.associates, name="associates")]
