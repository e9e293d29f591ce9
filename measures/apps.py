from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MeasuresConfig(AppConfig):
    name = "measures"
    verbose_name = "方案与措施"

    def ready(self) -> None:
        autodiscover_modules("receivers")
