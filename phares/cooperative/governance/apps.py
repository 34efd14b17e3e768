from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "phares.cooperative.governance"
