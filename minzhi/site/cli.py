"""The command `minzhi`."""

import os
import sys
from importlib import import_module

from django.core.exceptions import AppRegistryNotReady, ImproperlyConfigured
from django.core.management import BaseCommand, execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError
from django.utils.translation import gettext as _

ALONE = frozenset({"read"})
"""Commands that need no room and no database: they run without loading all that."""

CUT_SHORT = 128 + 13
"""What a shell sees of a command that SIGPIPE ended."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhi.site.settings")
    if not (sys.argv[1:2] and sys.argv[1] in ALONE and _ran_alone(sys.argv)):
        _run(sys.argv)


def _run(argv: list[str]) -> None:
    """Run a command; where it failed for tables that are not there yet, say so and what to do."""
    try:
        execute_from_command_line(argv)
        sys.stdout.flush()
    except BrokenPipeError:  # who read it has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CUT_SHORT)
    except ImproperlyConfigured as wrong:
        sys.exit(str(wrong))
    except (OperationalError, ProgrammingError):
        if not _tables_are_missing():
            raise
        sys.exit(_("这里的数据库还没有建好：请先运行 minzhi migrate（要看演示，请运行 minzhi demo）。"))


def _tables_are_missing() -> bool:
    from django.db import connection  # noqa: PLC0415 - the same
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - nor for this

    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except OperationalError:  # no database at all
        return False


def _ran_alone(argv: list[str]) -> bool:
    """Run a command by itself; return whether it went: what it has to refuse is said in the words of the whole site."""
    command: BaseCommand = import_module(f"minzhi.site.management.commands.{argv[1]}").Command()
    try:
        command.run_from_argv(argv)
    except AppRegistryNotReady:
        return False
    return True
