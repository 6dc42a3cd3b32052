"""Leads and drafts that the room finds: late reports, rented certificates, low prices. An officer always decides."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.agencies.actions.handling import open_finding, open_unreachable
from minzhi.programmes.agencies.actions.refusals import Wrong, may_keep
from minzhi.programmes.agencies.models import Agency, Attorney, Season
from minzhi.programmes.agencies.queries.cases import findings
from minzhi.programmes.agencies.queries.register import limits, open_leads_about, overdue, peers, price_floor
from minzhi.programmes.agencies.rules.scheme import KEY, RENTED_UNDER
from minzhi.programmes.agencies.rules.signals import Found, Practice, low_price, rented
from minzhi.records.units.actors import Actor


@transaction.atomic
def propose_overdue(season: Season, *, by: Actor, on: date) -> list[casework.Case]:
    """Draft a listing for each agency whose report is late and that has no open one: article 37, first item."""
    may_keep(by, on, season.unit)
    made = []
    for agency in overdue(season, on):
        facts = _("%(year)s年度报告截止日%(last)s（%(source)s），至%(day)s没有提交。")
        values = {"year": season.year, "last": season.last_on, "source": season.source, "day": on}
        form = {
            "party": str(agency), "number": agency.number, "ground": "no_report", "found_on": on.isoformat(),
            "facts": facts % values,
        }  # fmt: skip
        made.append(casework.start("agencies.abnormal", unit=by.unit, by=by, on=on, form=form, subject=agency))
    return made


@transaction.atomic
def open_findings(*, by: Actor, on: date) -> list[casework.Case]:
    """Open a case for each finding of the unit's draws that has none: a lead, or a listing of who was not there."""
    may_keep(by, on)
    made = []
    for lot in findings(by.unit):
        who = {"party": lot.label, "number": lot.ref, "seen": lot.words, "found_on": str(lot.checked_on)}
        gone = lot.outcome == scoring.Lot.Outcome.UNREACHABLE
        made.append((open_unreachable if gone else open_finding)(lot, by=by, on=on, **who))
    return made


@transaction.atomic
def find_rented(*, by: Actor, on: date) -> list[casework.Case]:
    """Make a lead of each attorney with a reason to ask whether the certificate is rented out.

    Raises `Wrong` where no impact assessment stands behind the rule (PIPL 55). Whoever has a lead gets no second one.
    """
    may_keep(by, on)
    if not scoring.is_automated(KEY, RENTED_UNDER):
        raise Wrong(_("自动规则没有个人信息保护影响评估记录，不能启用；请先由安全管理员评估。"))
    known, rules, made = peers(), limits(on), []
    rows = Attorney.objects.filter(left_on=None).exclude(learnt_from="").select_related("agency__party", "agency__unit")
    for attorney in rows:
        others = [filings for key, filings in known.items() if key != attorney.pk]  # nobody is measured by himself
        found = rented(_practice(attorney), others, rules)
        if found.reasons and not open_leads_about(attorney):
            made.append(_lead(attorney.agency, "rented", found, by=by, on=on, attorney=attorney))
    return made


def _practice(attorney: Attorney) -> Practice:
    return Practice(
        str(attorney.agency), attorney.insured_at, attorney.insured_months,
        [each for each in attorney.also_at.split("、") if each], attorney.employed_at, attorney.filings,
        attorney.one_account,
    )  # fmt: skip


def raise_price(agency: Agency, *, quoted: Decimal, service: str, by: Actor, on: date) -> casework.Case:
    """Make a lead of a price below the published cost floor; raises `Wrong` where there is no reason."""
    may_keep(by, on, agency.unit)
    found = low_price(quoted, price_floor(service, on))
    if not found.reasons:
        raise Wrong(_("没有理由列为线索：%(why)s") % {"why": "；".join(map(_, found.unchecked)) or _("报价不低于底价")})
    return _lead(agency, "low_price", found, by=by, on=on)


def _lead(agency: Agency, kind: str, found: Found, *, by: Actor, on: date, attorney: Attorney | None = None
          ) -> casework.Case:  # fmt: skip
    form = {
        "party": str(agency), "number": agency.number, "kind": kind, "source": "signals", "found_on": on.isoformat(),
        "reasons": "\n".join(_(each.text) % each.values for each in found.reasons),
        "unchecked": "、".join(map(_, found.unchecked)), "attorney": attorney.name if attorney else "",
    }  # fmt: skip
    return casework.start("agencies.lead", unit=by.unit, by=by, on=on, form=form, subject=attorney or agency)
