"""Finds the receipt in what people hold in hand: a receipt file, a certificate, a printed code."""

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minzhi.engines.register import receipts
from minzhi.engines.register.log import wholes
from minzhi.engines.register.log.notes import Checkpoint, Note, Signer, Verifier, text_of
from minzhi.engines.register.log.tiles import HEIGHT, WIDTH, Damaged, Tiles
from minzhi.engines.register.receipts import ReceiptWrong
from minzhi.kit import merkle
from minzhi.kit.text import mark as _

ATTACHED = "receipt.json"
UNLIKE = _("日志文件与检查点不符，或比证书旧：请取最新的日志文件。")
SEAL = re.compile(b"%(" + wholes.LINE.pattern + b")")
CODE = re.compile(r"MZ:(?P<register>[a-z_]+):(?P<number>[^:\s]+):(?P<index>\d{1,15}):(?P<hash>[0-9a-f]{16})")


@dataclass(frozen=True)
class Standing:
    """What the tiles say of a printed code: the status when it was printed, and the latest one, with its leaf."""

    register: str
    number: str
    status: str
    latest: str
    latest_leaf: int
    size: int


def printed(leaf: bytes, index: int) -> str:
    """Return the code that is printed on a certificate: where its leaf is, and what it must say."""
    said = json.loads(leaf)["e"]
    return f"MZ:{said['r']}:{said['n']}:{index}:{said['p'][:16]}"


def sealed(content: bytes, signer: Signer) -> bytes:
    """Return a PDF with the signature of all its bytes, in a comment where PDF allows one."""
    body, mark, end = content.rpartition(b"startxref")
    return body + b"%" + wholes.signature(content, signer) + mark + end


def must_be_whole(content: bytes, key: Verifier) -> None:
    """Check the signature of a certificate's bytes; raises `ReceiptWrong` where one bit is not as it was issued."""
    found = list(SEAL.finditer(content))
    if len(found) != 1:
        raise ReceiptWrong(_("这份PDF没有发证机构对整份文件的签名，或已被另存改动。"))
    (line,) = found
    if not wholes.is_whole(content[: line.start()] + content[line.end() :], line[1], key):
        raise ReceiptWrong(_("这份PDF发出后被改动过：整份文件的签名对不上。凭证里的公开内容以登记簿为准。"))


def attached(content: bytes) -> bytes:
    """Return the receipt that a certificate (PDF) carries; raises `ReceiptWrong`."""
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415 - takes 12 MB that only who reads a PDF needs
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415 - the same
    from pdfminer.pdftypes import PDFStream, resolve1  # noqa: PLC0415 - the same

    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        names = _named(resolve1(resolve1(document.catalog.get("Names", {})).get("EmbeddedFiles", {})))
        stream = resolve1(resolve1(resolve1(names[ATTACHED])["EF"])["F"])
        given = stream.get_data() if isinstance(stream, PDFStream) else b""
    except Exception:  # noqa: BLE001 - a damaged or hostile PDF breaks its reader in ways that nobody lists
        raise ReceiptWrong(_("这份PDF里没有凭证，不是本系统发出的证书，或已被另存改动。")) from None
    if not given:
        raise ReceiptWrong(_("这份PDF里的凭证已损坏。"))
    return bytes(given)


