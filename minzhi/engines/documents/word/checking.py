"""Looks at a template that the office changed in Word: refuses hostile ones, names unknown placeholders with place."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from docx import Document as WordFile
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from jinja2 import TemplateError, TemplateSyntaxError
from lxml.etree import XMLSyntaxError, _Element

from minzhi.engines.documents.papers import Paper
from minzhi.engines.documents.word.filling import fill
from minzhi.engines.documents.word.language import Forbidden, Language, unknown
from minzhi.engines.documents.word.parts import SEEN, lost, margins, parts
from minzhi.kit.refusal import Refusal
from minzhi.records.files.kinds import WORD, media_type

TAGS = re.compile(r"(\{[{%])(?:p|tr|tc|r)(?=\s)")
QUOTES = str.maketrans("“”‘’", "\"\"''")
LARGEST_PART = 4_000_000
FIELDS = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|MACROBUTTON|IMPORT|DATABASE|AUTOTEXT)\b", re.IGNORECASE
)
OBJECTS = ("w:drawing", "w:pict", "w:object", "w:altChunk", "w:control")
OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.IGNORECASE)
HYPERLINK = re.compile(rb'relationships/hyperlink["\']', re.IGNORECASE)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


class BadTemplate(Refusal):
    """A template is not taken in. The text names each place and what is wrong there."""


@dataclass(frozen=True)
class Line:
    """One paragraph of a template: where it stands, what it says."""

    place: str
    text: str


def check(content: bytes, paper: Paper) -> None:
    """Raise `BadTemplate`, or `files.kinds.Refused`, unless the template may give this paper its looks."""
    if media_type(content) != WORD:
        raise BadTemplate(_("模板应当是Word文件（docx）。"))
    _check_parts(content)
    try:
        file = WordFile(io.BytesIO(content))
    except (ValueError, KeyError) as error:
        raise BadTemplate(_("Word打不开这个文件，请另存为docx后再传。")) from error
    faults = [*_objects(file), *lost(file), *_said(list(lines(file)), paper)]
    if faults:
        raise BadTemplate("\n".join(dict.fromkeys(faults)))


def try_out(content: bytes, paper: Paper) -> None:
    """Raise `BadTemplate` unless a checked template can be filled: what cannot stands where no paragraph is."""
    try:
        fill(content, paper, paper.example())
    except (TemplateError, XMLSyntaxError) as error:
        message = _("模板不能试填（%(what)s）：请核对表格里的循环和文档属性里的占位符。")
        raise BadTemplate(message % {"what": error}) from error


def _check_parts(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            text = package.read(part)
            if part.filename.endswith(".xml") and (b"<!DOCTYPE" in text or part.file_size > LARGEST_PART):
                raise BadTemplate(_("模板里的「%(part)s」过大或带有不允许的声明。") % {"part": part.filename})
            if part.filename.endswith(".rels"):
                for relation in RELATION.findall(text):
                    if OUTSIDE.search(relation) and not HYPERLINK.search(relation):
                        raise BadTemplate(_("模板引用了外部文件，没有接收。请删去外部模板、图片或对象的链接。"))


def _objects(file: WordDocument) -> Iterator[str]:
    for element in (file.element, *(part._element for part in margins(file))):  # noqa: SLF001 - python-docx has no other way
        if next(element.iter(*map(qn, OBJECTS)), None) is not None:
            yield _("模板里有图片或对象，PDF不能带上；请删去。")
        codes = [node.text or "" for node in element.iter(qn("w:instrText"))]
        codes += [node.get(qn("w:instr"), "") for node in element.iter(qn("w:fldSimple"))]
        for code in codes:
            if FIELDS.search(code):
                yield _("模板里的域代码「%(code)s」会取外部内容，请删去。") % {"code": code.strip()[:SEEN]}


def lines(file: WordDocument) -> Iterator[Line]:
    """Yield the paragraphs of a file in reading order."""
    table = paragraph = 0
    for element in parts(file.element.body):
        if element.tag == qn("w:p"):
            paragraph += 1
            yield Line(_("第%(no)s段") % {"no": paragraph}, _text(element))
        else:
            table += 1
            for row, cells in enumerate(element.iter(qn("w:tr")), 1):
                for cell in cells.iter(qn("w:p")):
                    yield Line(_("表%(table)s第%(row)s行") % {"table": table, "row": row}, _text(cell))


def _text(paragraph: _Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def _said(said: list[Line], paper: Paper) -> Iterator[str]:
    """Yield what is wrong with the placeholders; a paragraph is a line of the text that is parsed."""
    language = Language()
    source = "\n".join(TAGS.sub(r"\1", line.text.translate(QUOTES).replace("\n", " ")) for line in said)
    try:
        tree = language.parse(source)
    except Forbidden as error:
        yield _at(
            said, error.lineno, _("「%(word)s」不是模板里可以用的写法；只能用字段、循环和条件。") % {"word": error.word}
        )
    except TemplateSyntaxError as error:
        yield _at(said, error.lineno, _("占位符写得不完整（%(what)s）。") % {"what": error.message})
    except TemplateError as error:
        yield str(error)
    else:
        fields = {field.key: field for field in paper.all_fields()}
        for line, name in unknown(tree, fields):
            yield _at(said, line, _("没有字段「%(name)s」。") % {"name": name})


def _at(said: list[Line], number: int, fault: str) -> str:
    line = said[min(number, len(said)) - 1]
    return _("%(place)s「%(text)s」：%(fault)s") % {"place": line.place, "text": line.text[:SEEN], "fault": fault}
