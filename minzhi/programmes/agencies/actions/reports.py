"""Yearly reports: by when they are due, what they say, where they differ from the register."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.programmes.agencies.actions.refusals import Wrong, may_keep, not_later
from minzhi.programmes.agencies.models import Agency, Season, YearlyReport
from minzhi.programmes.agencies.queries.register import registered, season_of, standing_case
from minzhi.programmes.agencies.rules.abnormal import deadline
from minzhi.programmes.agencies.rules.reports import REPORT, TEXT, Plain, gaps, odd
from minzhi.records.calendars.queries import calendar
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.files.models import StoredFile
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit


@transaction.atomic
def set_season(*, year: int, named_on: date, rolls: bool, source: str, by: Actor, on: date) -> Season:
    """Say by when the reports of a year are due, as that year's notice says; raises `Wrong` for a second one."""
    may_keep(by, on)
    if by.unit.kind not in {Unit.Kind.PROVINCE, Unit.Kind.DIVISION}:
        raise Wrong(_("年度报告的截止日由省级部门按通知登记。"))
    found = deadline(named_on, rolls=rolls, calendar=calendar())
    try:
        with transaction.atomic():
            made: Season = Season.unscoped.create(
                unit=by.unit, year=year, named_on=named_on, rolls=rolls, last_on=found.last, source=source
            )
    except IntegrityError as twice:
        raise Wrong(_("%(year)s年度的截止日已经登记过。") % {"year": year}) from twice
    payload = {"year": year, "last_on": found.last.isoformat(), "rolls": rolls}
    record("agencies.season_set", subject=made, by=by, on=on, payload=payload)
    return made


@transaction.atomic
def file_report(
    agency: Agency, *, year: int, said: Mapping[str, Plain], by: Actor, on: date, filed_on: date | None = None,
    files: Sequence[tuple[str, bytes]] = (), sent: Iterable[StoredFile] = (),
) -> YearlyReport:  # fmt: skip
    """Take an agency's report of a year, or its correction; differences from the register are kept beside it.

    `files` come with it, those `sent` are kept already; what came earlier stays. A late report of an agency that was
    listed for want of one proposes to take it off the list.
    """
    may_keep(by, on, agency.unit)
    filed_on = filed_on or on
    not_later(filed_on, on, _("提交日"))
    kept = filled(agency, year, said, filed_on)
    differs = [asdict(gap) for gap in gaps(kept, registered(agency, filed_on))]
    strange = list(odd(kept))
    made: YearlyReport
    made, new = YearlyReport.unscoped.get_or_create(
        agency=agency, year=year, defaults={"filed_on": filed_on, "said": kept, "gaps": differs, "odd": strange}
    )
    if not new:
        made.said, made.gaps, made.odd, made.corrected_on = kept, differs, strange, on
        made.save(update_fields=["said", "gaps", "odd", "corrected_on"])
    made.files.add(*sent, *(store(content, name=name, by=by, on=on) for name, content in files))
    evidence = [file.sha256 for file in made.files.all()]
    payload = {"number": agency.number, "year": year, "gaps": len(differs), "in_time": _in_time(year, filed_on),
               "filed_on": filed_on.isoformat()}  # fmt: skip
    if new:
        record("agencies.report_filed", subject=agency, by=by, on=on, period=str(year), payload=payload,
               evidence=evidence)  # fmt: skip
        _propose_taking_off(agency, made, by=by, on=on)
    else:
        record("agencies.report_corrected", subject=agency, by=by, on=on, payload=payload, evidence=evidence)
    return made


def filled(agency: Agency, year: int, said: Mapping[str, Plain], filed_on: date) -> dict[str, Plain]:
    """Return a report as it is kept; raises `Wrong` where it is not this agency's to give, or is not complete."""
    if agency.kind != Agency.Kind.PATENT or year >= filed_on.year:
        raise Wrong(_("年度报告由专利代理机构在次年提交，请核对机构、年度和提交日。"))
    kept = {each.name: _kept(said.get(each.name), each.kind) for each in REPORT}
    if missing := [_(each.label) for each in REPORT if each.required and kept[each.name] in {None, ""}]:
        raise Wrong(_("年度报告缺少：%(fields)s。") % {"fields": "、".join(missing)})
    return kept


def _kept(value: Plain, kind: str) -> Plain:
    """Return a value as JSON keeps it: amounts as text."""
    if value is None or value == "":
        return "" if kind == TEXT else None
    return str(value) if kind != "whole" else int(value)


def _in_time(year: int, filed_on: date) -> bool:
    season = season_of(year)
    return season is None or filed_on <= season.last_on


def _propose_taking_off(agency: Agency, report: YearlyReport, *, by: Actor, on: date) -> None:
    case = standing_case(agency, "no_report")
    if case is None or case.state != "listed":
        return
    form = {
        "mended_on": report.filed_on.isoformat(),
        "mended_how": _("%(year)s年度报告已于%(day)s提交。") % {"year": report.year, "day": report.filed_on},
    }
    casework.carry_out(case, "mend", by=by, on=on, form=form, roles={"officer"})
