from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "phares.common.pictures"
