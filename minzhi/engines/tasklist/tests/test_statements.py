"""Reports with proof: figures are computed, words are people's, and what was signed stands with its records."""

import io
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from docx import Document as WordFile

from minzhi.engines.documents import api as documents
from minzhi.engines.tasklist.actions import reports, sheets
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotYours
from minzhi.engines.tasklist.models import Claim, Evidence, Statement
from minzhi.engines.tasklist.statements import actions
from minzhi.engines.tasklist.statements.computed import RULES
from minzhi.engines.tasklist.statements.figures import Figure, Record, since
from minzhi.engines.tasklist.statements.outlines import PARTS
from minzhi.engines.tasklist.statements.papers import AT_MOST
from minzhi.engines.tasklist.statements.told import changed, figures, holes, reading_of, told
from minzhi.engines.tasklist.tests.province import as_seen_by
from minzhi.engines.tasklist.tests.test_round import SUMMARY, accepted, reported
from minzhi.records.facts.models import Fact
from minzhi.records.parameters.models import Installation

DAY = date(2023, 7, 18)
SITE = "http://testserver/"


@pytest.fixture
def work(plan):
    """Return the plan with one accepted report of Fuzhou and one of Xiamen that waits."""
    accepted(plan, plan.fuzhou)
    reported(plan, plan.xiamen, document=replace(SUMMARY, shared_because="两市联合开展"), on=date(2023, 7, 10))
    return plan


def bulletin(plan, by=None, on=DAY):
    return actions.draft("bulletin", plan.notice, "2023Q2", by=by or plan.protection, on=on)


def adopted(plan, statement, on=DAY):
    return actions.adopt(statement, prefix="闽知发", address=SITE, by=plan.protection_head, on=on)


def said(statement, rule, on=DAY):
    """Return the figures of a sentence by name, as amounts."""
    return {figure.name: figure.amount for each in told(statement, on=on) if each.claim.rule == rule
            for _no, figure in each.numbered}  # fmt: skip


def test_every_placeholder_of_a_first_sentence_is_computed(work):
    made = bulletin(work)
    for claim in Claim.unscoped.filter(statement=made):
        assert set(holes(claim.words)) - set(figures(claim, reading_of(made, on=DAY))) == set()
    assert {rule for parts in PARTS.values() for _heading, rule in parts} - {""} == set(RULES)


def test_a_bulletin_of_a_division_speaks_of_the_tasks_that_it_leads(work):
    assert said(bulletin(work), "progress")["tasks"] == "11"
    assert said(bulletin(work, by=work.supervisor), "progress")["tasks"] == "22"


def test_reports_of_the_quarter_are_counted_by_how_they_came(work):
    counted = said(bulletin(work), "reporting")
    assert (counted["good"], counted["late"]) == ("1", "1")
    assert int(counted["owed"]) == 2 + int(counted["missing"])


def test_documents_are_counted_by_what_was_decided(work):
    counted = said(bulletin(work), "evidence")
    assert (counted["received"], counted["accepted"], counted["waiting"]) == ("2", "1", "1")


def test_every_figure_is_the_number_of_its_records_or_computed_from_them(work):
    for each in told(bulletin(work), on=DAY):
        for _no, figure in each.numbered:
            if figure.amount.isdigit() and figure.name != "reply_days":
                assert len(figure.records) == int(figure.amount), figure.name


def test_words_change_and_figures_stay(work):
    [claim] = Claim.unscoped.filter(statement=bulletin(work), rule="lights")
    words = "红灯{red}项，黄灯{yellow}项，绿灯{green}项，灰灯{grey}项，请对照整改。"
    assert actions.reword(claim, words, by=work.protection, on=DAY).words == words


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("{green}项正常", "各保留一次"),
        ("{green}{yellow}{red}{grey}{best}", "各保留一次"),
        ("{green}{yellow}{red}{grey}，完成率达95%", "手写的比例"),
        ("{green}{yellow}{red}{grey}，提高３．５％", "手写的比例"),
        ("{green}{yellow}{red}{grey}，约三成任务滞后", "手写的比例"),
        ("{green}{yellow}{red}{grey}，四分之三按时", "手写的比例"),
        ("", "不能为空"),
    ],
)
def test_a_typed_percentage_or_a_lost_figure_is_refused(work, words, why):
    [claim] = Claim.unscoped.filter(statement=bulletin(work), rule="lights")
    with pytest.raises(Incomplete, match=why):
        actions.reword(claim, words, by=work.protection, on=DAY)


