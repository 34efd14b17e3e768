from django.urls import path

from phares.activities.jobsharing import views

app_name = "jobsharing"
urlpatterns = [path("postes/", views.posts, name="posts")]
