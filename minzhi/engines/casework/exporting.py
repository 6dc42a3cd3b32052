"""A closed case leaves the house as one archive: every paper, the log and the clocks as XML, the hash of every part."""

import hashlib
import io
import zipfile
from datetime import date

from django.utils.translation import gettext as _
from lxml import etree

from minzhi.engines.casework.models import Case, Event
from minzhi.engines.documents import api as documents
from minzhi.kit.process import NotNow
from minzhi.records.files.actions import open_file

NAMESPACE = "urn:minzhi:case:1"
SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""Of every part, so that the same case gives the same bytes."""


def exported(case: Case, *, on: date) -> bytes:
    """Return the archive of a closed case; raises `NotNow` for one that is open."""
    if case.closed_on is None:
        raise NotNow(_("「%(case)s」还没有办结，办结后才能归档导出。") % {"case": case})
    root = etree.Element(
        f"{{{NAMESPACE}}}case", nsmap={None: NAMESPACE}, uid=str(case.uid), process=case.process, title=case.title,  # type: ignore[dict-item] # None is the default namespace
        version=str(case.process_version), number=case.number, state=case.state, law=str(case.table.law),
        opened=case.opened_on.isoformat(), closed=case.closed_on.isoformat(), exported=on.isoformat(),
    )  # fmt: skip
    _log(root, case)
    _clocks(root, case)
    parts = _papers(root, case)
    _services(root, case)
    issued = [each for each in documents.about(case) if each.issued]
    if issued:
        parts["issued.zip"] = documents.archive(case.title, issued)
    parts["case.xml"] = bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
    return _packed(parts)


def _log(root: etree._Element, case: Case) -> None:
    log = etree.SubElement(root, f"{{{NAMESPACE}}}log")
    for event in Event.unscoped.filter(case=case).order_by("sequence").select_related("post__unit", "officer"):
        row = etree.SubElement(
            log, f"{{{NAMESPACE}}}event", number=str(event.sequence), action=event.action, state=event.state,
            on=event.happened_on.isoformat(), recorded=event.recorded_at.isoformat(), unit=event.post.unit.name,
            officer=event.officer.name, version=str(event.process_version),
        )  # fmt: skip
        for name, value in event.form.items():
            etree.SubElement(row, f"{{{NAMESPACE}}}field", name=name).text = str(value)


def _clocks(root: etree._Element, case: Case) -> None:
    clocks = etree.SubElement(root, f"{{{NAMESPACE}}}clocks")
    for row in case.clocks.select_related("case"):
        etree.SubElement(
            clocks, f"{{{NAMESPACE}}}clock", name=row.clock, start=row.from_on.isoformat(), due=row.due.isoformat(),
            standing=row.standing, article=str(row.cite), stopped=str(row.stopped_days),
        )  # fmt: skip


def _papers(root: etree._Element, case: Case) -> dict[str, bytes]:
    papers, parts = etree.SubElement(root, f"{{{NAMESPACE}}}papers"), {}
    for paper in case.papers.select_related("file").order_by("number"):
        name = f"papers/{paper.number:03}-{paper.file.sha256[:12]}"
        with open_file(paper.file) as stream:
            parts[name] = stream.read()
        etree.SubElement(
            papers, f"{{{NAMESPACE}}}paper", number=str(paper.number), title=paper.title, kind=paper.kind, file=name,
            sha256=paper.file.sha256, on=paper.filed_on.isoformat(), type=paper.file.media_type, source=paper.came_from,
        )  # fmt: skip
    return parts


def _services(root: etree._Element, case: Case) -> None:
    services = etree.SubElement(root, f"{{{NAMESPACE}}}services")
    for row in case.services.select_related("paper").order_by("pk"):
        etree.SubElement(
            services, f"{{{NAMESPACE}}}service", paper=str(row.paper.number), to=row.to, way=row.way,
            sent=row.sent_on.isoformat(), received=row.received_on.isoformat() if row.received_on else "",
            receipt=row.receipt,
        )  # fmt: skip
    for word in case.consents.order_by("pk"):
        etree.SubElement(
            services, f"{{{NAMESPACE}}}consent", who=word.who, given="true" if word.given else "false",
            address=word.address, on=word.said_on.isoformat(),
        )  # fmt: skip


def _packed(parts: dict[str, bytes]) -> bytes:
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(parts.items()))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in sorted({**parts, "SHA256SUMS": sums.encode()}.items()):
            made.writestr(zipfile.ZipInfo(name, SAME_DAY), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
