"""Verifies what Minzhi hands out, with Python's standard library alone, written apart from the program it checks.

    python3 verify_receipt.py FILE log.key            a certificate (PDF), a receipt (JSON), a bundle
    python3 verify_receipt.py CODE FOLDER log.key     a printed code (MZ:...), with a copy of the log's folder

`log.key` holds the line that ``minzhi log key`` prints; take it from somewhere else than the file. The answer is
what was registered and exit code 0, or one sentence and exit code 1. It follows RFC 9162 (tree), C2SP signed-note,
tlog-cosignature and tlog-tiles (checkpoint, witnesses, files) and RFC 8032 (Ed25519).
"""

import gzip
import hashlib
import json
import re
import sys
import zlib
from base64 import b64decode, b64encode
from pathlib import Path

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(one, other):
    """Add two points of the curve in extended coordinates (RFC 8032, 5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def recovered(y, sign):
    """Return the x that belongs to a y (RFC 8032, 5.1.3)."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    return P - x if x & 1 != sign else x


def point_of(coded):
    number = int.from_bytes(coded, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= P:
        raise ValueError("not a point of the curve")
    x = recovered(y, sign)
    return (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, -1, P) % P
BASE = (recovered(BASE_Y, 0), BASE_Y, 1, recovered(BASE_Y, 0) * BASE_Y % P)


def is_signed(key, signature, text):
    """Tell whether `signature` (64 bytes) is of `text` by the public `key` (32 bytes)."""
    if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= L:
        return False
    r, a = point_of(signature[:32]), point_of(key)
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    left, right = times(int.from_bytes(signature[32:], "little"), BASE), add(r, times(k, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def root_from(leaf, index, size, proof):
    """Return the root to which a proof leads (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise ValueError("the leaf is outside of the tree")
    at, last, found = index, size - 1, hashlib.sha256(b"\0" + leaf).digest()
    for other in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if at & 1 or at == last:
            found = hashlib.sha256(b"\1" + other + found).digest()
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\1" + found + other).digest()
        at, last = at >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return found


def decoded(text):
    """Read base64; only the one way to write it counts."""
    found = b64decode(text, validate=True)
    if b64encode(found).decode() != text:
        raise ValueError("the base64 was changed")
    return found


def key_of(line):
    """Return name, number, algorithm (1 log, 4 witness) and the 32 bytes of a printed key."""
    name, number, coded = line.strip().split("+", 2)
    raw = decoded(coded)
    if len(raw) != 33 or hashlib.sha256(f"{name}\n".encode() + raw).hexdigest()[:8] != number:
        raise ValueError("the key was copied wrongly")
    return name, bytes.fromhex(number), raw[0], raw[1:]


def note_of(written):
    """Return the text of a signed note, its signatures, and origin, size and root of the checkpoint in it."""
    text, gap, lines = written.rpartition("\n\n")
    rows = lines.split("\n")
    if not gap or rows.pop() or not rows:
        raise ValueError("the checkpoint carries no signature")
    signatures = []
    for row in rows:
        dash, name, coded = row.split(" ")
        if dash != "\u2014":
            raise ValueError("not a signature")
        signatures.append((name, decoded(coded)))
    origin, size, root = text.split("\n")[:3]
    return f"{text}\n", signatures, origin, int(size), decoded(root)


def has_signed(key, note):
    name, number, algorithm, public = key
    held = []
    for signer, raw in note[1]:
        if (signer, raw[:4]) != (name, number):
            continue
        signature, text = raw[4:], note[0].encode()
        if algorithm != 1:
            moment, signature = int.from_bytes(raw[4:12], "big"), raw[12:]
            text = f"cosignature/v1\ntime {moment}\n{note[0]}".encode()
        held.append(is_signed(public, signature, text))
    return bool(held) and all(held)


def must_be_of(key, note):
    if key[0] != note[2] or key[2] != 1 or not has_signed(key, note):
        raise ValueError("the checkpoint does not carry the signature of that key")


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def verify(receipt, key):
    """Return the public document; raises ValueError with the step that does not hold."""
    leaf, document = json.loads(receipt["leaf"]), receipt["document"]
    digest = hashlib.sha256(canonical(document).encode()).hexdigest()
    said = (document["register"], document["number"], document["status"], digest)
    if canonical(leaf) != receipt["leaf"] or tuple(leaf.get("e", {}).get(name) for name in "rnsp") != said:
        raise ValueError("the public text is not what was registered")
    note = note_of(receipt["checkpoint"])
    proof = [decoded(each) for each in receipt["proof"]]
    found = root_from(receipt["leaf"].encode(), receipt["index"], receipt["size"], proof)
    if note[3] != receipt["size"] or found != note[4]:
        raise ValueError("the proof does not lead to the root of the checkpoint")
    if not all(has_signed(key_of(each), note) for each in receipt["keys"]):
        raise ValueError("a key that the receipt lists has not signed")
    must_be_of(key, note)
    return document


WHOLE = rb"minzhi-whole-1 (\S{1,200}) ([0-9a-f]{128})\n"


def must_be_whole(rest, line, key):
    """Check the line by which a certificate or a bundle signs all its other bytes."""
    found = re.fullmatch(WHOLE, line)
    text = f"minzhi-whole-1\n{hashlib.sha256(rest).hexdigest()}\n".encode()
    if not found or found[1] != key[0].encode() or not is_signed(key[3], bytes.fromhex(found[2].decode()), text):
        raise ValueError("the signature of the whole file does not hold: it was changed, or is not of that key")


def receipt_in(content):
    """Return the receipt attached to a PDF: the one stream that is a receipt."""
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            part = zlib.decompressobj().decompress(found[1])
        except zlib.error:
            part = found[1]
        try:
            receipt = json.loads(part.decode())
        except ValueError:
            continue
        if isinstance(receipt, dict) and receipt.get("format") == "minzhi-receipt-1":
            return receipt
    raise ValueError("there is no receipt in this PDF")


def of_certificate(content, key):
    found = list(re.finditer(b"%" + WHOLE, content))
    if len(found) != 1:
        raise ValueError("the PDF carries no signature of its bytes")
    line = found[0]
    must_be_whole(content[: line.start()] + content[line.end() :], line[0][1:], key)
    return verify(receipt_in(content), key)


def of_bundle(content, key):
    line, newline, packed = content.partition(b"\n")
    must_be_whole(packed, line + newline, key)
    bundle = json.loads(gzip.decompress(packed))
    must_be_of(key, note_of(bundle["checkpoint"]))
    shared = {name: bundle[name] for name in ("size", "checkpoint", "keys")}
    return [verify({**each, **shared}, key) for each in bundle["changes"]]


def of_file(path, key):
    content = Path(path).read_bytes()
    if content.startswith(b"%PDF-"):
        return of_certificate(content, key)
    if content.startswith(b"minzhi-whole-1 "):
        return of_bundle(content, key)
    receipt = json.loads(content.decode())
    if receipt["format"] != "minzhi-receipt-1":
        raise ValueError("not a receipt")
    return verify(receipt, key)


def leaves_of(folder, size):
    """Return the leaves of a log from its files: tile/entries/<n>, the last one in <n>.p/<width>."""
    found = []
    for number in range(-(-size // 256)):
        groups = [f"{number // 1000**at % 1000:03d}" for at in range((len(str(number)) + 2) // 3)][::-1]
        path = Path(folder, "tile", "entries", *(f"x{each}" for each in groups[:-1]), groups[-1])
        width = min(256, size - number * 256)
        part = path.with_name(f"{path.name}.p") / str(width)
        content = (part if width < 256 and part.exists() else path).read_bytes()
        at, row = 0, []
        while at < len(content):
            end = at + 2 + int.from_bytes(content[at : at + 2], "big")
            row.append(content[at + 2 : end])
            at = end
        found += row[:width]
    return found


def root_of(hashes):
    """Return the root over leaf hashes (RFC 9162, 2.1.1)."""
    while len(hashes) > 1:
        paired = [hashlib.sha256(b"\1" + one + other).digest() for one, other in zip(hashes[::2], hashes[1::2])]
        hashes = paired + hashes[len(paired) * 2 :]
    return hashes[0]


def of_code(code, folder, key):
    """Return what the log says of a printed code: the status when it was printed, and the latest one."""
    found = re.fullmatch(r"MZ:([a-z_]+):([^:\s]+):(\d{1,15}):([0-9a-f]{16})", code.strip())
    if not found:
        raise ValueError("not the code of a certificate")
    note = note_of(Path(folder, "checkpoint").read_bytes().decode())
    must_be_of(key, note)
    leaves = leaves_of(folder, note[3])
    if len(leaves) != note[3] or root_of([hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]) != note[4]:
        raise ValueError("the files of the log do not lead to its checkpoint")
    index = int(found[3])
    said = json.loads(leaves[index]).get("e", {}) if index < len(leaves) else {}
    if (said.get("r"), said.get("n"), str(said.get("p"))[:16]) != (found[1], found[2], found[4]):
        raise ValueError("that leaf of the log is another one: the code is forged or was copied wrongly")
    later = [json.loads(leaf).get("e", {}) for leaf in leaves[index:]]
    latest = [each["s"] for each in later if (each.get("r"), each.get("n")) == (said["r"], said["n"])][-1]
    return {"register": said["r"], "number": said["n"], "status": said["s"], "latest": latest, "size": note[3]}


def main(*given):
    try:
        key = key_of(Path(given[-1]).read_text("utf-8"))
        found = of_file(given[0], key) if len(given) == 2 else of_code(given[0], given[1], key)
    except (ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, zlib.error, RecursionError) as wrong:
        return f"does not hold: {wrong}"
    print(json.dumps(found, ensure_ascii=False, indent=1))  # noqa: T201 - this is its answer
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) in {3, 4} else __doc__)
