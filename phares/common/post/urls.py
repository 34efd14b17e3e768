from __future__ import annotations

from django.urls import path

from phares.common.post import views

app_name = "post"
urlpatterns = [
    path("courrier-sortant/", views.outgoing, name="outgoing"),
    path("courrier-sortant/essai/", views.trial, name="trial"),
    path("courrier-sortant/<int:pk>/reessayer/", views.retry, name="retry"),
    path("mes-courriers/", views.mine, name="mine"),
    path("mes-courriers/<str:kind>/", views.choose, name="choose"),
    path("courriers/refuser/<str:token>/", views.refuse, name="refuse"),
    path("demonstration/courrier/", views.mailbox, name="mailbox"),
    path("demonstration/courrier/<int:pk>/", views.letter, name="letter"),
    path("demonstration/courrier/<int:pk>/tel-quel/", views.as_sent, name="as_sent"),
    path("delais/", views.parameters, name="parameters"),
    path("delais/<str:code>/", views.set_one, name="set_parameter"),
]
