"""One reader for each kind of field: from a cell to a value, or to a `Fault` that says what to put right."""

import re
from collections.abc import Callable
from difflib import get_close_matches

from minzhi.engines.intake.rules import amounts, days
from minzhi.engines.intake.rules.fields import Cell, Fault, Field, Kind, Plain, Setting, Shared, Value, shown
from minzhi.engines.intake.rules.identity import identity
from minzhi.engines.intake.rules.words import code, folded, is_empty, is_nothing, plain, words
from minzhi.kit.numbers import BadNumber, DocumentNumber, check_application, check_credit_code
from minzhi.kit.text import mark as _

YES, NO = frozenset("是有√✓☑yty1真") | {"yes", "true"}, frozenset("否无×✗xn0假") | {"no", "false", "没有"}
REQUIRED = _("「%(field)s」必填。")
TOO_LONG = _("超过%(most)s个字，请删短。")
WRONG_NUMBER = _("%(why)s。")
NOT_YES = _("「%(given)s」不是“是”或“否”。")
NO_CHOICE = _("「%(given)s」不在选项里，应为：%(choices)s。")
UNKNOWN = _("没有名为「%(given)s」的%(what)s。")
UNKNOWN_NEAR = _("没有名为「%(given)s」的%(what)s；是不是「%(near)s」？")
LOST_CHECK = _("「%(given)s」缺校验位：末位是0时会被表格软件去掉，请照原件写成文本，如 %(example)s。")
ABROAD = re.compile(r"(?:PCT/|(?!CN|ZL)[A-Z]{2})[A-Z]{0,2}\d[\dA-Z/.,-]*")
OF_ALL_ROWS = _("「%(given)s」在合并的单元格里，不知道是每行的数还是几行合计：请逐行填写。")
AMOUNTS = frozenset({Kind.NUMBER, Kind.WHOLE})
TAKES_NOTHING = frozenset({Kind.TEXT, Kind.YES_NO, Kind.CHOICE})


def read(field: Field, cell: Cell, setting: Setting) -> Value:
    """Return the value of a field, ``None`` where nothing is given; raises `Fault`."""
    nothing = is_empty(cell) if field.kind in TAKES_NOTHING else is_nothing(cell)
    if nothing:
        if field.required:
            raise Fault(REQUIRED, field=field.title)
        return None
    if isinstance(cell, Shared) and field.kind in AMOUNTS:
        raise Fault(OF_ALL_ROWS, given=shown(cell))
    return READERS[field.kind](plain(cell), field, setting)


def _text(given: Plain, field: Field, _setting: Setting) -> Value:
    return _short(words(given), field)


def _code(given: Plain, field: Field, _setting: Setting) -> Value:
    return _short(code(given), field)


def _short(text: str, field: Field) -> str | None:
    if len(text) > field.longest:
        raise Fault(TOO_LONG, most=str(field.longest))
    if not text and field.required:
        raise Fault(REQUIRED, field=field.title)
    return text or None


def _number(given: Plain, field: Field, setting: Setting) -> Value:
    found = amounts.number(given, field, setting)
    return int(found) if field.kind == Kind.WHOLE else found


def _yes_no(given: Plain, _field: Field, _setting: Setting) -> Value:
    text = folded(code(given)) if not isinstance(given, bool) else str(given).lower()
    if text not in YES | NO:
        raise Fault(NOT_YES, given=str(given))
    return text in YES


def _choice(given: Plain, field: Field, _setting: Setting) -> Value:
    known = {folded(word): key for key, label in field.choices.items() for word in (key, label)}
    found = known.get(folded(words(given)))
    if found is None:
        raise Fault(NO_CHOICE, given=words(given), choices="、".join(field.choices.values()))
    return found


def _named(what: str, of: str) -> Callable[[Plain, Field, Setting], Value]:
    """Return the reader of names that the house knows: whose list, and what people call its members."""

    def reader(given: Plain, _field: Field, setting: Setting) -> Value:
        known, said = setting.names.get(of, {}), words(given)
        if (found := known.get(folded(said))) is not None:
            return found
        near = get_close_matches(folded(said), known, n=1, cutoff=0.6)
        raise Fault(UNKNOWN_NEAR if near else UNKNOWN, given=said, what=what, near="".join(near))

    return reader


def _checked(check: Callable[[str], str]) -> Callable[[Plain, Field, Setting], Value]:
    """Return the reader of a number that the kit can check."""

    def reader(given: Plain, _field: Field, _setting: Setting) -> Value:
        try:
            return check(code(given))
        except BadNumber as wrong:
            raise Fault(WRONG_NUMBER, why=str(wrong)) from None

    return reader


def _application(given: Plain, _field: Field, _setting: Setting) -> Value:
    """Read an application number; its ``.0`` is a check digit, so it is taken off only where nothing else fits.

    What begins with another country's code, or is an international one, has no check digit and is kept as it is.
    """
    text = code(given)
    if ABROAD.fullmatch(text):
        return text
    written = str(given) if isinstance(given, str) else text
    try:
        return check_application(written if written.strip("'’ ").endswith(".0") else text)
    except BadNumber as wrong:
        body = text.removeprefix("ZL").removeprefix("CN")
        if body.isdigit() and len(body) in {8, 12}:
            raise Fault(LOST_CHECK, given=text, example="200310102344.5") from None
        raise Fault(WRONG_NUMBER, why=str(wrong)) from None


READERS: dict[Kind, Callable[[Plain, Field, Setting], Value]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.NUMBER: _number,
    Kind.WHOLE: _number,
    Kind.DATE: lambda given, _field, setting: days.day(given, setting),
    Kind.QUARTER: lambda given, _field, _setting: days.quarter(given),
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.UNIT: _named(_("单位"), "unit"),
    Kind.PLACE: _named(_("行政区划"), "place"),
    Kind.CREDIT_CODE: _checked(check_credit_code),
    Kind.IDENTITY: lambda given, _field, _setting: identity(code(given)),
    Kind.APPLICATION: _application,
    Kind.PAPER: _checked(lambda text: str(DocumentNumber.parse(text))),
}
