"""`minzhi similar filing|mark|logo`: what is near a draft, a word mark, a picture, and why."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.similarity import api

LONGEST_NAME = 255


class Command(BaseCommand):
    help = "查相近：filing 文本（或文件），返回相近的已导入专利"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["filing"])
        parser.add_argument("given", help="文本，或者文本文件")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--rebuild", action="store_true", help="先重建索引")

    def handle(self, *_args: Any, **options: Any) -> None:
        rows = self._filing(options)
        if options["as_json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
            return
        for row in rows["hits"]:
            self.stdout.write("\t".join(str(value) for value in row.values() if not isinstance(value, dict)))

    def _filing(self, options: dict[str, Any]) -> dict[str, Any]:
        index = None if options["rebuild"] else api.filings_index()
        if index is None and not api.index_filings():
            raise CommandError(_("还没有导入专利，无从比对：请先运行 minzhi import。"))
        index = index or api.filings_index()
        path = Path(options["given"])
        text = (
            path.read_text("utf-8-sig") if len(options["given"]) < LONGEST_NAME and path.is_file() else options["given"]
        )
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
