from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "phares.activities.bookings"
