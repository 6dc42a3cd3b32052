"""`minzhi screen filings FILE.jsonl`: pairs of filings that are alike, and leads; resumable."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.similarity import api


class Command(BaseCommand):
    help = "筛查专利申请：成对的相似申请和线索（只是线索，由工作人员判断）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["filings"])
        parser.add_argument(
            "file", nargs="?", type=Path, help="每行一个 JSON 对象：key、title、abstract、claims、applicants……"
        )
        parser.add_argument("--imported", action="store_true", help="筛查已导入的专利")
        parser.add_argument(
            "--since", type=date.fromisoformat, help="配合 --imported：只筛查这一天起导入的（每日筛查）"
        )
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--sheets", type=int, default=0, help="前几对附证据表")
        parser.add_argument("--spark", help="在这个 Spark 集群上找候选对，如 spark://主机:7077（须装 minzhi[spark]）")
        parser.add_argument("--parts", type=Path, help="存放各部分结果的文件夹，中断后接着做")

    def handle(self, *_args: Any, **options: Any) -> None:
        if bool(options["file"]) == options["imported"]:
            raise CommandError(_("请给出一个文件，或者写 --imported，二者选一。"))
        if options["since"] and not options["imported"]:
            raise CommandError(_("--since 只能和 --imported 一起用：文件里的申请没有导入日期。"))
        if options["parts"] and options["parts"].exists() and not options["parts"].is_dir():
            raise CommandError(_("「%(path)s」不是文件夹，请另给 --parts。") % {"path": options["parts"]})
        found = self._found(options)
        if options["as_json"]:
            self.stdout.write(json.dumps(found.as_json(sheets=options["sheets"]), ensure_ascii=False, default=str))
            return
        self.stdout.write(
            _("%(filings)s件，相似%(pairs)s对，线索%(leads)s条（评分版本 %(version)s）。")
            % {
                "filings": len(found.filings),
                "pairs": len(found.pairs),
                "leads": len(found.leads),
                "version": found.scorer.version,
            }
        )
        for lead in found.leads[:50]:
            self.stdout.write(f"{lead.weight}\t{lead.kind}\t{lead.name}\t{lead.alike}/{lead.filings}")

    def _found(self, options: dict[str, Any]) -> api.Screened:
        if options["imported"] and options["since"]:
            return api.screen_new_filings(options["since"])
        try:
            given = list(api.imported() if options["imported"] else api.filings(options["file"]))
        except (api.BadFilings, OSError) as bad:
            raise CommandError(_("没有筛查：%(why)s") % {"why": bad}) from bad
        try:
            join = api.on_spark(options["spark"]) if options["spark"] else None
        except ModuleNotFoundError as absent:
            raise CommandError(_("没有安装 PySpark：请运行 pip install 'minzhi[spark]'。")) from absent
        folder = options["parts"] or api.kept_in("parts")
        return api.screen_filings(given, folder=folder, scorer=api.scorer(), join=join)
