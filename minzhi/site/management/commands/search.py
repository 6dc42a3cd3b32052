"""`minzhi search QUERY`: count, hits, tables, facets; translation into other dialects; files of statements."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.search import api
from minzhi.kit import clock


class Command(BaseCommand):
    help = "检索专利和商标"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="")
        parser.add_argument("--count", action="store_true", help="只要件数")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--csv", type=Path, help="把全部结果（最多10万件）写成表")
        parser.add_argument("--facets", default="", help=f"统计：{','.join(api.FACETS)}")
        parser.add_argument("--limit", type=int, default=20)
        parser.add_argument("--order", choices=api.ORDERS, default="relevance")
        parser.add_argument("--dialect", choices=list(api.DIALECTS), default="", help="检索式用的语法，不写则自动识别")
        parser.add_argument("--to", choices=list(api.DIALECTS), default="", help="译成另一种语法，不检索")
        parser.add_argument("--batch", type=Path, help="一行一条检索式的文件，可用 #编号 引用前面的")
        parser.add_argument("--rebuild", action="store_true", help="重建索引")
        parser.add_argument("--snapshot", metavar="NAME", help="把集群上的索引存为快照")
        parser.add_argument("--restore", metavar="NAME", help="从快照取回集群上的索引")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self._handle(options)
        except api.NoCluster as wrong:
            raise CommandError(str(wrong)) from wrong
        except api.BadQuery as bad:
            if options["as_json"]:
                self.stdout.write(json.dumps({"error": str(bad), "at": bad.at}, ensure_ascii=False))
            raise CommandError(str(bad)) from bad

    def _handle(self, options: dict[str, Any]) -> None:
        if options["rebuild"]:
            api.rebuild()
        if options["snapshot"] or options["restore"]:
            self._snapshot(options)
        elif options["batch"]:
            self._batch(options)
        elif options["to"]:
            self._translate(options)
        elif options["query"] or not options["rebuild"]:
            self._search(options)

    def _snapshot(self, options: dict[str, Any]) -> None:
        if options["snapshot"]:
            api.snapshot(options["snapshot"])
        if options["restore"]:
            api.restore(options["restore"])

    def _translate(self, options: dict[str, Any]) -> None:
        said = api.translate(options["query"], to=options["to"], dialect=options["dialect"])
        if options["as_json"]:
            self.stdout.write(json.dumps({"text": said.text, "cannot": said.cannot}, ensure_ascii=False))
        elif said.cannot:
            raise CommandError(_("不能译出：%(what)s") % {"what": "；".join(said.cannot)})
        else:
            self.stdout.write(said.text)

    def _batch(self, options: dict[str, Any]) -> None:
        lines = api.batch(options["batch"].read_text("utf-8-sig").splitlines())
        if options["as_json"]:
            rows = [
                {"number": each.number, "query": each.text, "count": each.count, "error": each.wrong} for each in lines
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for each in lines:
            self.stdout.write(f"#{each.number}\t{'' if each.count is None else each.count}\t{each.text}\t{each.wrong}")

    def _search(self, options: dict[str, Any]) -> None:
        facets = [name for name in options["facets"].split(",") if name]
        if unknown := [name for name in facets if name not in api.FACETS]:
            raise CommandError(
                _("不能按 %(names)s 统计，可用：%(known)s。")
                % {"names": " ".join(unknown), "known": " ".join(api.FACETS)}
            )
        limit = 0 if options["count"] else options["limit"]
        answer = api.ask(
            options["query"], dialect=options["dialect"], limit=limit, order=options["order"], facets=facets
        )
        if options["csv"]:
            with options["csv"].open("w", encoding="utf-8", newline="") as stream:
                about = {"query": options["query"], "on": clock.today(), "of": answer.found.count}
                stream.writelines(api.csv_lines(api.all_rights(answer.tree), **about))
            self.stdout.write(_("已写出%(count)s件。") % {"count": min(answer.found.count, api.MOST_EXPORTED)})
            if answer.found.count > api.MOST_EXPORTED:
                told = {"count": answer.found.count, "most": api.MOST_EXPORTED}
                self.stdout.write(_("共%(count)s件，一次最多写出%(most)s件；其余请加条件分几次导出。") % told)
        elif options["as_json"]:
            self.stdout.write(json.dumps(_as_json(answer), ensure_ascii=False, indent=1))
        else:
            self._tell(answer, only_count=options["count"])

    def _tell(self, answer: api.Answer, *, only_count: bool) -> None:
        if only_count:
            self.stdout.write(str(answer.found.count))
        else:
            self.stdout.write(
                _("%(count)s件（语法：%(dialect)s）")
                % {"count": answer.found.count, "dialect": _(answer.reading.dialect.title)}
            )
            for remark in answer.remarks:
                self.stdout.write(f"! {remark.text}")
            for right in answer.rights:
                self.stdout.write("\t".join(api.row(right)[:5]))
        for name, values in answer.found.facets.items():
            self.stdout.write(f"{name}\t" + "\t".join(f"{value} {number}" for value, number in values))


def _as_json(answer: api.Answer) -> dict[str, Any]:
    return {
        "query": answer.reading.text,
        "dialect": answer.reading.dialect.key,
        "native": api.write_native(answer.reading.tree),
        "count": answer.found.count,
        "remarks": [{"code": each.code, "text": each.text} for each in answer.remarks],
        "facets": {
            name: [{"value": value, "count": number} for value, number in values]
            for name, values in answer.found.facets.items()
        },
        "hits": [api.as_json(right) for right in answer.rights],
    }
