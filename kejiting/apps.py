from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class KejitingConfig(AppConfig):
    name = "kejiting"
    verbose_name = "科技厅"

    def ready(self) -> None:
        import_module("kejiting.audit.receivers")
        # Chinese names of rights, which the audit records in every process
        import_module("kejiting.web.rights")
