"""Leads that other programmes raised are taken up from their facts, once, where they were raised."""

from datetime import date

import pytest

from minzhi.engines.casework import api as casework
from minzhi.programmes.enforcement.actions.leads import take_leads
from minzhi.records.facts.actions import record

DAY = date(2023, 9, 12)
SAID = {"indication": "演示花茶", "act": "style", "place": "https://shop.example/1"}


def raised(by, **said):
    kind = "geographical_indications.lead_raised"
    return record(kind, subject=by.unit, by=by, on=DAY, payload={**SAID, "source": "online", "mark": True, **said})


def test_a_lead_opens_one_case_at_the_unit_that_raised_it(cast):
    fact = raised(cast.fuzhou_officer)
    took = (take_leads(on=DAY), take_leads(on=DAY))
    case = casework.Case.unscoped.get(process="enforcement.penalty")
    names = ("matter", "source", "place", "found_on")
    assert (took, case.unit, case.subject_uid, [case.fields[name] for name in names]) == (
        (1, 0), cast.fuzhou, fact.uid, ["trademark", "platform", "https://shop.example/1", "2023-09-12"],
    )  # fmt: skip


@pytest.mark.parametrize(("source", "kept"), [("complaint", "complaint"), ("copied", "patrol"), ("check", "patrol")])
def test_a_lead_keeps_the_way_it_came(cast, source, kept):
    raised(cast.fuzhou_officer, source=source, mark=False)
    take_leads(on=DAY)
    case = casework.Case.unscoped.get(process="enforcement.penalty")
    assert (case.fields["source"], case.fields["matter"]) == (kept, "other")


@pytest.mark.parametrize(("act", "matter"), [("applicant", "bad_faith"), ("agent", "mark_agent")])
def test_a_lead_to_a_filer_of_marks_becomes_a_case_of_its_matter(cast, act, matter):
    payload = {"act": act, "source": "own", "marks": "60"}
    record("filing_order.penalty_lead_given", subject=cast.fuzhou, by=cast.fuzhou_head, on=DAY, payload=payload)
    took = (take_leads(on=DAY), take_leads(on=DAY))
    case = casework.Case.unscoped.get(process="enforcement.penalty")
    assert (took, case.unit, case.fields["matter"], case.fields["party"]) == ((1, 0), cast.fuzhou, matter, "待查")
