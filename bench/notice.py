"""Reading the notice 闽知发〔2023〕12号: 8 sections, 22 tasks, 50 sentences."""

from collections.abc import Iterator

from bench.frame import Row, measure
from minzhi.engines.tasklist.api import read
from minzhi.engines.tasklist.queries.packs import PROVINCES

LIMIT = 1.0


def run() -> Iterator[Row]:
    notice = PROVINCES / "fujian/tasklists/2023/notice.txt"
    content = notice.read_bytes()
    yield Row("txt", measure(lambda: read(content, name=notice.name)), limit=LIMIT)
