"""Label codes: issued within a batch, printed when needed, looked at by anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.programmes.geographical_indications.actions.goods import attempt_on_record, unlabelled
from minzhi.programmes.geographical_indications.actions.permits import note_use
from minzhi.programmes.geographical_indications.actions.refusals import Wrong, in_short, may_keep, told
from minzhi.programmes.geographical_indications.actions.registers import ROOM
from minzhi.programmes.geographical_indications.models import Batch, Run, Scan
from minzhi.programmes.geographical_indications.queries.users import is_user
from minzhi.programmes.geographical_indications.rules import codes
from minzhi.programmes.geographical_indications.rules.balance import check_codes
from minzhi.records.facts.actions import record
from minzhi.records.places.models import Place
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

KEY = "labels"


@attempt_on_record
def issue(batch: Batch, count: int, *, by: Actor, on: date) -> Run:
    """Issue codes for a batch; raises `TooMuch` beyond its quantity, whoever asks, and the attempt stays on record."""
    producer = hold(batch.producer)
    may_keep(by, producer.unit)
    if not 0 < count < 1 << codes.SERIAL_BITS:
        raise Wrong(_("枚数须在1和16777215之间。"))
    if not is_user(producer):
        raise Wrong(_("「%(producer)s」不是有效的专用标志使用人，不能申领标识码。") % {"producer": producer})
    with told():
        check_codes(unlabelled(batch), batch.net_grams, 0, count)
    run: Run = Run.unscoped.create(producer=producer, batch=batch, count=count, issued_on=on)
    payload = {"batch": batch.number, "run": run.pk, "count": count}
    record(f"{ROOM}.codes_issued", subject=run, by=by, on=on, payload=payload)
    note_use(producer, batch, by=by, on=on)
    return run


@transaction.atomic
def stop(run: Run, *, why: str, by: Actor, on: date) -> Run:
    """Stop a print run: its labels are lost or stolen; a scan says so. What it weighed does not come back."""
    may_keep(by, run.producer.unit)
    if run.stopped_on or not in_short(why):
        raise Wrong(_("请写明停用的原因；已经停用的不必再办。"))
    run.stopped_on = on
    run.save(update_fields=["stopped_on"])
    record(f"{ROOM}.codes_stopped", subject=run, by=by, on=on, payload={"batch": run.batch.number, "why": why})
    return run


def printed(run: Run) -> Iterator[tuple[str, str]]:
    """Return the codes and signatures of a run, one by one; the same ones each time."""
    batch = run.batch
    return codes.codes(run.producer.credit_code, batch.number, run.pk, run.count, register.own_key(KEY))


@dataclass(frozen=True)
class Told:
    """What a code turned out to be: the scan that was kept, and its run."""

    scan: Scan
    run: Run
    code: str


def look_at(text: str) -> Told:
    """Check a code as typed or scanned, and keep that somebody looked; raises `Wrong` for one that was never issued."""
    with told():
        run_key, serial, code = codes.read(text)
    run = Run.unscoped.select_related("producer__indication", "batch__report").filter(pk=run_key).first()
    label = codes.Label(run.producer.credit_code, run.batch.number, run.pk, serial) if run else None
    if run is None or label is None or serial > run.count or not codes.is_genuine(code, label, register.own_key(KEY)):
        raise Wrong(_("没有发放过这枚标识码。请核对输入；输入无误的，可能是伪造的标识。"))
    return Told(Scan.objects.create(run=run, serial=serial, scanned_at=clock.now()), run, code)


def say_where(scan: Scan, place: Place) -> Scan:
    """Keep in which city a label was looked at, as the buyer says."""
    scan.place = place
    scan.save(update_fields=["place"])
    return scan
