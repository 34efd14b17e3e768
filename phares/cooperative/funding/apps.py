from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "phares.cooperative.funding"
