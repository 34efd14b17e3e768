from django.urls import path

from phares.cooperative.membership import views

app_name = "membership"
urlpatterns = [
    path("associes/", views.associates, name="associates"),
    path("associes/admettre/", views.admit, name="admit"),
    path("associes/<int:pk>/corriger/", views.correct, name="correct"),
    path("associes/<int:pk>/sortie/", views.leave, name="leave"),
    path("associes/categories/creer/", views.add_category, name="add_category"),
    path("associes/categories/<int:pk>/renommer/", views.reword_category, name="reword_category"),
    path("associes/categories/<int:pk>/terminer/", views.end_category, name="end_category"),
    path("associes/colleges/<int:pk>/modifier/", views.reword_college, name="reword_college"),
    path("associes/colleges/<int:pk>/terminer/", views.end_college, name="end_college"),
    path("associes/colleges/creer/", views.add_college, name="add_college"),
]
