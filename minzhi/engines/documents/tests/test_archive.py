"""What goes to the archive, to other units, and out of the list."""

import hashlib
import io
import zipfile

from django.test import Client
from lxml import etree

from minzhi.engines.documents import api as documents
from minzhi.engines.documents.jobs import render
from minzhi.engines.documents.tests.conftest import DAY
from minzhi.records.parameters.models import Installation
from minzhi.records.scope.ambient import everything, scoped
from minzhi.records.scope.queries import scope_of


def issued(drafted, office):
    documents.issue(drafted, prefix="闽知发", records=[{"no": 1}], by=office.protection_head, on=DAY)
    render.func(str(drafted.uid))
    return drafted


def test_an_archive_holds_files_words_and_a_hash_of_every_part(drafted, office):
    packed = documents.archive("案卷", [issued(drafted, office)], said={"case": "1"})
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sums = dict(reversed(line.split("  ")) for line in parts.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    paper = etree.fromstring(parts["archive.xml"])[1]
    files = {each.get("name"): each.get("sha256") for each in paper.iter("{*}file")}
    assert (paper.get("number"), files.items() <= sums.items(), len(files)) == ("闽知发〔2023〕1号", True, 2)


def test_the_same_papers_give_the_same_archive_and_drafts_stay_out(drafted, office, notice):
    paper = issued(drafted, office)
    other = documents.draft(notice.key, subject=office.fuzhou, title="x", values={}, by=office.leader, on=DAY)
    assert documents.archive("案卷", [paper, other]) == documents.archive("案卷", [paper])


def test_a_unit_sees_a_paper_that_was_sent_to_it(drafted, office):
    documents.send(issued(drafted, office), [office.xiamen], by=office.protection_head, on=DAY)
    with scoped(scope_of([office.xiamen_officer], on=DAY)):
        assert documents.find("闽知发[2023]1号") == [drafted]
    with scoped(scope_of([office.fuzhou_officer], on=DAY)):
        assert documents.find("闽知发〔2023〕1号") == []


def test_a_number_is_found_however_it_is_typed(drafted, office):
    issued(drafted, office)
    with everything(DAY, why="the test reads all"):
        assert (documents.find("闽知发（２０２３）001号"), documents.find("x")) == ([drafted], [])


def test_the_list_of_papers_can_be_taken_away(drafted, office):
    issued(drafted, office)
    Installation.objects.update(office_day=DAY)
    client = Client()
    client.force_login(office.supervisor.officer.account)
    lines = b"".join(client.get("/documents/?format=csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1] == "受理通知书,受理通知书,闽知发〔2023〕1号,保护处,2023-10-18,2023-10-18,保护处负责,内部"
