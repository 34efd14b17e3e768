from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "phares.common.notices"
