from django.apps import AppConfig


class JobsharingConfig(AppConfig):
    name = "phares.activities.jobsharing"
