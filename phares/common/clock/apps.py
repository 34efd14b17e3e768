from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "phares.common.clock"
