"""From the file of a notice to the plan: upload, correct, adopt or drop. Never half."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.tasklist import reader
from minzhi.engines.tasklist.actions.laying import lay
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotADraft, NotYours, StillToConfirm, Uncovered
from minzhi.engines.tasklist.models import Notice
from minzhi.engines.tasklist.queries.packs import known_lists
from minzhi.engines.tasklist.queries.powers import may_adopt, may_upload
from minzhi.engines.tasklist.rules.proposals import propose
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

HEADER = frozenset({"number", "title", "issuer", "issued_on", "printed_on"})
ANNOTATIONS = frozenset(
    {
        "label",
        "label_en",
        "kind",
        "programme",
        "lead",
        "lead_presumed",
        "local",
        "starts_on",
        "due_on",
        "target",
        "proof",
        "indicators",
    }
)


def upload(content: bytes, *, name: str, by: Actor, on: date) -> Notice:
    """Read a file and keep it with what was read, as a draft; raises `reader.Unreadable` and keeps nothing."""
    _need(may_upload(by))
    read = reader.read(content, name=name)
    reading = reader.as_json(read)
    first = date.fromisoformat(reading["issued_on"] or reading["printed_on"] or on.isoformat())
    last = date(first.year, 12, 31)
    reading["measures"] = propose(reading, known_lists(), first=first, last=last)
    with transaction.atomic():
        file = store(content, name=name, by=by, on=on)
        notice = Notice.objects.create(
            reading=reading, text=read.text, file=file, year=first.year, uploaded_by=by.post, **_header(reading)
        )
        record("tasklist.notice_read", subject=notice, by=by, on=on, evidence=[file.sha256])
        return notice


def _header(reading: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: reading[name] and date.fromisoformat(reading[name]) for name in ("issued_on", "printed_on")}
    return {**{name: reading[name] or "" for name in HEADER - set(days)}, **days}


@transaction.atomic
def correct_header(notice: Notice, *, by: Actor, on: date, seen: int | None = None, **values: Any) -> Notice:  # noqa: ANN401 - the model's own fields
    """Correct what was read of number, title, issuer and dates, before adoption."""
    notice = _draft(notice, by, seen)
    for name in HEADER & set(values):
        setattr(notice, name, values[name])
    notice.year = values.get("year", notice.year)
    return _keep(notice, by, on, sorted(values))


@transaction.atomic
def correct_unit(  # noqa: PLR0913 - the fields of its form
    notice: Notice,
    task: int,
    place: int,
    *,
    name: str,
    role: str,
    scope: str,
    by: Actor,
    on: date,
    seen: int | None = None,
) -> Notice:
    """Correct the unit at a place (from 0) of a task's list; an empty name takes it away."""
    notice = _draft(notice, by, seen)
    units = _task(notice, task)["units"]
    units[place : place + 1] = [{"name": name, "role": role, "presumed": False, "scope": scope or None}] if name else []
    return _keep(notice, by, on, [f"{task}.units"])


@transaction.atomic
def retitle(notice: Notice, task: int, *, title: str, by: Actor, on: date, seen: int | None = None) -> Notice:
    """Correct the title of a task as read; an empty title takes away what is no task, with its measures."""
    notice = _draft(notice, by, seen)
    found = _task(notice, task)
    if title:
        found["title"] = title
    else:
        reading = notice.reading
        for section in reading["sections"]:
            section["tasks"] = [each for each in section["tasks"] if each is not found]
        reading["sections"] = [section for section in reading["sections"] if section["tasks"]]
        reading["measures"] = [each for each in reading["measures"] if each["task"] != task]
    return _keep(notice, by, on, [f"{task}.title"])


@transaction.atomic
def annotate(
    notice: Notice,
    place: int,
    *,
    by: Actor,
    on: date,
    seen: int | None = None,
    **values: Any,  # noqa: ANN401 - JSON
) -> Notice:
    """Correct and confirm the proposed measure at a place (from 0) of the list."""
    notice = _draft(notice, by, seen)
    if unknown := set(values) - ANNOTATIONS:
        raise TypeError(f"no annotation: {sorted(unknown)}")
    measure = notice.reading["measures"][place]
    measure.update(values, confirmed=True, confirmed_by=str(by))
    return _keep(notice, by, on, [f"measures.{place}"])


@transaction.atomic
def split(notice: Notice, place: int, at: int, *, by: Actor, on: date, seen: int | None = None) -> Notice:
    """Cut a proposed measure in two at an offset of the notice's text; both must be confirmed."""
    notice = _draft(notice, by, seen)
    measures = notice.reading["measures"]
    whole = measures[place]
    if not whole["start"] < at < whole["end"]:
        raise Uncovered(_("断点不在「%(label)s」之内：请在这条举措的文字中间选择。") % {"label": whole["label"]})
    parts = [(whole["start"], at), (at, whole["end"])]
    measures[place : place + 1] = [
        {
            **whole,
            "start": start,
            "end": end,
            "label": notice.text[start:end].strip("，；。、")[:40],
            "no": no,
            "confirmed": False,
        }
        for (start, end), no in zip(parts, (whole.get("no"), None), strict=True)
    ]
    return _keep(notice, by, on, [f"measures.{place}"])


