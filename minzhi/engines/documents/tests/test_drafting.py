import pytest
from django.db import DatabaseError, transaction

from minzhi.engines.documents import api as documents
from minzhi.engines.documents.jobs import render
from minzhi.engines.documents.models import Issue, Rendition, Revision
from minzhi.engines.documents.tests.conftest import DAY, VALUES
from minzhi.records.facts.models import Fact
from minzhi.records.jobs.models import Job
from minzhi.records.numbering.models import Series
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of
from minzhi.records.tables.rows import ChangedMeanwhile


def signed(paper, office, prefix="闽知发", **kwargs):
    return documents.issue(paper, prefix=prefix, by=office.protection_head, on=DAY, **kwargs)


def test_a_paper_gets_its_number_at_the_moment_of_issue(drafted, office):
    assert not Series.objects.filter(key="documents.闽知发").exists()
    issue = signed(drafted, office)
    assert (issue.number, issue.issuer, issue.signer) == ("闽知发〔2023〕1号", "福建省知识产权局", "保护处负责")


def test_the_office_issues_under_its_other_name_too(drafted, office):
    issue = signed(drafted, office, prefix="闽市监函")
    assert (issue.number, issue.issuer) == ("闽市监函〔2023〕1号", "福建省市场监督管理局")


def test_nobody_issues_under_a_prefix_that_is_not_theirs(drafted, office):
    with pytest.raises(documents.NoSuchNumber, match="不用发文代字"):
        signed(drafted, office, prefix="国知发")
    assert not Issue.unscoped.exists()


def test_a_city_issues_without_a_number(office, notice):
    paper = documents.draft(
        notice.key, subject=office.fuzhou, title="x", values=VALUES, by=office.fuzhou_officer, on=DAY
    )
    issue = documents.issue(paper, by=office.fuzhou_head, on=DAY)
    assert (issue.number, issue.issuer) == ("", "福州市知识产权局")


def test_a_failed_issue_takes_no_number(drafted, office):
    with transaction.atomic():
        signed(drafted, office)
        transaction.set_rollback(True)
    assert signed(drafted, office).number == "闽知发〔2023〕1号"


def test_what_is_missing_is_named(office, notice):
    paper = documents.draft(
        notice.key, subject=office.fuzhou, title="x", values={"words": ""}, by=office.protection_officer, on=DAY
    )
    with pytest.raises(documents.Incomplete, match="缺少：主送、正文"):
        signed(paper, office)


def test_values_that_the_paper_does_not_know_are_a_mistake_of_the_program(office, notice):
    with pytest.raises(ValueError, match="no fields"):
        documents.draft(notice.key, subject=office.fuzhou, title="x", values={"wrods": ""},
                        by=office.protection_officer, on=DAY)  # fmt: skip


def test_each_revision_is_kept_and_the_second_editor_is_told(drafted, office):
    by, seen = office.protection_officer, drafted.version
    documents.revise(drafted, values={**VALUES, "words": "改后"}, by=by, on=DAY, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        documents.revise(drafted, values=VALUES, by=by, on=DAY, seen=seen)
    said = [row.values["words"] for row in Revision.unscoped.order_by("no")]
    assert said == [VALUES["words"], "改后"]


def test_an_issued_paper_never_changes(drafted, office):
    issue = signed(drafted, office)
    with pytest.raises(documents.AlreadyIssued, match="另发一件"):
        documents.revise(drafted, values=VALUES, by=office.protection_officer, on=DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Issue.unscoped.filter(pk=issue.pk).update(number="闽知发〔2023〕9号")


def test_the_records_behind_a_paper_are_frozen_with_it(drafted, office):
    records = [{"no": 1, "uid": "x", "value": "63%"}]
    assert signed(drafted, office, records=records).records == records


def test_drafting_revising_issuing_leave_one_fact_each(drafted, office):
    documents.revise(drafted, values=VALUES, by=office.protection_officer, on=DAY)
    signed(drafted, office)
    kinds = Fact.unscoped.filter(subject_uid=drafted.uid).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["documents.drafted", "documents.revised", "documents.issued"]


def test_the_files_are_made_by_the_worker_and_once(drafted, office):
    signed(drafted, office)
    assert Job.objects.get().args == [str(drafted.uid)]
    assert render.func(str(drafted.uid)) == render.func(str(drafted.uid)) == ["pdf", "word"]
    assert Rendition.unscoped.count() == 2


def test_a_city_sees_its_own_papers_only(drafted, office):
    with scoped(scope_of([office.fuzhou_officer], on=DAY)):
        assert documents.about(office.fuzhou).count() == 0
    with scoped(scope_of([office.supervisor], on=DAY)):
        assert documents.about(office.fuzhou).get() == drafted
