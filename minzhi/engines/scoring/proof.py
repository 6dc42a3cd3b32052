"""What stands behind a value leaves the house as one file: the facts in their sealed form, their seals, their files."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from minzhi.records.facts.actions import canonical
from minzhi.records.facts.models import Fact
from minzhi.records.files.actions import Damaged, open_file
from minzhi.records.files.models import StoredFile

SUMS, FACTS, SAME_DAY = "SHA256SUMS", "facts.jsonl", (1980, 1, 1, 0, 0, 0)
SEALS = "seals.json"


def packed(title: str, facts: Iterable[Fact]) -> bytes:
    """Return a zip: one canonical fact a line, the seals that cover them, the files they rest on, and all hashes.

    The same facts give the same bytes. A file that is damaged or gone is named in `seals.json` as missing.
    """
    rows = sorted(facts, key=lambda fact: fact.pk)
    parts = {FACTS: b"".join(canonical(fact) + b"\n" for fact in rows)}
    missing: list[str] = []
    for file in StoredFile.objects.filter(sha256__in={each for fact in rows for each in fact.evidence}):
        try:
            with open_file(file) as stream:
                parts[f"files/{file.sha256}_{file.name}"] = stream.read()
        except Damaged:
            missing.append(file.sha256)
    seals = {str(fact.uid): _seal(fact) for fact in rows}
    said = {"title": title, "seals": seals, "missing": sorted(missing)}
    parts[SEALS] = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(parts.items()))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in sorted({**parts, SUMS: sums.encode()}.items()):
            made.writestr(zipfile.ZipInfo(name, SAME_DAY), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _seal(fact: Fact) -> dict[str, Any] | None:
    seal = getattr(fact, "seal", None)
    return seal and {"sequence": seal.sequence, "hash": seal.hash, "previous": seal.previous}
