"""`minzhi resolve names FILE`: which names are one party, and which an officer should look at."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.similarity import api


class Command(BaseCommand):
    help = "归并名称：哪些写法是同一个申请人或机构，哪些要人工判断"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["names"])
        parser.add_argument("file", type=Path, help="每行：名称、地址、统一社会信用代码，用制表符隔开，后两项可缺")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            lines = options["file"].read_text("utf-8-sig").splitlines()
        except OSError as bad:
            raise CommandError(_("没有归并：%(why)s") % {"why": bad}) from bad
        except UnicodeDecodeError as bad:
            raise CommandError(_("没有归并：文件不是 UTF-8 的文本。")) from bad
        given = [api.Given(*[cell.strip() for cell in line.split("\t")[:3]]) for line in lines if line.strip()]
        if not given:
            raise CommandError(_("没有归并：文件里没有名称。"))
        found = api.resolve_names(given)
        answer = {
            "version": found.version,
            "names": [{"name": row.name, "party": party} for row, party in zip(given, found.party, strict=True)],
            "parties": len(set(found.party)),
            "joined": [_pair(each, given) for each in found.joined],
            "review": [_pair(each, given) for each in found.doubts],
        }
        if options["as_json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            _("%(names)s个写法，%(parties)s个主体，%(review)s对需人工判断。")
            % {"names": len(given), "parties": answer["parties"], "review": len(found.doubts)}
        )
        for each in found.doubts:
            self.stdout.write(f"{each.score}\t{given[each.left].name}\t{given[each.right].name}")


def _pair(doubt: api.Doubt, given: list[api.Given]) -> dict[str, Any]:
    return {
        "left": given[doubt.left].name,
        "right": given[doubt.right].name,
        "score": doubt.score,
        "reasons": list(doubt.reasons),
    }
