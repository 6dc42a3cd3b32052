"""A security label on a paper: what is sensitive is for its own unit and whom it was sent to, not for all above."""

import pytest
from django.test import Client

from minzhi.engines.documents import api as documents
from minzhi.engines.documents.actions.labelling import NotLabelled
from minzhi.engines.documents.models import Issue, Revision
from minzhi.engines.documents.tests.conftest import DAY, VALUES
from minzhi.kit.refusal import NotYours
from minzhi.records.audit.models import Note
from minzhi.records.facts.models import Fact
from minzhi.records.parameters.models import Installation
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of

SENSITIVE, INTERNAL = documents.Document.SecurityLabel.SENSITIVE, documents.Document.SecurityLabel.INTERNAL


@pytest.fixture
def paper(office, notice):
    """Return a paper of Fuzhou's."""
    by = office.fuzhou_officer
    return documents.draft(notice.key, subject=office.fuzhou, title="受理通知书", values=VALUES, by=by, on=DAY)


@pytest.fixture
def sensitive(paper, office):
    return documents.label(paper, as_=SENSITIVE, why="含商业秘密", by=office.fuzhou_officer, on=DAY)


def seen_by(actor, model=documents.Document):
    with scoped(scope_of([actor], on=DAY)):
        return model.objects.count()


def test_above_its_unit_a_sensitive_paper_is_not_there(sensitive, office):
    models = (documents.Document, Revision)
    assert [seen_by(office.protection_head, model) for model in models] == [0, 0]
    assert [seen_by(office.fuzhou_officer, model) for model in models] == [1, 1]
    assert sensitive.label == SENSITIVE


def test_any_other_is_seen_along_the_tree(paper, office):
    assert (seen_by(office.protection_head), paper.label) == (1, INTERNAL)


def test_whom_it_was_sent_to_sees_it_with_what_was_issued(sensitive, office):
    documents.issue(sensitive, by=office.fuzhou_head, on=DAY)
    documents.send(sensitive, [office.protection_officer.unit], by=office.fuzhou_head, on=DAY)
    assert [seen_by(office.protection_officer, model) for model in (documents.Document, Issue)] == [1, 1]
    assert seen_by(office.xiamen_officer) == 0


def test_only_a_head_makes_it_looser(sensitive, office):
    with pytest.raises(NotYours, match="单位负责人"):
        documents.label(sensitive, as_=INTERNAL, why="已公开", by=office.fuzhou_officer, on=DAY)
    documents.label(sensitive, as_=INTERNAL, why="已公开", by=office.fuzhou_head, on=DAY)
    assert seen_by(office.protection_head) == 1


def test_nobody_else_labels_a_paper(paper, office):
    with pytest.raises(NotYours, match="拟稿单位"):
        documents.label(paper, as_=SENSITIVE, why="x", by=office.protection_head, on=DAY)


@pytest.mark.parametrize(("as_", "why"), [("internal", "x"), ("secret", "x"), ("sensitive", " ")])
def test_another_label_and_a_reason_are_needed(paper, office, as_, why):
    with pytest.raises(NotLabelled):
        documents.label(paper, as_=as_, why=why, by=office.fuzhou_head, on=DAY)


@pytest.fixture
def client(sensitive):  # noqa: ARG001 - the paper that is opened
    Installation.objects.update(office_day=DAY)

    def of(actor):
        client = Client()
        client.force_login(actor.officer.account)
        return client

    return of


def test_each_look_at_a_sensitive_paper_is_a_line_of_the_audit(sensitive, client, office):
    page = client(office.fuzhou_head).get(sensitive.get_absolute_url())
    assert ("敏感" in page.content.decode(), Note.objects.get(kind="opened").subject_uid) == (True, sensitive.uid)
    assert client(office.protection_head).get(sensitive.get_absolute_url()).status_code == 404
    assert Note.objects.filter(kind="opened").count() == 1


def test_the_label_is_changed_on_the_page_and_its_reason_is_a_fact(sensitive, client, office):
    given = {"label": "open", "why": "依法公开", "seen": sensitive.version}
    client(office.fuzhou_head).post(f"{sensitive.get_absolute_url()}label/", given)
    sensitive.refresh_from_db()
    facts = Fact.unscoped.filter(kind="documents.labelled").order_by("pk")
    assert (sensitive.label, [each.payload["to"] for each in facts]) == ("open", ["sensitive", "open"])
