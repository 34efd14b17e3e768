from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "phares.common.journal"
