from django.urls import path

from phares.activities.events.views import coming, events, open_to_all

app_name = "events"
urlpatterns = [
    path("rendez-vous/", events.events, name="events"),
    path("rendez-vous/preparer/", events.plan, name="plan"),
    path("rendez-vous/<int:pk>/", events.event, name="event"),
    path("rendez-vous/<int:pk>/corriger/", events.correct, name="correct"),
    path("rendez-vous/<int:pk>/annoncer/", events.announce, name="announce"),
    path("rendez-vous/<int:pk>/tenu/", events.hold, name="hold"),
    path("rendez-vous/<int:pk>/rouvrir/", events.reopen, name="reopen"),
    path("rendez-vous/<int:pk>/annuler/", events.cancel, name="cancel"),
    path("rendez-vous/<int:pk>/seances/", events.add_session, name="add_session"),
    path("rendez-vous/<int:pk>/depenses/", events.note_cost, name="note_cost"),
    path("rendez-vous/depenses/<int:pk>/retirer/", events.remove_cost, name="remove_cost"),
    path("rendez-vous/seances/<int:pk>/", events.change_session, name="change_session"),
    path("rendez-vous/seances/<int:pk>/retirer/", events.drop_session, name="drop_session"),
    path("rendez-vous/seances/<int:pk>/inscrire/", coming.register, name="register"),
    path("rendez-vous/seances/<int:pk>/venir/", coming.come, name="come"),
    path("rendez-vous/seances/<int:pk>/presences/", coming.attendance, name="attendance"),
    path("rendez-vous/seances/<int:pk>/emargement.pdf", coming.sheet, name="sheet"),
    path("rendez-vous/seances/<int:pk>/compter/", coming.heads, name="heads"),
    path("rendez-vous/inscriptions/<int:pk>/annuler/", coming.give_up, name="give_up"),
    path("ouvert-a-tous/", open_to_all.public_events, name="public_events"),
    path("ouvert-a-tous/<int:pk>/", open_to_all.public_event, name="public_event"),
    path("mon-inscription/<str:token>/", open_to_all.mine, name="mine"),
]
