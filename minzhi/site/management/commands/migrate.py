"""Django's `migrate`, which lays a new database out at once instead of going the way of all its former shapes."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from minzhi.records.tables.laying import lay_out


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Make or bring forward the tables; only a call that asks for everything may lay them out at once."""
        if not (options["app_label"] or options["plan"] or options["check_unapplied"] or options["fake"]):
            lay_out(connections[options["database"]])
        super().handle(*args, **options)
