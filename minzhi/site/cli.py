"""The command `minzhi`."""

import os
import sys
from importlib import import_module

from django.core.exceptions import AppRegistryNotReady
from django.core.management import BaseCommand, execute_from_command_line

ALONE = frozenset({"read"})
"""Commands that need no room and no database: they run without loading all that."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhi.site.settings")
    if not (sys.argv[1:2] and sys.argv[1] in ALONE and _ran_alone(sys.argv)):
        execute_from_command_line(sys.argv)


def _ran_alone(argv: list[str]) -> bool:
    """Run a command by itself; return whether it went: what it has to refuse is said in the words of the whole site."""
    command: BaseCommand = import_module(f"minzhi.site.management.commands.{argv[1]}").Command()
    try:
        command.run_from_argv(argv)
    except AppRegistryNotReady:
        return False
    return True
