"""`minzhi words`: gather every sentence that people read, from code, templates and data, for the translators."""

import os
import re
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import yaml
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.test.utils import override_settings
from django.utils.translation import gettext as _

PACKAGE = Path(__file__).resolve().parents[3]
SHOWN = ("label", "title", "unit", "source")
"""The keys of data files whose Chinese values pages show through gettext."""
SOURCES = ("provinces/*/rules.yaml", "programmes/*/parameters.yaml")
HAN = re.compile(r"[\u4e00-\u9fff]")


class Command(BaseCommand):
    help = "把代码、模板和数据里的中文收进 locale/en，供翻译"

    def handle(self, *_args: Any, **_options: Any) -> None:
        carrier = PACKAGE / f"words_of_data_{os.getpid()}.py"
        words = sorted({word for source in SOURCES for path in PACKAGE.glob(source) for word in words_of(path)})
        carrier.write_text("\n".join(f"_({word!r})" for word in words), "utf-8")
        try:
            _gather()
        finally:
            carrier.unlink()
        self.stdout.write(_("已收集；数据文件里有%(count)s条。译完后重启即生效。") % {"count": len(words)})


def _gather() -> None:
    """Run Django's own extraction over the package; tests and data are not shown to people."""
    (PACKAGE / "locale").mkdir(exist_ok=True)
    with chdir(PACKAGE), override_settings(LOCALE_PATHS=[PACKAGE / "locale"]):
        call_command(
            "makemessages", locale=["en"], no_location=True, no_wrap=True, no_obsolete=True, verbosity=0,
            ignore_patterns=["*/tests/*", "static/*"],
        )  # fmt: skip


def words_of(path: Path) -> Iterator[str]:
    """Yield the Chinese that a data file shows."""
    yield from _shown(yaml.safe_load(path.read_text("utf-8")))


def _shown(given: object) -> Iterator[str]:
    if isinstance(given, list):
        for each in given:
            yield from _shown(each)
    elif isinstance(given, dict):
        for key, value in given.items():
            if key in SHOWN and isinstance(value, str) and HAN.search(value):
                yield value
            else:
                yield from _shown(value)
