from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "phares.common.audit"
