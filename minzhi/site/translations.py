"""Turns the translators' .po files into what gettext reads, with Python alone."""

import ast
import os
import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = 0x950412DE
KEYWORDS = ("msgctxt ", "msgid_plural ", "msgid ", "msgstr")


def bring_up_to_date(written: Path, compiled_into: Path) -> None:
    """Write what changed below `written` (the package's .po files) into a folder that the installation may write."""
    for source in written.glob("*/LC_MESSAGES/*.po"):
        target = compiled_into / source.relative_to(written).with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns == source.stat().st_mtime_ns:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(compiled(read(source.read_text("utf-8"))))
        os.utime(fresh, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
        fresh.replace(target)


def read(text: str) -> dict[str, str]:
    r"""Return what a .po file translates; unfinished (fuzzy, empty) and removed sentences are left out.

    >>> read('msgid "关"\nmsgstr "Off"\n\n#, fuzzy\nmsgid "开"\nmsgstr "On"')
    {'关': 'Off'}
    """
    blocks = [block for block in text.split("\n\n") if not _is_fuzzy(block)]
    found = dict(_entry(parts) for parts in map(dict, map(_parts, blocks)) if "msgid" in parts)
    return {source: target for source, target in found.items() if target.strip("\0")}


def _is_fuzzy(block: str) -> bool:
    return any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines())


def _entry(parts: dict[str, str]) -> tuple[str, str]:
    """Return one sentence and its translation, in the form that .mo files keep (context and plurals joined)."""
    source = parts["msgid"]
    if "msgctxt" in parts:
        source = f"{parts['msgctxt']}\x04{source}"
    if "msgid_plural" in parts:
        source = f"{source}\0{parts['msgid_plural']}"
    return source, "\0".join(text for name, text in parts.items() if name.startswith("msgstr"))


def _parts(block: str) -> Iterator[tuple[str, str]]:
    name, text = "", ""
    for line in block.splitlines():
        if line.startswith(KEYWORDS):
            if name:
                yield name, text
            name, _space, quoted = line.partition(" ")
            text = ast.literal_eval(quoted)
        elif line.startswith('"'):
            text += ast.literal_eval(line)
    if name:
        yield name, text


def compiled(catalogue: dict[str, str]) -> bytes:
    """Return the .mo form: a table of sorted originals, a table of translations, and the texts of both."""
    pairs = sorted((source.encode(), target.encode()) for source, target in catalogue.items())
    columns = [[pair[side] for pair in pairs] for side in (0, 1)]
    size = len(pairs)
    at = 28 + 16 * size
    tables, texts = b"", b""
    for column in columns:
        for text in column:
            tables += struct.pack("<II", len(text), at)
            texts += text + b"\0"
            at += len(text) + 1
    return struct.pack("<7I", MAGIC, 0, size, 28, 28 + 8 * size, 0, 28 + 16 * size) + tables + texts
