from django.apps import AppConfig


class SendingsConfig(AppConfig):
    name = "phares.common.sendings"
