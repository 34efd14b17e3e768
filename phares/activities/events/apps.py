from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "phares.activities.events"