def _named(tree: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """Return the names of a PDF's name tree, which may have a few floors."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 - the same

    found: dict[str, Any] = {}
    flat = [resolve1(each) for each in resolve1(tree.get("Names", []))]
    for name, file in zip(flat[::2], flat[1::2], strict=False):
        found[name.decode("utf-16") if name.startswith(b"\xfe\xff") else name.decode("latin-1")] = file
    if depth < 4:  # noqa: PLR2004 - deeper is no name tree that anybody writes
        for kid in resolve1(tree.get("Kids", [])):
            found |= _named(resolve1(kid), depth + 1)
    return found


def verify_code(
    code: str, folder: Path, key: Verifier, witnesses: Sequence[Verifier] = (), *, quorum: int = 0
) -> Standing:
    """Verify a printed code with tile files and the log's key alone; raises `ReceiptWrong`, `Damaged`, `NoteWrong`.

    Every leaf from the certificate's on is hashed up to the signed root, so that none that ends it can be hidden.
    """
    match, note = _opened(code, folder, key)
    receipts.must_be_witnessed(note, witnesses, quorum)
    body, index = note.checkpoint, int(match["index"])
    later = _from(Tiles(folder), body, index)
    said = _said(match, later[0])
    latest, at = _latest(later, said)
    return Standing(said["r"], said["n"], said["s"], latest, index + at, body.size)


def named_by(code: str, folder: Path, key: Verifier) -> tuple[str, str]:
    """Return register and number of a printed code, once its own leaf is proved; what came later is not looked at."""
    match, note = _opened(code, folder, key)
    body, tiles, index = note.checkpoint, Tiles(folder), int(match["index"])
    leaf, proof = tiles.leaf(index, body.size), merkle.inclusion(tiles.reader(body.size), index, body.size)
    if not merkle.is_included(merkle.leaf_hash(leaf), index, body.size, proof, body.root):
        raise ReceiptWrong(UNLIKE)
    said = _said(match, leaf)
    return said["r"], said["n"]


def _opened(code: str, folder: Path, key: Verifier) -> tuple[re.Match[str], Note]:
    """Read a code and the checkpoint of a folder, which must be the key's and reach the code's leaf."""
    match = CODE.fullmatch(code.strip())
    if match is None:
        raise ReceiptWrong(_("「%(code)s」不是证书上的核验码。"), {"code": code[:80]})
    note = Note.read(text_of(folder / "checkpoint"))
    if key.name not in note.signers([key]):
        raise ReceiptWrong(_("检查点没有日志「%(log)s」自己的签名。"), {"log": key.name})
    if int(match["index"]) >= note.checkpoint.size:
        raise ReceiptWrong(UNLIKE)
    return match, note


def _said(match: re.Match[str], leaf: bytes) -> dict[str, str]:
    """Return what a leaf that was proved says of an entry; raises `ReceiptWrong` where the code says otherwise."""
    said: dict[str, str] = json.loads(leaf).get("e") or {}
    fits = (said.get("r"), said.get("n"), str(said.get("p"))[:16]) == (
        match["register"],
        match["number"],
        match["hash"],
    )
    if not fits:
        raise ReceiptWrong(_("日志里第%(index)s片不是这份证书：核验码是伪造的，或抄错了。"), {"index": match["index"]})
    return said


def _from(tiles: Tiles, body: Checkpoint, index: int) -> list[bytes]:
    """Return the leaves from one on, once they lead to the checkpoint's root; raises `Damaged` or `ReceiptWrong`.

    What stands before is taken as hashes: whatever they are, all together have the root that was signed.
    """
    first, reader = index // WIDTH, tiles.reader(body.size)
    tops = [reader(HEIGHT, number) for number in range(first)]
    leaves: list[bytes] = []
    for number in range(first, (body.size - 1) // WIDTH + 1):
        width = min(WIDTH, body.size - number * WIDTH)
        found = tiles.leaves(number, width)
        if len(found) != width:
            raise Damaged(f"{tiles.path('entries', number, width)}: {len(found)} leaves where {width} belong")
        hashes = [merkle.leaf_hash(each) for each in found]
        if hashes != tiles.levels(0, number, width)[0]:
            raise Damaged(f"{tiles.path(0, number, width)}: not the hashes of {tiles.path('entries', number, width)}")
        tops.append(merkle.root(merkle.in_memory(hashes), width))
        leaves += found
    if merkle.root(merkle.in_memory(tops), len(tops)) != body.root:
        raise ReceiptWrong(UNLIKE)
    return leaves[index - first * WIDTH :]


def _latest(leaves: Sequence[bytes], said: Mapping[str, str]) -> tuple[str, int]:
    """Return the last status that leaves have of an entry, which the first of them is, and how far on."""
    status, place = said["s"], 0
    named = f'"n":{json.dumps(said["n"], ensure_ascii=False)}'.encode()
    for at, leaf in enumerate(leaves):
        if named in leaf:
            later = json.loads(leaf).get("e") or {}
            if (later.get("r"), later.get("n")) == (said["r"], said["n"]):
                status, place = later["s"], at
    return status, place
