from django.apps import AppConfig


class PricingConfig(AppConfig):
    name = "phares.money.pricing"
