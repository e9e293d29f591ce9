from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from kejiting.text.words import use_cache_folder


class KejitingConfig(AppConfig):
    name = "kejiting"
    verbose_name = "科技厅"

    def ready(self) -> None:
        use_cache_folder(settings.WORDS_CACHE_DIR)
