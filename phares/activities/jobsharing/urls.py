from django.urls import path

from phares.activities.jobsharing import views

app_name = "jobsharing"
urlpatterns = [
    path("postes/", views.posts, name="posts"),
    path("postes/creer/", views.create, name="create"),
    path("postes/<int:pk>/modifier/", views.reword, name="reword"),
    path("postes/<int:pk>/affecter/", views.assign, name="assign"),
    path("affectations/<int:pk>/corriger/", views.correct, name="correct"),
    path("affectations/<int:pk>/terminer/", views.end, name="end"),
]
