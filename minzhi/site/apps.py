from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from minzhi.site import addresses
from minzhi.site.translations import bring_up_to_date


class Site(AppConfig):
    name = "minzhi.site"

    def ready(self) -> None:
        """Make what gettext reads from the translations, which come as text, and keep where addresses lead."""
        bring_up_to_date(Path(self.path).parent / "locale", settings.LOCALE_PATHS[0])
        addresses.remember()
