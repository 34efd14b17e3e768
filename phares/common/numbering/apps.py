from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "phares.common.numbering"
