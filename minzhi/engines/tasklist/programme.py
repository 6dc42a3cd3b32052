"""A programme is a Django app with a card: key and title. What it serves is data of the province's task list."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class Programme(AppConfig):
    """The card of a programme. Its key is the name of its folder."""

    default = False  # the base is no app of its own

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.default = True

    def ready(self) -> None:
        """Let the room say what it has: its processes (`PROCESSES`), indicators, jobs, and how its acts are done."""
        from minzhi.engines.casework.api import register  # noqa: PLC0415 - needs the models to be loaded

        for part in ("process", "indicators", "jobs", "actions"):
            if find_spec(f"{self.name}.{part}"):
                module = import_module(f"{self.name}.{part}")
                for process in getattr(module, "PROCESSES", ()):
                    register(process)

    @property
    def is_built(self) -> bool:
        """Tell whether the programme does work yet; a planned one is its card and a page that says so."""
        return find_spec(f"{self.name}.urls") is not None


def programmes() -> dict[str, Programme]:
    """Return the programmes of this installation by key, in the order of the settings."""
    return {card.label: card for card in apps.get_app_configs() if isinstance(card, Programme)}
