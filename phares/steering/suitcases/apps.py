from django.apps import AppConfig


class SuitcasesConfig(AppConfig):
    name = "phares.steering.suitcases"
