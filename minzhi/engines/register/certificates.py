"""Certificates: PDF/A-3 with QR code, printed code and the receipt attached; they verify without any server."""

from datetime import date
from pathlib import Path

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from minzhi.engines.documents import api as documents
from minzhi.engines.register import papers, queries, receipts
from minzhi.engines.register.declared import register_of, registers
from minzhi.engines.register.keys import log_signer
from minzhi.engines.register.models import Certificate, Change, Entry, Status
from minzhi.records.files.actions import store

LOOK = Path(__file__).with_name("certificate.css")
AT_ONCE = 50


def make_certificates(*, on: date) -> int:
    """Make the certificates that are due, a few at a time; returns how many. None without Pango or Chinese fonts."""
    under = queries.witnessed(on)
    if documents.why_not() or under is None:
        return 0
    count = 0
    with documents.one_press():
        for change in _due():
            proof = queries.receipt(change, under)
            if proof is not None:
                code = papers.printed(proof["leaf"].encode(), proof["index"])
                _keep(change, code, written(change, code, receipts.written(proof)), on=on)
                count += 1
    return count


def _due() -> list[Change]:
    """Return the last changes of valid entries that have no certificate yet."""
    named = [each.key for each in registers().values() if each.certificate]
    rows = Change.objects.filter(
        entry__register__in=named, status=Status.VALID, sequence=F("entry__changes_count"), certificate__isnull=True
    )
    return list(rows.select_related("entry__unit", "fact").order_by("pk")[:AT_ONCE])


@transaction.atomic
def _keep(change: Change, code: str, content: bytes, *, on: date) -> None:
    file = store(content, name=f"{change.entry.number}.pdf", by=None, on=on)
    Certificate.objects.get_or_create(change=change, defaults={"file": file, "code": code, "made_on": on})


def written(change: Change, code: str, receipt: bytes) -> bytes:
    """Return the certificate of a change as PDF, with the receipt attached and its bytes signed."""
    entry, declared = change.entry, register_of(change.entry.register)
    said = change.document
    fields = [(label, said["fields"].get(name, "")) for name, label in declared.public.items()]
    drawn = segno.make(address_of(entry) or code, error="m").svg_inline(scale=3, border=2)
    shown = {
        "register": declared, "document": said, "code": code, "address": address_of(entry),
        "fields": [(label, value) for label, value in fields if value], "key": str(log_signer().verifier),
        "entered_on": documents.written(date.fromisoformat(said["entered_on"])),
        "valid_until": documents.written(date.fromisoformat(said["valid_until"])) if said["valid_until"] else "",
        "issuer": documents.letterheads(entry.unit)[0].issuer,
        "drawn": mark_safe(drawn),  # noqa: S308 - squares drawn by segno
    }  # fmt: skip
    page = render_to_string("register/certificate.html", shown)
    made = documents.page_as_pdf(page, look=LOOK.read_text("utf-8"), attached={papers.ATTACHED: receipt})
    return papers.sealed(made, log_signer())


def address_of(entry: Entry) -> str:
    """Return where everybody reads the entry, "" where the installation was given no name of its own."""
    hosts = [host for host in settings.ALLOWED_HOSTS if any(sign.isalpha() for sign in host) and "." in host[1:]]
    named = [host for host in hosts if not host.startswith(".")]
    return f"https://{named[0]}{reverse('register:entry', args=(entry.register, entry.number))}" if named else ""
