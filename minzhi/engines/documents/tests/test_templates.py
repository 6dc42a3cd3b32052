"""Templates that come back from Word: what they may say, what is said of the rest, and where."""

import io
import zipfile

import pytest
from docx import Document as WordFile

from minzhi.engines.documents import api as documents
from minzhi.engines.documents.models import Template
from minzhi.engines.documents.queries.templates import latest
from minzhi.engines.documents.tests.conftest import DAY, NOTICE, VALUES
from minzhi.engines.documents.word.checking import check
from minzhi.engines.documents.word.filling import fill
from minzhi.engines.documents.word.language import Forbidden
from minzhi.engines.documents.word.skeleton import as_word
from minzhi.kit.refusal import NotYours
from minzhi.records.files.kinds import Refused

HOSTILE = (
    "{{ addressee.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ words.format }}",
    "{{ range(10) }}",
    "{{ words * 999999999 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{% set x = words %}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% macro x() %}{% endmacro %}",
    "{{ words|attr('x') }}",
    "{{ lipsum.__globals__ }}",
    "{{ words[0] }}",
    "{% for a in records %}{% for b in records %}{% for c in records %}{% endfor %}{% endfor %}{% endfor %}",
)


def template(*lines):
    packed, file = io.BytesIO(), WordFile()
    for line in lines:
        file.add_paragraph(line)
    file.save(packed)
    return packed.getvalue()


def repacked(content, change):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return packed.getvalue()


@pytest.mark.parametrize("line", HOSTILE)
def test_a_hostile_template_is_refused(line):
    with pytest.raises(documents.BadTemplate, match="第1段"):
        check(template(line), NOTICE)


@pytest.mark.parametrize("line", HOSTILE)
def test_a_hostile_template_that_was_never_checked_still_does_nothing(line):
    with pytest.raises(Forbidden):
        fill(template(line), NOTICE, VALUES)


def test_an_unknown_placeholder_is_named_with_its_place():
    content = template(
        "{{ addressee }}", "依据{{ wrods }}办理", "{%p for each in records %}", "{{ each.n0 }}", "{%p endfor %}"
    )
    with pytest.raises(documents.BadTemplate) as refused:
        check(content, NOTICE)
    assert str(refused.value).splitlines() == [
        "第2段「依据{{ wrods }}办理」：没有字段「wrods」。",
        "第4段「{{ each.n0 }}」：没有字段「each.n0」。",
    ]


def test_a_placeholder_that_word_has_split_is_read_whole():
    packed, file = io.BytesIO(), WordFile()
    line = file.add_paragraph("{{ addr")
    line.add_run("essee }}").bold = True
    file.save(packed)
    check(packed.getvalue(), NOTICE)
    assert WordFile(io.BytesIO(fill(packed.getvalue(), NOTICE, VALUES))).paragraphs[0].text == VALUES["addressee"]


@pytest.mark.parametrize("line", ["{{ words", "{% for each in records %}", "{% if words %}", "{{ }}"])
def test_an_unfinished_placeholder_is_named_with_its_place(line):
    with pytest.raises(documents.BadTemplate, match="第1段"):
        check(template(line), NOTICE)


def test_a_template_may_repeat_and_leave_out():
    optional, repeated = (
        ["{%p if words %}", "{{ words }}", "{%p endif %}"],
        ["{%p for e in records %}", "{{ e.no }}", "{%p endfor %}"],
    )
    check(template(*optional, *repeated), NOTICE)


def test_what_ships_passes_its_own_check():
    for paper in (NOTICE, *documents.registered()):
        check(as_word(paper), paper)


def test_a_template_takes_nothing_from_outside():
    external = (
        b'<Relationship Id="rX" Type="http://x/attachedTemplate" Target="http://evil/" TargetMode="External"/></Rel'
    )
    content = repacked(
        template("x"),
        lambda name, part: part.replace(b"</Rel", external) if name.endswith("document.xml.rels") else part,
    )
    with pytest.raises(documents.BadTemplate, match="外部"):
        check(content, NOTICE)


def test_a_template_carries_no_fields_that_fetch():
    field = b'<w:p><w:fldSimple w:instr="DDEAUTO c:\\cmd.exe"/></w:p><w:sectPr'
    content = repacked(
        template("x"), lambda name, part: part.replace(b"<w:sectPr", field) if name == "word/document.xml" else part
    )
    with pytest.raises(documents.BadTemplate, match="域代码"):
        check(content, NOTICE)


def test_declared_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    content = repacked(
        template("x"), lambda name, part: part.replace(part[:55], bomb, 1) if name == "word/styles.xml" else part
    )
    with pytest.raises(documents.BadTemplate, match="不允许的声明"):
        check(content, NOTICE)


def test_macros_and_bombs_do_not_come_in(office, notice):
    macro = repacked(template("x"), lambda _name, part: part)
    with zipfile.ZipFile(opened := io.BytesIO(macro), "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 50_000_000)
    for content in (opened.getvalue(), bomb.getvalue()):
        with pytest.raises(Refused):
            documents.replace_template(notice.key, content, name="x.docx", by=office.supervisor, on=DAY)


def test_the_office_changes_a_template_and_the_next_paper_looks_so(drafted, office, notice):
    before = documents.issue(drafted, prefix="闽知函", by=office.protection_head, on=DAY)
    content = template("新版式：{{ words }}", "{{ number }}")
    made = documents.replace_template(notice.key, content, name="new.docx", by=office.supervisor, on=DAY)
    other = documents.draft(
        notice.key, subject=office.fuzhou, title="x", values=VALUES, by=office.protection_officer, on=DAY
    )
    text = WordFile(io.BytesIO(documents.word(other))).paragraphs[0].text
    assert (made.no, latest(notice), text) == (1, made, f"新版式：{VALUES['words']}")
    assert "新版式" not in WordFile(io.BytesIO(documents.word(before.document))).paragraphs[0].text


def test_not_everybody_changes_templates(office, notice):
    for actor in (office.protection_officer, office.fuzhou_head, office.system_admin):
        with pytest.raises(NotYours):
            documents.replace_template(notice.key, template("x"), name="x.docx", by=actor, on=DAY)
    assert not Template.objects.exists()
