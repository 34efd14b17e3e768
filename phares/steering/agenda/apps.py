from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "phares.steering.agenda"
