"""`minzhi verify FILE`: a certificate, a receipt, a bundle or a printed code, without the server or its database."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.register import api as register
from minzhi.kit.refusal import Refusal


class Command(BaseCommand):
    help = "核验证书、凭证、交换包或印在证书上的核验码，不需要服务器和数据库"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--code", default="", help="印在证书上的核验码（MZ:…），须同时给出 --log 和 --key")
        parser.add_argument("--log", type=Path, help="日志文件所在的文件夹")
        parser.add_argument("--key", type=Path, help="日志公钥文件，从可信的地方取得")
        parser.add_argument("--witness", type=Path, action="append", default=[], help="见证机构公钥文件，可以给多次")
        parser.add_argument("--quorum", type=int, default=0, help="至少须有几个给出公钥的见证机构签名")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            key = register.Verifier.read(register.text_of(options["key"])) if options["key"] else None
            witnesses = [register.Verifier.read(register.text_of(path)) for path in options["witness"]]
            found = (_code if options["code"] else _file)(options, key, witnesses)
        except (register.ReceiptWrong, register.NoteWrong, register.Damaged, Refusal, OSError) as wrong:
            if options["json"]:
                self.stdout.write(json.dumps({"holds": False, "why": str(wrong)}, ensure_ascii=False))
            raise CommandError(_("核验不通过：%(why)s") % {"why": wrong}) from wrong
        self.stdout.write(json.dumps(found, ensure_ascii=False) if options["json"] else _told(found))


def _code(
    options: dict[str, Any], key: register.Verifier | None, witnesses: Sequence[register.Verifier]
) -> dict[str, Any]:
    if options["log"] is None or key is None:
        raise CommandError(_("核验码须与 --log（日志文件夹）和 --key（日志公钥）一起核验。"))
    found = register.papers.verify_code(options["code"], options["log"], key, witnesses, quorum=options["quorum"])
    return {"holds": True, "trusted": True, **vars(found)}


def _file(
    options: dict[str, Any], key: register.Verifier | None, witnesses: Sequence[register.Verifier]
) -> dict[str, Any]:
    if options["file"] is None:
        raise CommandError(_("请给出文件，或用 --code 给出核验码。"))
    content = options["file"].read_bytes()
    if content.startswith(register.bundles.START):
        bundle = register.bundles.read(content)
        own = key or register.bundles.key_in(bundle)
        count = register.bundles.verify(bundle, own, witnesses=witnesses, quorum=options["quorum"])
        return {"holds": True, "trusted": key is not None, "key": str(own), "changes": count}
    receipt = register.papers.attached(content) if content.startswith(b"%PDF-") else content
    trusted = [*([key] if key else []), *witnesses]
    verdict = register.verify(register.read(receipt), trusted, quorum=options["quorum"])
    if key is not None and not verdict.trusted:
        raise register.ReceiptWrong(_("凭证不是给出的公钥「%(name)s」签发的。"), {"name": key.name})
    if receipt is not content:
        register.papers.must_be_whole(content, register.Verifier.read(verdict.key))
    return {"holds": True, **vars(verdict), "document": dict(verdict.document)}


def _told(found: dict[str, Any]) -> str:
    lines = [_("核验通过。")]
    if "document" in found:
        named = found["document"]
        lines.append(f"{named['number']}　{named['title']}　{named['holder']}　{named['status']}")
        lines.append(_("第%(index)s片叶子，检查点%(size)s片，签名：%(names)s。") % {
            "index": found["index"], "size": found["size"], "names": "、".join(found["signed_by"])
        })  # fmt: skip
    if "latest" in found:
        lines.append(_("%(number)s：发证时%(status)s，日志里最新的状态是%(latest)s（第%(latest_leaf)s片）。") % found)
    if not found["trusted"]:
        lines.append(_("注意：没有给出 --key，以上只说明文件自身一致。请核对密钥：%(key)s") % found)
    return "\n".join(lines)
