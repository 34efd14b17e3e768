from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "phares.common.sheets"
