"""`minzhi log grow|check|key|recover|pack|source|take|send|fetch`: the log, and what is exchanged of it."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.units.roles import Role
from minzhi.site import exchanging
from minzhi.site.acting import actor_called


class Command(BaseCommand):
    help = "透明日志：生长、核对、公布密钥、恢复记录、导出和收入交换包"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what", choices=["grow", "check", "key", "recover", "pack", "source", "take", "send", "fetch"]
        )
        parser.add_argument("file", nargs="?", type=Path, help="交换包（pack、take）或对方公钥文件（source）")
        parser.add_argument("--to", default="", help="对方网址（send、fetch）")
        parser.add_argument("--token", type=Path, help="对方发给的接口令牌，存在文件里（send、fetch）")
        parser.add_argument("--since", type=int, default=0, help="从第几片叶子起导出")
        parser.add_argument("--by", default="", help="谁办理（登录名）")
        parser.add_argument("--why", default="", help="恢复的缘由")
        parser.add_argument("--json", action="store_true", help="结果写成JSON（check）")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.stdout.write(getattr(self, f"_{options['what']}")(options))
        except (Refusal, register.NoteWrong, register.Damaged, OSError) as refused:
            raise CommandError(str(refused)) from refused

    def _grow(self, _options: dict[str, Any]) -> str:
        return _("新增%(count)s片叶子，检查点已公布。") % {"count": register.grow()}

    def _key(self, _options: dict[str, Any]) -> str:
        return str(register.log_signer().verifier)

    def _check(self, options: dict[str, Any]) -> str:
        found = register.check(register.folder())
        told = json.dumps({"holds": not found.fault, **asdict(found)}, ensure_ascii=False) if options["json"] else ""
        if found.fault:
            if told:
                self.stdout.write(told)
            raise CommandError(_fault(found))
        counts = {"leaves": found.leaves, "checkpoints": found.checkpoints}
        return told or _("日志与数据库一致：%(leaves)s片叶子，%(checkpoints)s个检查点。") % counts

    def _recover(self, options: dict[str, Any]) -> str:
        fact = register.recover(
            why=options["why"], by=actor_called(options["by"], Role.SECURITY_ADMIN), on=clock.today()
        )
        return str(_("已登记：第%(first)s至%(last)s片叶子的事实已丢失，日志从此后继续。") % fact.payload)

    def _pack(self, options: dict[str, Any]) -> str:
        packed = register.bundles.pack(old=options["since"])
        _named(options).write_bytes(packed)
        return _("已导出%(bytes)s字节。") % {"bytes": len(packed)}

    def _source(self, options: dict[str, Any]) -> str:
        by = actor_called(options["by"], Role.SECURITY_ADMIN)
        source = register.bundles.name_source(register.text_of(_named(options)), by=by, on=clock.today())
        return _("已登记交换对方「%(origin)s」。") % {"origin": source.origin}

    def _take(self, options: dict[str, Any]) -> str:
        return self._taken(_named(options).read_bytes(), options)

    def _send(self, options: dict[str, Any]) -> str:
        """Send what the other side has not seen yet."""
        there = _other(options)
        since = exchanging.sources(*there).get(register.origin(), 0)
        return _told(exchanging.send(*there, register.bundles.pack(old=since)))

    def _fetch(self, options: dict[str, Any]) -> str:
        """Take what the other side has that was not seen here yet."""
        there = _other(options)
        since = register.bundles.seen().get(exchanging.origin(*there), 0)
        return self._taken(exchanging.fetch(*there, since), options)

    def _taken(self, packed: bytes, options: dict[str, Any]) -> str:
        bundle = register.bundles.read(packed)
        source = register.bundles.source_of(bundle)
        taken = register.bundles.accept(bundle, source, by=actor_called(options["by"]), on=clock.today())
        return _told(vars(taken))


def _named(options: dict[str, Any]) -> Path:
    if options["file"] is None:
        raise CommandError(_("请给出文件。"))
    return Path(options["file"])


def _other(options: dict[str, Any]) -> tuple[str, str]:
    """Return address and token of the other side."""
    if not options["to"] or options["token"] is None:
        raise CommandError(_("请给出 --to（对方网址）和 --token（令牌文件）。"))
    return options["to"], register.text_of(options["token"]).strip()


def _told(taken: Mapping[str, Any]) -> str:
    return _("收入%(fresh)s条，早已有%(known)s条。") % taken


def _fault(found: register.Finding) -> str:
    faults = {
        "leaf": _("第%(at)s片叶子与数据库不符（%(where)s）：文件或数据库被改动过，请与备份和见证机构核对。"),
        "file": _("日志文件损坏：%(where)s"),
        "entry": _("登记「%(where)s」与日志不符：数据库里的内容被改动过。"),
        "certificate": _("证书「%(where)s」与日志不符：文件或核验码被改动过。"),
        "signature": _("见证签名不成立（%(where)s）：签名或见证机构的公钥被改动过。"),
        "witness": _("见证机构「%(where)s」与指定时的记录不符：数据库里的公钥被改动过。"),
        "source": _("交换对方「%(where)s」与登记时的记录不符：数据库里的公钥或检查点被改动过。"),
        "mirrored": _("别处的登记「%(where)s」与收入时的凭证不符：数据库里的内容被改动过。"),
        "checkpoint": _("第%(at)s片处的检查点与树不符：检查点或密钥被改动过。"),
        "database_behind": _(
            "检查点比数据库新：数据库只记得%(at)s片叶子。请先找更新的备份，或用 minzhi log recover 登记。"
        ),
    }
    return faults[found.fault] % {"at": found.at, "where": found.where}
