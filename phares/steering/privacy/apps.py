from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "phares.steering.privacy"
