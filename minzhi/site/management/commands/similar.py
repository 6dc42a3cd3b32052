"""`minzhi similar filing|mark|logo`: what is near a draft, a word mark, a picture, and why."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.similarity import api
from minzhi.kit import clock

GROUP = 4
CLASSES = frozenset(f"{number:02}" for number in range(1, 46))


class Command(BaseCommand):
    help = "查相近：专利草稿（filing）、文字商标（mark）、图形（logo），并说明理由"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["filing", "mark", "logo"])
        parser.add_argument("given", help="文本（或者文本文件）、商标文字、图片文件")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--class", dest="classes", action="append", default=[], help="尼斯类，如 30，可以写多次")
        parser.add_argument("--group", dest="groups", action="append", default=[], help="类似群，如 3002，可以写多次")
        parser.add_argument("--on", type=date.fromisoformat, help="按哪一天的法律，不写则为今天")
        parser.add_argument("--against", type=Path, help="与这个文件比：每行 商标、号码、类、类似群，用制表符隔开")
        parser.add_argument("--from", dest="folder", type=Path, help="先把这个文件夹里的图片编入图形索引")
        parser.add_argument("--rebuild", action="store_true", help="先重建索引")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["limit"] < 1:
            raise CommandError(_("--limit 至少是1。"))
        rows = {"filing": self._filing, "mark": self._mark, "logo": self._logo}[options["what"]](options)
        if options["as_json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
            return
        for row in rows["hits"]:
            said = [str(value) for value in row.values() if isinstance(value, str | float) and value != ""]
            said += [each["text"] for each in row.get("speaking", ())]
            self.stdout.write("\t".join(said))
        if not rows["hits"]:
            self.stdout.write(_("没有相近的。"))

    def _filing(self, options: dict[str, Any]) -> dict[str, Any]:
        text = _text_of(options["given"])
        index = None if options["rebuild"] else api.filings_index()
        if index is None and not api.index_filings():
            raise CommandError(_("还没有导入专利，无从比对：请先运行 minzhi import。"))
        index = index or api.filings_index()
        hits = index.near(text, limit=options["limit"]) if index else []
        version = index.scorer.version if index else ""
        return {
            "version": version,
            "hits": [
                {
                    "filing": hit.key,
                    "score": hit.score,
                    "kind": hit.kind,
                    "kind_label": api.KINDS[hit.kind],
                    "measures": hit.measures,
                }
                for hit in hits
            ],
        }

    def _mark(self, options: dict[str, Any]) -> dict[str, Any]:
        index = api.marks_index(_marks_of(options["against"]) if options["against"] else None, draw=True)
        if not index.marks:
            raise CommandError(_("还没有导入商标，无从比对：请先运行 minzhi import，或者用 --against 给出一份清单。"))
        if not options["given"].strip():
            raise CommandError(_("没有可比的文字：请写出商标的汉字或者字母。"))
        classes = tuple(each.zfill(2) for each in options["classes"])
        if wrong := [each for each in classes if each not in CLASSES]:
            raise CommandError(_("没有第%(wrong)s类：尼斯分类是1至45类。") % {"wrong": "、".join(wrong)})
        if strange := [each for each in options["groups"] if not (each.isdecimal() and len(each) == GROUP)]:
            raise CommandError(_("类似群「%(wrong)s」不是四位数字，如 3002。") % {"wrong": "、".join(strange)})
        asked = api.Asked(options["given"], options["on"] or clock.today(), classes, tuple(options["groups"]))
        return api.told_of_mark(index, asked, limit=options["limit"])

    def _logo(self, options: dict[str, Any]) -> dict[str, Any]:
        if options["folder"]:
            if not options["folder"].is_dir():
                raise CommandError(_("没有「%(folder)s」这个文件夹。") % {"folder": options["folder"]})
            _count, bad = api.index_logos(options["folder"])
            for line in bad:
                self.stderr.write(line)
        index = api.logos_index()
        if index is None:
            raise CommandError(_("还没有图形可比：请先用 --from 给出存放图形的文件夹。"))
        try:
            picture = api.read_picture(Path(options["given"]).read_bytes())
        except (api.BadPicture, OSError) as bad_file:
            raise CommandError(_("没有比对：%(why)s") % {"why": bad_file}) from bad_file
        hits = index.near(picture, limit=options["limit"])
        rows = [{"logo": hit.key, "score": hit.score, "way": hit.way, "way_label": api.WAYS[hit.way]} for hit in hits]
        return {"version": index.calibrated.version, "hits": rows}


def _text_of(given: str) -> str:
    """Return the text of a file where there is one of this name, else what was given; a text may be too long a name."""
    try:
        is_file = Path(given).is_file()
    except OSError:
        is_file = False
    text = _read(Path(given)) if is_file else given
    if not text.strip():
        raise CommandError(_("没有可比的文本：请写出摘要或者权利要求，或者给出文本文件。"))
    return text


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as bad:
        raise CommandError(_("没有比对：%(why)s") % {"why": bad}) from bad
    except UnicodeDecodeError as bad:
        raise CommandError(_("没有比对：文件不是 UTF-8 的文本。")) from bad


def _marks_of(path: Path) -> Iterator[api.Mark]:
    for line in _read(path).splitlines():
        text, number, classes, groups = (*line.split("\t"), "", "", "")[:4]
        if text.strip():
            split = tuple(each.zfill(2) for each in classes.replace(",", " ").split())
            yield api.Mark(text.strip(), number, split, tuple(groups.replace(",", " ").split()))
