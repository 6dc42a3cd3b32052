"""A format of the tests' own: agencies of a place, one row an agency; and what writes sheets."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from minzhi.engines.intake import formats
from minzhi.engines.intake.actions import receiving
from minzhi.engines.intake.formats import Format, Take
from minzhi.engines.intake.rules.fields import Field, Kind
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import record
from minzhi.records.parties.models import Party
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of

DAY = date(2023, 9, 30)
HEAD = ("机构名称", "统一社会信用代码", "成立日期", "注册资本（万元）", "所在地")
ROW = ("演示甲代理所", "91350100MA0000000L", "2023年9月1日", "10.5", "福州市")
CODES = ("91350100MA0000000L", "91350200MA0000001W", "91350200MA00000020")


class Agencies(Take):
    """Keeps agencies as parties; one that is called 禁 is refused, one with later work is not taken back."""

    stands = frozenset()

    def take(self, row, *, by, on):
        if row["name"] == "禁":
            raise Refusal("这家机构不收")
        kept = Party.objects.create(kind="agency", name=row["name"], credit_code=row["code"])
        record("intake.row_given", subject=kept, by=by, on=on)
        return kept

    def undo(self, made, *, by, on):
        del by, on
        if made.name in self.stands:
            raise Refusal(f"「{made}」已有案件")
        made.delete()


AGENCIES = Format(
    "tests.agencies",
    "代理机构",
    (
        Field("name", "机构名称", required=True, synonyms=("名称",)),
        Field("code", "统一社会信用代码", Kind.CREDIT_CODE, required=True, synonyms=("信用代码",)),
        Field("since", "成立日期", Kind.DATE),
        Field("capital", "注册资本", Kind.NUMBER, measured_in="元"),
        Field("place", "所在地", Kind.PLACE),
    ),
    Agencies(),
    unique=("code",),
    by_unit=False,
)


@pytest.fixture
def agencies(monkeypatch):
    monkeypatch.setitem(formats._formats, AGENCIES.key, AGENCIES)  # noqa: SLF001 - a format for the tests alone
    return AGENCIES


@pytest.fixture
def office(cast, agencies, settings, tmp_path):  # noqa: ARG001 - a fixture asks for another by its name
    """Return the cast, with Fuzhou's officer looking."""
    settings.MEDIA_ROOT = tmp_path / "files"
    with scoped(scope_of([cast.fuzhou_officer], on=DAY)):
        yield cast


@pytest.fixture
def received(office):
    """Return what receives rows as Fuzhou's officer: `received(ROW, …)`."""

    def receive(*rows, head=HEAD, name="甲.xlsx"):
        content = xlsx(head, *rows) if name.endswith("xlsx") else csv(head, *rows)
        return receiving.receive(content, name=name, of=AGENCIES, by=office.fuzhou_officer, on=DAY)

    return receive


def xlsx(*rows, change=lambda _page: None):
    """Return a workbook with one page of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def csv(*rows, encoding="utf-8"):
    return "\n".join(",".join(map(str, row)) for row in rows).encode(encoding)
