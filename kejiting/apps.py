from __future__ import annotations

from django.apps import AppConfig


class KejitingConfig(AppConfig):
    name = "kejiting"
    verbose_name = "科技厅"
