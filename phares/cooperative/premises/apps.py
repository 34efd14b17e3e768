from django.apps import AppConfig


class PremisesConfig(AppConfig):
    name = "phares.cooperative.premises"
