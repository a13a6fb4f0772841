from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = "Unit kerja dan pengguna"

    def ready(self):
        """Every app names in its recorded.py the tables whose changes are kept."""
        autodiscover_modules("recorded")
