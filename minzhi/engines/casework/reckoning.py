"""What `minzhi clock` says: every process with its acts and clocks, and what an act on a day would start."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit import process as kernel
from minzhi.kit.legal_time import BadSpan, Calendar
from minzhi.kit.process import Field, FormWrong, Plain, Process
from minzhi.kit.process.forms import READERS
from minzhi.records.calendars.shipped import shipped_calendar

SAID = {**dict.fromkeys(("true", "yes", "1", "是"), True), **dict.fromkeys(("false", "no", "0", "否"), False)}
RESERVED = ("suspended_days", "extend", "version")


def process_names() -> list[str]:
    """Return the names of all processes, in their order."""
    return list(dict.fromkeys(process.name for process in VERSIONS.all()))


def processes() -> dict[str, Any]:
    """Return every process, version, act and clock, as `minzhi clock list` prints it."""
    return {"processes": [_process(each) for each in VERSIONS.all()]}


def _process(each: Process) -> dict[str, Any]:
    return {
        "process": each.name,
        "label": _(each.label),
        "version": each.version,
        "from": each.effective_from.isoformat(),
        "to": each.effective_to.isoformat() if each.effective_to else None,
        "law": str(each.law),
        "acts": [_act(each, action) for action in each.actions],
    }


def _act(process: Process, action: kernel.Action) -> dict[str, Any]:
    started = [clock for clock in process.clocks if action.name in clock.starters]
    return {
        "act": action.name,
        "label": _(action.label),
        "article": str(action.cite) if action.cite else "",
        "set": [field.name for field in action.form],
        "extends": action.extends,
        "clocks": [
            {
                "name": clock.name,
                "label": _(clock.label),
                "span": clock.span,
                "article": str(clock.cite),
                "confirmed": bool(clock.cite and clock.cite.confirmed),
                "unknown": clock.unknown,
            }
            for clock in started
        ],
    }


def started(name: str, action: str, start: date, given: Iterable[tuple[str, str]], days: Calendar) -> dict[str, Any]:
    """Return ``{clocks: [...]}`` for an act on a day, or at a moment, under the version of that day.

    `given` are form fields as text; ``suspended_days`` lets clocks rest, ``extend`` prolongs by a named act,
    ``version`` asks another version; a length that nobody gives is the usual one of the room's rules.
    Raises `Refusal`, `LookupError`.
    """
    pairs = list(given)
    reserved = dict(pair for pair in pairs if pair[0] in RESERVED)
    day = start.date() if isinstance(start, datetime) else start
    process = _version(name, day, reserved.get("version", ""))
    fields = _fields(process, [pair for pair in pairs if pair[0] not in RESERVED])
    if any(clock.span_from and clock.span_from not in fields for clock in process.clocks if action in clock.starters):
        fields = {**_usual(name, action, fields, day, days), **fields}
    course = kernel.Course(
        suspended_days=_whole("suspended_days", reserved.get("suspended_days", "0")),
        extensions=tuple(value for key, value in pairs if key == "extend"),
    )
    found = kernel.reckon(process, action, start, fields, days, course)
    clocks = [_clock(process, each) for each in found]
    return {"process": process.name, "version": process.version, "clocks": clocks}


def _usual(name: str, action: str, fields: Mapping[str, Plain], day: date, days: Calendar) -> Mapping[str, Plain]:
    """Return the lengths that a room's rules give; without an installation only those that need none."""
    handling = handling_of(name)
    try:
        return handling.usual(action, fields, day, days) if handling else {}
    except DatabaseError:
        return {}


def written_tests(name: str, on: date) -> str:
    """Return the source of a test module for the version of a process on a day; raises `LookupError`."""
    process = VERSIONS.on(name, on)
    imports = (
        "from minzhi.engines.casework.registry import VERSIONS\n"
        "from minzhi.records.calendars.shipped import shipped_calendar\n\n"
        f"PROCESS, CALENDAR = VERSIONS.get({process.name!r}, {process.version}), shipped_calendar()"
    )
    return kernel.skeleton(process, shipped_calendar(), on, imports=imports)


def _version(name: str, start: date, version: str) -> Process:
    return VERSIONS.get(name, _whole("version", version)) if version else VERSIONS.on(name, start)


def _whole(name: str, written: str) -> int:
    if not written.isdecimal():
        raise FormWrong({name: _("「%(name)s」须是整数。") % {"name": name}})
    return int(written)


def _fields(process: Process, given: Iterable[tuple[str, str]]) -> dict[str, Plain]:
    known = process.fields()
    kept: dict[str, Plain] = {}
    for name, value in given:
        if name not in known:
            names = "、".join(sorted(known))
            message = _("「%(name)s」没有「%(field)s」这一项；有：%(names)s")
            raise FormWrong({name: message % {"name": _(process.label), "field": name, "names": names}})
        kept[name] = _read(known[name], value)
    return kept


def _read(field: Field, value: str) -> Plain:
    told: object = SAID.get(value.lower(), value) if field.kind is kernel.Kind.BOOL else value
    try:
        return READERS[field.kind](field, told)
    except (BadSpan, ValueError) as wrong:
        raise FormWrong({field.name: str(wrong)}) from wrong


def _due(due: date | None) -> str | None:
    return due.isoformat(timespec="minutes") if isinstance(due, datetime) else due.isoformat() if due else None


def _clock(process: Process, each: kernel.Reckoned) -> dict[str, Any]:
    clock = each.clock
    return {
        "name": clock.name,
        "label": _(clock.label),
        "due": _due(each.due),
        "provisional": each.provisional,
        "counted_days": each.counted_days,
        "article": str(clock.cite),
        "confirmed": bool(clock.cite and clock.cite.confirmed),
        "unknown": clock.unknown,
        "whose": clock.whose,
        "whose_label": _(process.role(clock.whose)),
        "effect": _(kernel.EFFECTS[clock.effect]),
        "why": [reason.told(_) for reason in each.why],
    }


def as_lines(found: dict[str, Any]) -> Iterator[str]:
    """Yield what people read instead of JSON."""
    if found.get("clocks") == []:
        yield _("这一步不启动任何期限。")
    for clock in found.get("clocks", ()):
        due = clock["due"] or _("（未知）")
        flag = _("（暂定）") if clock["provisional"] and clock["due"] else ""
        yield f"{clock['label']}　{due}{flag}　{clock['article']}{'' if clock['confirmed'] else _('（未核定）')}"
        yield from (f"  {why}" for why in clock["why"])
    for process in found.get("processes", ()):
        yield f"{process['process']}　{process['label']}　v{process['version']}　{process['law']}"
        for act in process["acts"]:
            clocks = "、".join(
                f"{clock['name']} {clock['label']} {_('（未知）') if clock['unknown'] else clock['span']}"
                for clock in act["clocks"]
            )
            yield f"  {act['act']}　{act['label']}" + (f"　→ {clocks}" if clocks else "")
