from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "phares.common.documents"
    label = "documents"
    verbose_name = "documents"
