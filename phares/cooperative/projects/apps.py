from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "phares.cooperative.projects"
