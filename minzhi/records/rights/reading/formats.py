"""The formats that can be imported, by their key."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from minzhi.kit.text import mark
from minzhi.records.rights.reading import cnipa, epo, gazette, lines, marks, uspto
from minzhi.records.rights.reading.item import Item
from minzhi.records.tables.markup import BadFile, opened

Reader = Callable[[IO[bytes], str], Iterator[Item]]
FORMATS: dict[str, tuple[str, Reader]] = {
    "cnipa-xml": (mark("国家知识产权局专利文献 XML（V2.2.1）"), cnipa.read),
    "uspto-xml": (mark("美国专利授权和公开 XML"), uspto.read),
    "epo-xml": (mark("欧洲专利局交换文献 XML（OPS、DOCDB）"), epo.read),
    "uspto-marks": (mark("美国商标每日 XML"), marks.read),
    "lines": (mark("闽知交换格式，一行一件（JSON）"), lines.read),
    "gazette-csv": (mark("专利公报 CSV"), gazette.read),
}


def items(path: Path, form: str, name: str = "") -> Iterator[Item]:
    """Yield what a file, or an archive of files, says; `name` is how people call it. Raises `BadFile`."""
    if form not in FORMATS:
        raise BadFile(_("没有格式「%(form)s」，可用：%(known)s。") % {"form": form, "known": " ".join(FORMATS)})
    reader = FORMATS[form][1]
    with opened(path, name) as streams:
        for part, stream in streams:
            try:
                yield from reader(stream, part)
            except BadFile as wrong:
                if part in str(wrong) or part == (name or path.name).removesuffix(".gz"):
                    raise
                raise BadFile(f"{part}：{wrong}") from wrong
