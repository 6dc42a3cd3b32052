"""The translators' files, one per app in `locale/en`; the one file that gettext reads is made of them at each start."""

import os
from collections.abc import Iterator
from pathlib import Path

import polib

HEAD = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def bring_up_to_date(written: Path, compiled_into: Path) -> None:
    """Merge the .po files of each language below `written` into a folder that the installation may write."""
    for folder in filter(Path.is_dir, written.glob("*")):
        changed = max(path.stat().st_mtime_ns for path in (folder, *folder.glob("*.po")))
        target = compiled_into / folder.name / "LC_MESSAGES" / "django.mo"
        if target.exists() and target.stat().st_mtime_ns == changed:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(merged(folder).to_binary())
        os.utime(fresh, ns=(changed, changed))
        fresh.replace(target)


def merged(folder: Path) -> polib.POFile:
    """Return what the files of one language translate, each sentence once; unfinished ones are left out."""
    whole = polib.POFile()
    whole.metadata = HEAD
    whole.extend({said(entry): entry for entry in entries(folder) if entry.translated()}.values())
    return whole


def entries(folder: Path) -> Iterator[polib.POEntry]:
    """Yield every sentence of every file of one language, removed ones excepted."""
    for path in sorted(folder.glob("*.po")):
        yield from (entry for entry in polib.pofile(str(path)) if not entry.obsolete)


def said(entry: polib.POEntry) -> tuple[str, str]:
    """Return what tells one sentence from another: its context and itself."""
    return entry.msgctxt or "", entry.msgid


def write(path: Path, sentences: list[polib.POEntry]) -> None:
    """Write one file so that two people's changes merge: sorted, without line numbers, dates or folded lines."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = HEAD
    for entry in sentences:
        entry.occurrences = []
    file.extend(sorted(sentences, key=said))
    path.write_text(f"{file}", "utf-8")
