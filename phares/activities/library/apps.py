from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "phares.activities.library"
