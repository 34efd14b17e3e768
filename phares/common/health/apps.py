from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "phares.common.health"
