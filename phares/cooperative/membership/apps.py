from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "phares.cooperative.membership"
