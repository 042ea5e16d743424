"""The one Django app that holds Plait's tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Plait's store."""

    name = "plait.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Plait"
