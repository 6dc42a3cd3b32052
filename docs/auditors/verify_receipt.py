"""Verifies a receipt of Minzhi with Python's standard library alone, written apart from the program it checks.

    python3 verify_receipt.py receipt-17.json log.key

`log.key` holds the line that ``minzhi log key`` prints; take it from somewhere else than the receipt. The answer is
the public document and exit code 0, or one sentence and exit code 1. It follows RFC 9162 (tree), C2SP signed-note
(checkpoint) and RFC 8032 (Ed25519).
"""

import hashlib
import json
import sys
from base64 import b64decode
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


def verify(receipt, key_line):
    """Return the public document; raises ValueError with the step that does not hold."""
    leaf, document = json.loads(receipt["leaf"]), receipt["document"]
    content = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    said = (document["register"], document["number"], document["status"], hashlib.sha256(content).hexdigest())
    if tuple(leaf.get("e", {}).get(name) for name in "rnsp") != said:
        raise ValueError("the public text is not what was registered")
    text, _gap, signatures = receipt["checkpoint"].rpartition("\n\n")
    origin, size, root = text.split("\n")[:3]
    proof = [b64decode(each) for each in receipt["proof"]]
    if int(size) != receipt["size"] or root_from(
        receipt["leaf"].encode(), receipt["index"], receipt["size"], proof
    ) != b64decode(root):
        raise ValueError("the proof does not lead to the root of the checkpoint")
    name, _number, coded = key_line.strip().split("+", 2)
    for line in signatures.splitlines():
        _dash, signer, given = line.split(" ")
        raw = b64decode(coded)
        if signer == name == origin and is_signed(raw[1:], b64decode(given)[4:], f"{text}\n".encode()):
            return document
    raise ValueError("the checkpoint does not carry the signature of that key")


def main(receipt, key):
    try:
        document = verify(json.loads(Path(receipt).read_text("utf-8")), Path(key).read_text("utf-8"))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        return f"does not hold: {wrong}"
    print(json.dumps(document, ensure_ascii=False, indent=1))  # noqa: T201 - this is its answer
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 3 else __doc__)  # noqa: PLR2004 - receipt and key
