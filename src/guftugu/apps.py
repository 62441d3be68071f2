from django.apps import AppConfig


class GuftuguConfig(AppConfig):
    name = "guftugu"
    label = "guftugu"
    default_auto_field = "django.db.models.BigAutoField"
