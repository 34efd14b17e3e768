from django.apps import AppConfig


class AssetsConfig(AppConfig):
    name = "phares.cooperative.assets"
