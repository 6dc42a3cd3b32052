"""`minzhi log grow|check|key|recover|pack|source|take`: the transparency log, and what is exchanged of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.units.roles import Role
from minzhi.site.acting import actor_called


class Command(BaseCommand):
    help = "透明日志：生长、核对、公布密钥、恢复记录、导出和收入交换包"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["grow", "check", "key", "recover", "pack", "source", "take"])
        parser.add_argument("file", nargs="?", type=Path, help="交换包（pack、take）或对方公钥文件（source）")
        parser.add_argument("--since", type=int, default=0, help="从第几片叶子起导出")
        parser.add_argument("--by", default="", help="谁办理（登录名）")
        parser.add_argument("--why", default="", help="恢复的缘由")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.stdout.write(getattr(self, f"_{options['what']}")(options))
        except (Refusal, register.NoteWrong, register.Damaged, OSError) as refused:
            raise CommandError(str(refused)) from refused

    def _grow(self, _options: dict[str, Any]) -> str:
        return _("新增%(count)s片叶子，检查点已公布。") % {"count": register.grow()}

    def _key(self, _options: dict[str, Any]) -> str:
        return str(register.log_signer().verifier)

    def _check(self, _options: dict[str, Any]) -> str:
        found = register.check(register.folder())
        if found.fault:
            raise CommandError(_fault(found))
        counts = {"leaves": found.leaves, "checkpoints": found.checkpoints}
        return _("日志与数据库一致：%(leaves)s片叶子，%(checkpoints)s个检查点。") % counts

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
        source = register.bundles.name_source(_named(options).read_text("utf-8"), by=by, on=clock.today())
        return _("已登记交换对方「%(origin)s」。") % {"origin": source.origin}

    def _take(self, options: dict[str, Any]) -> str:
        bundle = register.bundles.read(_named(options).read_bytes())
        source = register.bundles.source_of(bundle)
        taken = register.bundles.accept(bundle, source, by=actor_called(options["by"]), on=clock.today())
        return _("收入%(fresh)s条，早已有%(known)s条。") % {"fresh": taken.fresh, "known": taken.known}


def _named(options: dict[str, Any]) -> Path:
    if options["file"] is None:
        raise CommandError(_("请给出文件。"))
    return Path(options["file"])


def _fault(found: register.Finding) -> str:
    faults = {
        "leaf": _("第%(at)s片叶子与数据库不符（%(where)s）：文件或数据库被改动过，请与备份和见证机构核对。"),
        "file": _("日志文件损坏：%(where)s"),
        "entry": _("登记「%(where)s」与日志不符：数据库里的内容被改动过。"),
        "certificate": _("证书「%(where)s」与日志不符：文件或核验码被改动过。"),
        "signature": _("见证签名不成立（%(where)s）：签名或见证机构的公钥被改动过。"),
        "checkpoint": _("第%(at)s片处的检查点与树不符：检查点或密钥被改动过。"),
        "database_behind": _(
            "检查点比数据库新：数据库只记得%(at)s片叶子。请先找更新的备份，或用 minzhi log recover 登记。"
        ),
    }
    return faults[found.fault] % {"at": found.at, "where": found.where}
