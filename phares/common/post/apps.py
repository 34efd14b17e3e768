from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "phares.common.post"
