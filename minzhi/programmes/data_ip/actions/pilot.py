"""The pilot besides the register: theory topics, rules made, experience, each with its evidence."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.kit.process import NotNow, NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.data_ip.models import Work
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

Kind, Stage = Work.Kind, Work.Stage
STAGES = {
    Kind.TOPIC: (Stage.PLANNED, Stage.OPEN, Stage.CONCLUDED),
    Kind.OUTPUT: (Stage.PLANNED, Stage.DRAFT, Stage.ISSUED),
    Kind.PACK: (Stage.WRITTEN, Stage.APPLIED, Stage.RECOGNISED),
}
"""How far a work of each kind can come, in this order."""
PROVEN = frozenset({Stage.CONCLUDED, Stage.ISSUED, Stage.APPLIED, Stage.RECOGNISED})
"""Stages that nobody believes without a paper."""


class WorkWrong(Refusal):
    """A work of the pilot cannot be kept like this. The text is shown."""


@transaction.atomic
def begin(  # noqa: PLR0913 - what is known of a work
    *, kind: str, title: str, summary: str, by: Actor, on: date, lead: str = "", figures: str = "", reusable: str = "",
    number: str = "",
) -> Work:  # fmt: skip
    """Put a work on the unit's list at its first stage; raises `WorkWrong` for one that is there."""
    _may_keep(by)
    first = STAGES[Kind(kind)][0]
    try:
        with transaction.atomic():
            work: Work = Work.unscoped.create(
                unit=by.unit, kind=kind, title=title, summary=summary, lead=lead, figures=figures, reusable=reusable,
                number=number, stage=first, started_on=on, staged_on=on,
            )  # fmt: skip
    except IntegrityError as twice:
        raise WorkWrong(_("「%(title)s」已在清单中，请在原有的一项上继续。") % {"title": title}) from twice
    record("data_ip.work_begun", subject=work, by=by, on=on, payload={"kind": str(kind), "stage": str(first)})
    return work


@transaction.atomic
def add_evidence(
    work: Work, files: Iterable[tuple[str, bytes]], *, by: Actor, on: date, seen: int | None = None
) -> Work:
    """Put papers to a work; raises `WorkWrong` for none."""
    work = hold(work, seen=seen)
    _may_keep(by, work)
    kept = [store(content, name=name, by=by, on=on) for name, content in files]
    if not kept:
        raise WorkWrong(_("请选择证明材料。"))
    work.evidence.add(*kept)
    work.save(update_fields=["version"])
    record("data_ip.work_proven", subject=work, by=by, on=on, evidence=[file.sha256 for file in kept])
    return work


@transaction.atomic
def bring_on(work: Work, *, stage: str, by: Actor, on: date, number: str = "", seen: int | None = None) -> Work:
    """Bring a work to a later stage; what needs a paper needs it before. Raises `WorkWrong`."""
    work = hold(work, seen=seen)
    _may_keep(by, work)
    steps = STAGES[Kind(work.kind)]
    if stage not in steps or steps.index(Stage(stage)) <= steps.index(Stage(work.stage)):
        raise WorkWrong(
            _("「%(work)s」不能从「%(now)s」转到这一步。") % {"work": work, "now": work.get_stage_display()}
        )
    if stage in PROVEN and not work.evidence.exists():
        raise WorkWrong(_("请先附上证明材料，再登记「%(stage)s」。") % {"stage": Stage(stage).label})
    work.stage, work.staged_on, work.number = stage, on, number or work.number
    work.save(update_fields=["stage", "staged_on", "number"])
    record("data_ip.work_brought_on", subject=work, by=by, on=on, payload={"kind": work.kind, "stage": stage})
    return work


@transaction.atomic
def publish(work: Work, papers: Collection[str], *, by: Actor, on: date, seen: int | None = None) -> Work:
    """Let everybody read an experience and take the `papers` (SHA-256) that a head chooses of its evidence.

    Without figures and evidence it is none.
    """
    work = hold(work, seen=seen)
    _may_keep(by, work)
    if by.role != Role.HEAD:
        raise NotYours(_("经验做法由负责人决定公布。"))
    if work.kind != Kind.PACK or work.published_on:
        raise NotNow(_("只有还没有公布的经验做法可以公布。"))
    if not work.figures or not work.evidence.exists():
        raise WorkWrong(_("公布经验做法须有成效数字和证明材料。"))
    chosen = work.evidence.filter(sha256__in=papers).order_by("pk").values_list("sha256", flat=True)
    if not chosen:
        raise WorkWrong(_("请选择至少一份随经验公布、人人可以下载的证明材料。"))
    work.published_on, work.open_papers = on, list(chosen)
    work.save(update_fields=["published_on", "open_papers"])
    record("data_ip.experience_published", subject=work, by=by, on=on, evidence=work.open_papers)
    return work


def _may_keep(by: Actor, work: Work | None = None) -> None:
    own = work is None or work.unit_id == by.unit.pk
    if by.role not in {Role.OFFICER, Role.HEAD} or not own:
        raise NotYours(_("您的岗位不能维护这项试点工作。"))
