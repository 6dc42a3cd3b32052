"""A receipt: what everybody needs to verify an entry without the server. Pure: it opens no database.

``{format, document, leaf, index, size, proof, checkpoint, keys}``: the public document, the leaf it is hashed into,
where that leaf stands, the way up to the root, and the signed root.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minzhi.engines.register.leaves import canonical, entry_part
from minzhi.engines.register.log.notes import Note, NoteWrong, Verifier
from minzhi.kit.merkle import is_included, leaf_hash
from minzhi.kit.text import mark as _

FORMAT = "minzhi-receipt-1"
FIELDS = frozenset({"format", "document", "leaf", "index", "size", "proof", "checkpoint", "keys"})
LARGEST = 2**20  # bytes of a receipt


class ReceiptWrong(ValueError):
    """Something does not verify. `args` are a sentence and what it speaks of."""

    def __str__(self) -> str:
        sentence, *values = self.args
        return str(sentence) % values[0] if values else str(sentence)


@dataclass(frozen=True)
class Verdict:
    """What was found to hold: who signed, and whether the log's key was one the reader trusts."""

    document: Mapping[str, Any]
    index: int
    size: int
    signed_by: Sequence[str]
    trusted: bool
    key: str


def written(receipt: Mapping[str, Any]) -> bytes:
    return json.dumps(receipt, ensure_ascii=False, indent=1, sort_keys=True).encode()


def made(
    document: Mapping[str, Any], leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], note: str,
    keys: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    return {
        "format": FORMAT, "document": dict(document), "leaf": leaf.decode(), "index": index, "size": size,
        "proof": [b64encode(each).decode() for each in proof], "checkpoint": note, "keys": list(keys),
    }  # fmt: skip


def read(content: bytes) -> dict[str, Any]:
    """Read a receipt's JSON strictly; raises `ReceiptWrong`."""
    if len(content) > LARGEST:
        raise ReceiptWrong(_("文件超过1 MB，不是凭证。"))
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ReceiptWrong(_("文件不是凭证：读不出内容。")) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT or set(found) != FIELDS:
        raise ReceiptWrong(_("文件不是凭证：缺少字段，或有不认识的字段。"))
    return found


def verify(receipt: Mapping[str, Any], trusted: Sequence[Verifier] = (), *, quorum: int = 0) -> Verdict:
    """Verify every step from the document to the signed root; raises `ReceiptWrong` naming the step that fails.

    At least `quorum` of the trusted keys must be of witnesses that signed, the log's own not counted.

    `trusted` are the keys the reader has from elsewhere (printed, published); without the log's own among them the
    verdict says so, since then the key is only what the file itself names. Where there is one of the log's name, that
    one must have signed: a key that only bears the name proves nothing.
    """
    try:
        _document_is_in_leaf(receipt)
        proof = [_hash(each) for each in receipt["proof"]]
        note = Note.read(receipt["checkpoint"])
        keys = [Verifier.read(each) for each in receipt["keys"]]
        body = note.checkpoint
        names = list(note.signers([*keys, *(key for key in trusted if str(key) not in receipt["keys"])]))
        own = [key for key in [*trusted, *keys] if key.name == body.origin and note.signers([key])]
    except NoteWrong as wrong:
        raise ReceiptWrong(_("检查点的签名不成立：%(why)s"), {"why": str(wrong)}) from wrong
    except (ValueError, TypeError, AttributeError, KeyError) as wrong:
        if isinstance(wrong, ReceiptWrong):
            raise
        raise ReceiptWrong(_("凭证的字段不成样子：%(why)s"), {"why": str(wrong)}) from wrong
    index, size = receipt["index"], receipt["size"]
    if type(index) is not int or type(size) is not int:
        raise ReceiptWrong(_("凭证的字段不成样子：%(why)s"), {"why": "index, size"})
    if size != body.size or not is_included(leaf_hash(receipt["leaf"].encode()), index, size, proof, body.root):
        raise ReceiptWrong(_("这片叶子不在检查点的树里：证明对不上根。"))
    if silent := [key.name for key in keys if not note.signers([key])]:
        raise ReceiptWrong(_("凭证列出「%(name)s」的公钥，检查点上却没有它的签名。"), {"name": silent[0]})
    if not own or (own[0] not in trusted and body.origin in {key.name for key in trusted}):
        raise ReceiptWrong(_("检查点没有日志「%(log)s」自己的签名。"), {"log": body.origin})
    must_be_witnessed(note, trusted, quorum)
    return Verdict(receipt["document"], index, size, names, own[0] in trusted, str(own[0]))


def must_be_witnessed(note: Note, trusted: Sequence[Verifier], quorum: int) -> None:
    """Check that so many of the trusted keys are of witnesses that signed; raises `ReceiptWrong`."""
    signed = set(note.signers(trusted)) - {note.checkpoint.origin}
    if len(signed) < quorum:
        values = {"quorum": quorum, "signed": len(signed)}
        raise ReceiptWrong(_("见证签名不够：要求%(quorum)s个，可信的只有%(signed)s个。"), values)


def _hash(coded: str) -> bytes:
    """Read a hash in base64; only the one way to write it counts, so that no bit of it can be turned unseen."""
    found = b64decode(coded, validate=True)
    if b64encode(found).decode() != coded:
        raise ValueError(coded)
    return found


def _document_is_in_leaf(receipt: Mapping[str, Any]) -> None:
    leaf = json.loads(receipt["leaf"])
    if canonical(leaf) != receipt["leaf"].encode():
        raise ReceiptWrong(_("叶子不是规范的写法。"))
    if leaf.get("e") != entry_part(receipt["document"]):
        raise ReceiptWrong(_("公开内容与登记时不符：哈希对不上，内容被改动过。"))
