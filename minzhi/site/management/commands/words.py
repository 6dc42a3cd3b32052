"""`minzhi words`: gather every sentence that people read, from code, templates and data, for the translators."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
import yaml
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.management.commands.makemessages import Command as MakeMessages
from django.test.utils import override_settings
from django.utils.translation import gettext as _

from minzhi.site.translations import entries, said, write

PACKAGE = Path(__file__).resolve().parents[3]
ENGLISH = PACKAGE / "locale" / "en"
FLOORS = ("kit", "records", "engines", "programmes", "provinces", "site")
"""From below: a sentence said on several floors stands in the file of the lowest."""
SHOWN = ("label", "title", "unit", "source")
SOURCES = {
    "provinces/*/rules.yaml": SHOWN,
    "provinces/*/words.yaml": SHOWN,
    "provinces/*/units.yaml": ("name", "short"),
    "provinces/*/tasklists/*/*.yaml": ("kind", "unit"),
    "engines/*/parameters.yaml": SHOWN,
    "programmes/*/parameters.yaml": (*SHOWN, "says"),
    "provinces/*/data_ip.yaml": (*SHOWN, "says"),
}
"""Data files, and the keys in each whose Chinese values pages show through gettext."""
HAN = re.compile(r"[\u4e00-\u9fff]")
NOT_SHOWN = shutil.ignore_patterns("__pycache__", "tests", "locale", "static", "migrations")


class Extraction(MakeMessages):
    """Django's own, which also knows what `minzhi.kit.text.mark` marks where it is called by its name."""

    xgettext_options = [*MakeMessages.xgettext_options, "--keyword=mark", "--keyword=_now"]


class Command(BaseCommand):
    help = "把代码、模板和数据里的中文收进 locale/en，每个应用一个文件，供翻译"

    def handle(self, *_args: Any, **_options: Any) -> None:
        sentences = gathered()
        ENGLISH.mkdir(parents=True, exist_ok=True)
        carry_over({said(entry): entry for entry in entries(ENGLISH) if entry.translated()}, sentences)
        shelves = defaultdict(list)
        for entry in sentences:
            shelves[file_of(entry)].append(entry)
        for path in set(ENGLISH.glob("*.po")) - {ENGLISH / name for name in shelves}:
            path.unlink()
        for name, of_one_app in shelves.items():
            write(ENGLISH / name, of_one_app)
        missing = [
            f"  {name}: {entry.msgid}" for name in sorted(shelves) for entry in shelves[name] if not entry.translated()
        ]
        counts = {"count": len(sentences), "missing": len(missing)}
        self.stdout.write(_("收集了%(count)s条，还有%(missing)s条没有译文。译完后重启即生效。") % counts)
        self.stdout.writelines(f"{line}\n" for line in missing)


def gathered() -> list[polib.POEntry]:
    """Return each sentence once, untranslated, with the files that say it; needs gettext's `xgettext`."""
    found = {said(entry): entry for entry in _of_code_and_templates()}
    for pattern, shown in SOURCES.items():
        for path in PACKAGE.glob(pattern):
            for word in words_of(path, shown):
                entry = found.setdefault(("", word), polib.POEntry(msgid=word))
                entry.occurrences.append((str(path.relative_to(PACKAGE)), ""))
    return list(found.values())


def _of_code_and_templates() -> polib.POFile:
    """Run Django's own extraction over a copy of the package, because it writes beside the templates."""
    with TemporaryDirectory() as made:
        copy, kept = Path(made) / "minzhi", Path(made) / "locale"
        shutil.copytree(PACKAGE, copy, ignore=NOT_SHOWN)
        kept.mkdir()
        with chdir(copy), override_settings(LOCALE_PATHS=[kept]):
            call_command(Extraction(), locale=["en"], verbosity=0)
        return polib.pofile(str(kept / "en" / "LC_MESSAGES" / "django.po"))


def carry_over(known: dict[tuple[str, str], polib.POEntry], sentences: list[polib.POEntry]) -> None:
    """Give each sentence the translation that it had, wherever that stood."""
    for entry in sentences:
        entry.flags, entry.comment = [], ""
        if before := known.get(said(entry)):
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
            entry.tcomment = before.tcomment


def file_of(entry: polib.POEntry) -> str:
    """Return the file that a sentence stands in: of the lowest floor that says it, by app where the floor has apps."""
    places = [Path(path).parts for path, _line in entry.occurrences]
    floor, *inside = min(places, key=lambda parts: (FLOORS.index(parts[0]), parts))
    by_app = floor not in {"provinces", "site"} and len(inside) > 1
    return f"{floor}.{inside[0]}.po" if by_app else f"{floor}.po"


def words_of(path: Path, shown: tuple[str, ...] = SHOWN) -> Iterator[str]:
    """Yield the Chinese that a data file shows."""
    yield from _shown(yaml.safe_load(path.read_text("utf-8")), shown)


def _shown(given: object, keys: tuple[str, ...]) -> Iterator[str]:
    if isinstance(given, list):
        for each in given:
            yield from _shown(each, keys)
    elif isinstance(given, dict):
        for key, value in given.items():
            if key in keys and isinstance(value, str) and HAN.search(value):
                yield value
            else:
                yield from _shown(value, keys)
