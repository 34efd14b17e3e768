from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "phares.common.parameters"