@transaction.atomic
def confirm(notice: Notice, places: Iterable[int], *, by: Actor, on: date, seen: int | None = None) -> Notice:
    """Confirm proposed measures as they stand."""
    notice = _draft(notice, by, seen)
    for place in places:
        notice.reading["measures"][place].update(confirmed=True, confirmed_by=str(by))
    return _keep(notice, by, on, ["measures"])


@transaction.atomic
def adopt(notice: Notice, *, by: Actor, on: date, seen: int | None = None) -> Notice:
    """Make the draft the plan: sections, tasks, sentences, measures and duties, all of it or nothing."""
    _need(may_adopt(by))
    notice = _draft(notice, by, seen)
    waiting = [each["label"] for each in notice.reading["measures"] if not each["confirmed"]]
    if waiting:
        message = _("还有%(count)s项举措没有人核对确认（第一项：「%(first)s」）。请逐项确认后再采用。")
        raise StillToConfirm(message % {"count": len(waiting), "first": waiting[0]})
    _check_new(notice)
    _check_cover(notice)
    lay(notice, on=on)
    earlier = Notice.objects.filter(state=Notice.State.ADOPTED, year__lt=notice.year or 0)
    notice.follows = earlier.order_by("-year", "-adopted_on").first()
    notice.state, notice.adopted_by, notice.adopted_on = Notice.State.ADOPTED, by.post, on
    notice.save()
    counted = {"tasks": notice.tasks.count(), "measures": len(notice.reading["measures"])}
    record(
        "tasklist.notice_adopted",
        subject=notice,
        by=by,
        on=on,
        payload=counted,
        evidence=[notice.file.sha256],
        law=notice.number,
    )
    return notice


@transaction.atomic
def drop(notice: Notice, *, by: Actor, on: date, seen: int | None = None) -> Notice:
    """Put a draft away; the file stays."""
    notice = _draft(notice, by, seen)
    notice.state = Notice.State.DROPPED
    notice.save()
    record("tasklist.notice_dropped", subject=notice, by=by, on=on)
    return notice


def _draft(notice: Notice, by: Actor, seen: int | None) -> Notice:
    _need(may_upload(by))
    notice = hold(notice, seen=seen)
    if notice.state != Notice.State.DRAFT:
        message = _("「%(notice)s」%(state)s，不能再改；请打开计划查看。")
        raise NotADraft(message % {"notice": notice, "state": notice.get_state_display()})
    return notice


def _need(allowed: bool) -> None:  # noqa: FBT001 - a sentence: need this
    if not allowed:
        raise NotYours(_("读取和采用通知由省局人员办理；采用须由督查或处室负责人决定。"))


def _keep(notice: Notice, by: Actor, on: date, changed: list[str]) -> Notice:
    notice.save()
    record("tasklist.notice_corrected", subject=notice, by=by, on=on, payload={"changed": changed})
    return notice


def _task(notice: Notice, no: int) -> dict[str, Any]:
    tasks = [task for section in notice.reading["sections"] for task in section["tasks"]]
    return next(task for task in tasks if task["no"] == no)


def _check_new(notice: Notice) -> None:
    if not any(section["tasks"] for section in notice.reading["sections"]):
        raise Incomplete(_("「%(notice)s」里没有任务，不能成为计划。") % {"notice": notice})
    before = Notice.objects.filter(state=Notice.State.ADOPTED, number=notice.number).first()
    if before is not None:
        message = _("文号%(number)s的清单已于%(day)s采用；请核对文号，或放弃这份草稿。")
        raise NotADraft(message % {"number": notice.number or _("（空）"), "day": before.adopted_on})


def _check_cover(notice: Notice) -> None:
    tasks = [task for section in notice.reading["sections"] for task in section["tasks"]]
    for task in tasks:
        for sentence in task["sentences"]:
            spans = sorted(
                (each["start"], each["end"])
                for each in notice.reading["measures"]
                if each["task"] == task["no"] and each["sentence"] == sentence["id"]
            )
            edges = [sentence["start"], *(end for _start, end in spans)]
            if [start for start, _end in spans] != edges[:-1] or edges[-1] != sentence["end"]:
                message = _("任务%(no)s有文字不属于任何举措，或属于两项：「%(text)s」。请重新划分。")
                raise Uncovered(message % {"no": task["no"], "text": sentence["text"]})
