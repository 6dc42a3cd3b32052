"""`minzhi witness key|name|sign|take`: local offices co-sign the log.

A witness runs `key` and `sign` on its own machine, with its own key file and a copy of the log's files; the office
that keeps the log runs `name` once and `take` for each signature.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from minzhi.site.acting import actor_called


class Command(BaseCommand):
    help = "见证：生成密钥、指定见证机构、签名、收入签名"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["key", "name", "sign", "take", "quorum"])
        parser.add_argument("--count", type=int, default=0, help="证书须有几个见证签名（quorum）")
        parser.add_argument("--key", type=Path, help="见证机构自己的私钥文件")
        parser.add_argument("--name", default="", help="见证机构的名称（不含空格和加号）")
        parser.add_argument("--log", type=Path, help="日志文件所在的文件夹")
        parser.add_argument("--log-key", type=Path, help="日志公钥文件（minzhi log key 的输出）")
        parser.add_argument("--seen", type=Path, help="见证机构上次签过的检查点，由本命令写入")
        parser.add_argument("--unit", default="", help="见证机构的单位代号")
        parser.add_argument("--by", default="", help="谁办理（登录名）")
        parser.add_argument("file", nargs="?", type=Path, help="公钥（name）或签名（sign、take）文件")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.stdout.write(getattr(self, f"_{options['what']}")(options))
        except register.Conflict as conflict:
            raise CommandError(f"{conflict}\n{_printed(conflict, options)}") from conflict
        except (Refusal, register.NoteWrong, register.Damaged, OSError) as refused:
            raise CommandError(str(refused)) from refused

    def _key(self, options: dict[str, Any]) -> str:
        path = _given(options, "key")
        if not path.exists():
            register.make(path)
        return str(register.witness_signer(path, _name(options)).verifier)

    def _name(self, options: dict[str, Any]) -> str:
        unit = Unit.objects.filter(key=options["unit"]).first()
        if unit is None:
            raise CommandError(_("没有单位「%(key)s」。") % {"key": options["unit"]})
        by = actor_called(options["by"], Role.SECURITY_ADMIN, Role.SUPERVISOR)
        named = register.name_witness(unit, register.text_of(_given(options, "file")), by=by, on=clock.today())
        return _("「%(name)s」从今天起见证日志。") % {"name": named}

    def _sign(self, options: dict[str, Any]) -> str:
        seen_file = _given(options, "seen")
        seen = register.Seen(register.text_of(seen_file)) if seen_file.exists() else register.Seen()
        if seen_file.exists() and not seen.note:
            message = _("「%(file)s」是空的：上次签过什么已无从查考，请取备份，没有的换新的见证密钥。")
            raise CommandError(message % {"file": seen_file})
        signer = register.witness_signer(_given(options, "key"), _name(options))
        log = register.Verifier.read(register.text_of(_given(options, "log_key")))
        now, line = register.cosign(_given(options, "log"), signer, log, seen, moment=clock.now())
        register.whole(seen_file, now.note.encode())
        if options["file"]:
            options["file"].write_text(line, "utf-8")
        return line.strip()

    def _quorum(self, options: dict[str, Any]) -> str:
        by = actor_called(options["by"], Role.SECURITY_ADMIN, Role.SUPERVISOR)
        register.set_quorum(options["count"], by=by, on=clock.today())
        return _("从今天起，证书须有%(count)s个见证签名。") % {"count": options["count"]}

    def _take(self, options: dict[str, Any]) -> str:
        kept = register.take(register.text_of(_given(options, "file")), now=clock.now())
        signed, named = register.quorum_size(kept.checkpoint, on=clock.today())
        counts = {"size": kept.checkpoint.size, "signed": signed, "named": named}
        return _("第%(size)s片处的检查点：%(named)s家见证机构中已有%(signed)s家签名。") % counts


def _given(options: dict[str, Any], name: str) -> Path:
    if options[name] is None:
        raise CommandError(_("请给出 --%(name)s。") % {"name": name.replace("_", "-")})
    return Path(options[name])


def _name(options: dict[str, Any]) -> str:
    if not options["name"] or set(options["name"]) & set(" +\n"):
        raise CommandError(_("请给出 --name，不含空格和加号。"))
    return str(options["name"])


def _printed(conflict: register.Conflict, options: dict[str, Any]) -> str:
    """Return the proof to be printed; it is kept beside the seen checkpoint too."""
    proof = json.dumps(dict(conflict.proof), ensure_ascii=False, indent=1)
    _given(options, "seen").with_suffix(".conflict.json").write_text(proof, "utf-8")
    return proof
