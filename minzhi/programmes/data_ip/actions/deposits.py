"""Deposits: what hash somebody had, at which moment, signed with the log's key. No file comes here."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.data_ip.models import Deposit, KeptHash
from minzhi.programmes.data_ip.process.forms import HASH
from minzhi.programmes.data_ip.rules import sketches
from minzhi.records.units.models import Unit

MOST_FILES = 1000


class DepositWrong(Refusal):
    """What was sent in is no deposit. The text is shown."""


def root_of(files: Sequence[Mapping[str, Any]]) -> str:
    """Return the hash of a deposit: of a single file its own, else SHA-256 over all, sorted, one a line."""
    hashes = sorted(str(each["sha256"]) for each in files)
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


@transaction.atomic
def deposit(
    *, title: str, who: str, files: Sequence[Mapping[str, Any]], unit: Unit, on: date,
    sketch: Mapping[str, Any] | None = None,
) -> Deposit:  # fmt: skip
    """Keep hashes that were computed on somebody's own machine; raises `DepositWrong`, `SketchWrong`."""
    kept = [_file(each) for each in files]
    if not kept or len(kept) > MOST_FILES:
        raise DepositWrong(_("请选择要存证的文件（最多1000个）。"))
    given = sketches.read(sketch) if sketch else None
    now, number = clock.now(), f"CZ{on:%Y%m%d}{secrets.token_hex(4).upper()}"
    root = root_of(kept)
    signer = register.log_signer()
    said = f"minzhi-deposit-1\n{number}\n{root}\n{now:%Y-%m-%dT%H:%M:%SZ}\n"
    made: Deposit = Deposit.unscoped.create(
        unit=unit, number=number, title=title, who=who, files=kept, root=root, deposited_on=on, deposited_at=now,
        rows=given["rows"] if given else None, receipt=str(register.Note(said).signed(signer)),
    )  # fmt: skip
    if given:
        KeptHash.unscoped.bulk_create([KeptHash(deposit=made, value=int(each, 16)) for each in given["least"]])
    return made


def _file(given: Mapping[str, Any]) -> dict[str, Any]:
    name, size, digest = given.get("name"), given.get("size"), given.get("sha256")
    if not isinstance(name, str) or not isinstance(size, int) or not isinstance(digest, str):
        raise DepositWrong(_("存证的文件清单不成样子，请重新选择文件。"))
    if size < 0 or not HASH.fullmatch(digest):
        raise DepositWrong(_("「%(name)s」的哈希不是SHA-256，请重新选择文件。") % {"name": name[:80]})
    return {"name": name[:200], "size": size, "sha256": digest}


def read_receipt(written: str, key: register.Verifier) -> tuple[str, str, str]:
    """Return number, hash and moment of a receipt that the log's key signed; raises `NoteWrong`."""
    note = register.Note.read(written)
    kind, number, root, moment = note.text.rstrip("\n").split("\n")
    if kind != "minzhi-deposit-1" or key.name not in note.signers([key]):
        raise register.NoteWrong(_("存证回执不是本平台签发的。"))
    return number, root, moment
