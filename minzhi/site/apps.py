from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from minzhi.site.translations import bring_up_to_date


class Site(AppConfig):
    name = "minzhi.site"

    def ready(self) -> None:
        """Translations come as text; what gettext reads is made here, wherever the program was installed."""
        bring_up_to_date(Path(self.path).parent / "locale", settings.LOCALE_PATHS[0])
