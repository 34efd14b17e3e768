from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "phares.steering.opendata"
