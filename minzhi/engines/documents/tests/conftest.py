"""A kind of paper, and one paper of it, as a room would declare and draft them."""

from datetime import date

import pytest

from minzhi.engines.documents import api as documents
from minzhi.engines.documents import papers
from minzhi.records.parameters.models import Installation

DAY = date(2023, 10, 18)
RARE = "珺喆堃镕䶮翀玥"
NOTICE = documents.Paper(
    "tried.notice",
    "受理通知书",
    (
        documents.Field("addressee", "主送", RARE),
        documents.Field("words", "正文", "请于规定期限内提交材料。"),
        documents.Field(
            "records", "附件", optional=True,
            columns=(
                documents.Field("no", "序号"), documents.Field("what", "记录"),
                documents.Field("link", "地址", link=True),
            ),
        ),
    ),
    """# 受理通知书
@ {{ addressee }}：
{{ words }}
> {{ issuer }}
> {{ issued_on }}
---
## 附件
| 序号 | 记录 | 地址
{%tr for each in records %}
| {{ each.no }} | {{ each.what }} | {{r each.link }}
{%tr endfor %}
""",
)  # fmt: skip
VALUES = {
    "addressee": RARE, "words": "你单位的申请已收到，依法受理。",
    "records": [{"no": "1", "what": f"申请书（{RARE}）", "link": {"text": "打开", "address": "http://127.0.0.1/f/1/"}}],
}  # fmt: skip


@pytest.fixture
def notice(monkeypatch) -> documents.Paper:
    monkeypatch.setattr(papers, "_registered", {})
    return documents.register(NOTICE)


@pytest.fixture
def office(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    Installation.objects.create(pk=1, province="fujian", demonstration=True)
    return cast


@pytest.fixture
def drafted(office, notice) -> documents.Document:
    by = office.protection_officer
    return documents.draft(notice.key, subject=office.fuzhou, title="受理通知书", values=VALUES, by=by, on=DAY)
