from django.urls import path

from phares.money.pricing import views

app_name = "pricing"
urlpatterns = [path("tarifs/", views.tariffs, name="tariffs")]