def test_a_sentence_is_added_to_its_part_and_another_left_out(work):
    made = bulletin(work)
    actions.add(made, "报送和佐证", "福州报送质量较好。", by=work.protection, on=DAY)
    [first] = Claim.unscoped.filter(statement=made, rule="progress")
    actions.drop(first, by=work.protection, on=DAY)
    headings = list(Claim.unscoped.filter(statement=made).values_list("heading", flat=True))
    assert (headings[:4], headings.count("报送和佐证")) == (["总体进展", *["报送和佐证"] * 3], 3)


def test_a_draft_speaks_of_today_and_a_signed_statement_of_its_day(work):
    made = bulletin(work)
    assert told(made, on=date(2023, 7, 20))[0].text.startswith("截至2023年7月20日，")
    made = adopted(work, made)
    assert told(made, on=date(2023, 7, 25))[0].text.startswith("截至2023年7月18日，")


def test_one_bulletin_a_quarter_is_drafted_at_a_time(work):
    bulletin(work)
    with pytest.raises(NotNow, match="请打开它继续"):
        bulletin(work, by=work.protection_head)


def test_a_city_drafts_no_bulletin_and_nobody_else_words_or_signs_it(work):
    with pytest.raises(NotYours):
        bulletin(work, by=work.fuzhou)
    made = bulletin(work)
    [claim] = Claim.unscoped.filter(statement=made, rule="lights")
    with pytest.raises(NotYours):
        actions.reword(claim, claim.words, by=work.utilisation, on=DAY)
    for actor in (work.protection, work.fuzhou_head):
        with pytest.raises(NotYours):
            actions.adopt(made, prefix="闽知发", address=SITE, by=actor, on=DAY)


def test_an_adopted_bulletin_is_a_numbered_paper_with_its_figures_and_their_facts(work):
    made = adopted(work, bulletin(work))
    issue = made.document.issue
    [of_progress] = [each for each in issue.records if each["figure"]["name"] == "good"]
    [record] = of_progress["figure"]["records"]
    kinds = Fact.unscoped.filter(uid__in=record["facts"]).values_list("kind", flat=True)
    assert (issue.number, set(kinds)) == (
        "闽知发〔2023〕1号", {"tasklist.report_submitted", "tasklist.report_accepted"},
    )  # fmt: skip


def test_the_reader_sees_what_changed_since(work):
    made = adopted(work, bulletin(work))
    assert changed(made, on=DAY) == {}
    [waiting] = Evidence.unscoped.filter(state="waiting")
    reports.accept(waiting.report, by=work.protection, on=DAY)
    now = {no: (each.before, each.now) for no, each in changed(made, on=DAY).items()}
    by_name = {
        figure.name: no for each in told(made, on=DAY) if each.claim.rule == "evidence" for no, figure in each.numbered
    }
    assert (now[by_name["accepted"]], now[by_name["waiting"]]) == (("1", "2"), ("1", "0"))
    assert said(made, "evidence")["accepted"] == "1"


def test_a_signed_statement_is_not_worded_any_more(work):
    made = adopted(work, bulletin(work))
    [claim] = Claim.unscoped.filter(statement=made, rule="lights")
    with pytest.raises(NotYours, match="已签发"):
        actions.reword(claim, claim.words, by=work.protection, on=DAY)


def test_word_has_numbers_in_its_text_and_their_records_in_the_annex(work):
    made = adopted(work, bulletin(work))
    file = WordFile(io.BytesIO(documents.word(made.document)))
    text = "\n".join(each.text for each in file.paragraphs)
    rows = [[cell.text for cell in row.cells][:3] for row in file.tables[0].rows]
    links = [each.target_ref for each in file.part.rels.values() if each.is_external]
    assert "按时报送1[" in text
    assert ["[1]", "列入范围的任务数", "11"] in rows
    assert f"{SITE.rstrip('/')}{made.get_absolute_url()}figures/1/" in links


def test_a_long_list_is_cut_in_the_annex_and_says_so(work):
    made = adopted(work, bulletin(work, by=work.protection))
    longest = max(len(each["figure"]["records"]) for each in made.document.issue.records)
    ends = [row["records"].endswith(f"等{longest}条") for row in made.document.issue.values["annex"]]
    assert (longest > AT_MOST, any(ends)) == (True, True)


def test_a_bulletin_reaches_the_cities_and_a_draft_does_not(work):
    made = bulletin(work)
    with as_seen_by(work.xiamen, DAY):
        assert Statement.objects.count() == 0
    adopted(work, made)
    with as_seen_by(work.xiamen, DAY):
        assert (Statement.objects.get(), documents.Document.objects.count()) == (made, 1)


def test_a_city_assesses_itself_by_the_plans_own_records(work):
    made = actions.draft("self_assessment", work.notice, "2023", by=work.fuzhou, on=DAY)
    signed = actions.adopt(made, prefix="", address=SITE, by=work.fuzhou_head, on=DAY)
    assert (said(made, "reporting")["good"], signed.document.issue.issuer) == ("1", "福州市知识产权局")


def test_a_summary_counts_what_was_closed(work):
    made = actions.draft("summary", work.notice, "2023", by=work.supervisor, on=DAY)
    assert said(made, "closing") == {"due": "0", "closed": "0", "good": "0", "rate": "——"}


def test_a_sheet_and_its_reply_become_papers(work):
    sheet = sheets.issue(work.measure("8.2"), work.xiamen.unit, "blue", reason="佐证待审。", by=work.supervisor, on=DAY)
    paper = actions.draft("sheet", work.notice, sheet.period, by=work.supervisor, on=DAY, sheet=sheet)
    signed = actions.adopt(paper, prefix="", address=SITE, by=work.supervisor, on=DAY)
    assert (signed.document.issue.number, said(paper, "matter")["reply_days"]) == (sheet.number, "5")
    with pytest.raises(NotNow, match="还没有由本单位回复"):
        actions.draft("reply", work.notice, sheet.period, by=work.xiamen, on=DAY, sheet=sheet)
    sheet = sheets.reply(sheet, text="已补齐材料。", by=work.xiamen, on=DAY)
    reply = actions.draft("reply", work.notice, sheet.period, by=work.xiamen, on=DAY, sheet=sheet)
    assert "已补齐材料。" in [each.text for each in told(reply, on=DAY)]


def test_what_changed_names_records_that_came_went_or_say_something_else():
    a, b, c = (Record("tasklist.measure", uid, uid, "10%", "/") for uid in "abc")
    frozen, now = Figure("x", "2", "", (a, b)), Figure("x", "3", "", (replace(b, says="20%"), c))
    found = since(frozen, now)
    assert (found.more, found.gone, [(old.says, new.says) for old, new in found.other]) == (
        (c,),
        (a,),
        [("10%", "20%")],
    )


def test_single_records_stay_in_scope_while_sums_are_for_all(work):
    made = adopted(work, bulletin(work))
    no = next(no for each in told(made, on=DAY) for no, figure in each.numbered if figure.name == "good")
    Installation.objects.update(office_day=DAY)
    client, url = Client(), f"{made.get_absolute_url()}figures/{no}/"
    client.force_login(work.xiamen.officer.account)
    assert "另有1条不在您可见的范围" in client.get(url).content.decode()
    client.force_login(work.fuzhou.officer.account)
    assert "2023-07-06报送" in client.get(url).content.decode()
