"""One box, the expert form, files of statements, and the way out as a table."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import Max
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minzhi.engines.search import exports
from minzhi.engines.search.dialects.tables import DIALECTS
from minzhi.engines.search.documents import ORDERS
from minzhi.engines.search.highlights import asked_words, marked
from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.fields import FIELDS
from minzhi.engines.search.language.native import write_native
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.queries import (
    A_PAGE,
    MOST_EXPORTED,
    Answer,
    all_rights,
    ask,
    batch,
    entries_named,
    filling,
    indications_named,
    plain_words,
    titles,
)
from minzhi.kit import clock
from minzhi.kit.numbers import plain
from minzhi.kit.text import mark
from minzhi.records.rights.models import Delivery, Right
from minzhi.records.scope.public import public

SHOWN_FACETS = (
    ("ty", mark("种类")),
    ("city", mark("所在地")),
    ("ipc", mark("分类（IPC）")),
    ("st", mark("状态")),
    ("nice", mark("尼斯类")),
)
COUNTED = ("ty", "city", "ipc", "st", "nice", "pa", "year")
FIRST_FEW = 5
LAST_PAGE = 500
MOST_STATEMENTS, MOST_BYTES = 500, 2_000_000
DAYS = {"pd": mark("公开日"), "ad": mark("申请日"), "gd": mark("授权或注册日"), "prd": mark("优先权日")}
EXPERT = ("TI", "AB", "CLMS", "PA", "IN", "AG", "IPC", "PN", "AN", "CITY", "TM", "GOODS", "NICE")


@public
def index(request: HttpRequest) -> HttpResponse:
    """Show the box and, where something was asked, the count, a page of hits and what to refine by."""
    asked = request.GET.get("q", "").strip()
    order = request.GET.get("order", "")
    frame: dict[str, Any] = {
        "asked": asked,
        "order": order if order in ORDERS else "relevance",
        "dialects": DIALECTS.values(),
    }
    frame["dialect"] = request.GET.get("dialect", "") if request.GET.get("dialect", "") in DIALECTS else ""
    frame["everything"] = engine().size
    frame["synthetic"] = Delivery.objects.filter(origin=Delivery.Origin.SYNTHETIC).exists()
    frame["filling"] = filling() if frame["synthetic"] else None
    if not asked:
        frame["until"] = Right.objects.aggregate(latest=Max("published_on"))["latest"]
        return render(request, "search/index.html", frame)
    try:
        return render(request, "search/index.html", frame | _answered(request, frame))
    except BadQuery as wrong:
        return render(
            request,
            "search/index.html",
            frame | {"wrong": wrong, "pointed": asked[max(wrong.at - 12, 0) : wrong.at + 12]},
            status=422,
        )


def _answered(request: HttpRequest, frame: dict[str, Any]) -> dict[str, Any]:
    page = plain(request.GET.get("page", ""), LAST_PAGE) or 1
    only = ticked(request)
    answer = ask(
        frame["asked"],
        dialect=frame["dialect"],
        order=frame["order"],
        offset=(page - 1) * A_PAGE,
        facets=COUNTED,
        only=only,
    )
    named = plain_words(answer.reading.tree)
    words = asked_words(answer.tree, "TI") + asked_words(answer.tree, "TM")
    pages = min(-(-answer.found.count // A_PAGE), LAST_PAGE)
    return {
        "answer": answer,
        "indications": indications_named(named),
        "entries": entries_named(named),
        "native": write_native(answer.reading.tree),
        "hits": [(right, marked(right.title, words)) for right in answer.rights],
        "facets": _facets(answer, only),
        "applicants": answer.found.facets["pa"][:FIRST_FEW],
        "bars": bars(answer.found.facets["year"]),
        "first": (page - 1) * A_PAGE + 1,
        "page": page,
        "pages": pages,
        "around": range(max(page - 3, 1), min(page + 4, pages + 1)),
        "only": only,
        "address": _address(frame, only),
        "orders": [(f"-{key}", _(title), _address({**frame, "order": f"-{key}"}, only)) for key, title in DAYS.items()],
        "ranked": _address({**frame, "order": "relevance"}, only),
        "most": MOST_EXPORTED,
    }


def ticked(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the values of facets that somebody ticked."""
    pairs = (each.partition(":") for each in request.GET.getlist("f"))
    return [(name, value) for name, _colon, value in pairs if value]


def _address(frame: dict[str, Any], only: list[tuple[str, str]]) -> str:
    """Return what leads to the same answers: query, dialect, order and ticked values."""
    kept: dict[str, Any] = {
        name: frame[key] for name, key in (("q", "asked"), ("dialect", "dialect"), ("order", "order"))
    }
    return urlencode({**kept, "f": [f"{name}:{value}" for name, value in only]}, doseq=True)


def _facets(answer: Answer, only: list[tuple[str, str]]) -> list[dict[str, Any]]:
    found = []
    for name, title in SHOWN_FACETS:
        counts = answer.found.facets[name][:FIRST_FEW]
        called = titles(name, [value for value, _count in counts])
        rows = [
            {"value": value, "title": called.get(value, value), "count": count, "on": (name, value) in only}
            for value, count in counts
        ]
        short = name == "ipc"  # a class shows its symbol, its words are the hint
        if rows:
            found.append({"name": name, "title": _(title), "rows": rows, "short": short})
    return found


def bars(years: Any) -> list[dict[str, int | str]]:  # noqa: ANN401 - pairs of a facet
    """Return a bar for each of the last years: place, height and label in a picture of 300 × 130."""
    last = sorted(years)[-10:]
    top = max((count for _year, count in last), default=1)
    return [
        {
            "x": 8 + place * 29,
            "width": 20,
            "y": 110 - round(90 * count / top),
            "height": round(90 * count / top),
            "year": year,
            "count": count,
            "middle": 18 + place * 29,
        }
        for place, (year, count) in enumerate(last)
    ]


@public
def expert(request: HttpRequest) -> HttpResponse:
    """Show a line for each field; it writes the query for those who do not know the language."""
    fields = [(FIELDS[key], request.GET.get(key, "").strip()) for key in EXPERT]
    parts = [f"{field.key}=({value})" for field, value in fields if value]
    days = [request.GET.get(key, "").strip() for key in ("since", "until")]
    if any(days):
        parts.append(f"PD=[{days[0] or '*'} TO {days[1] or '*'}]")
    query = " AND ".join(parts)
    return render(
        request, "search/expert.html", {"fields": fields, "query": query, "days": days, "names": FIELDS.values()}
    )


@public
def run_batch(request: HttpRequest) -> HttpResponse:
    """Statements that name each other by #number, in one go; a table of counts comes back."""
    text, wrong = request.POST.get("text", ""), ""
    if given := request.FILES.get("file"):
        text, wrong = _decoded(given.read(MOST_BYTES))
    statements = [line for line in text.splitlines() if line.strip()]
    if len(statements) > MOST_STATEMENTS:
        said = {"count": len(statements), "most": MOST_STATEMENTS}
        wrong = _("共%(count)s条检索式，一次最多%(most)s条，没有检索。请分成几次。") % said
    lines = batch(statements) if statements and not wrong else []
    shown = {"text": text, "lines": lines, "wrong": wrong}
    return render(request, "search/batch.html", shown, status=422 if wrong else 200)


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a file of statements, or why it has none."""
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), ""
    return "", _("文件既不是UTF-8也不是GB18030的文本，没有检索。请另存为UTF-8。")


@public
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the answers away: xlsx, csv, RIS, JSON, BibTeX; up to `MOST_EXPORTED`."""
    asked, day = request.GET.get("q", ""), clock.today()
    answer = ask(asked, dialect=request.GET.get("dialect", ""), limit=0, only=ticked(request))
    rights = all_rights(answer.tree)
    about: dict[str, Any] = {"query": write_native(answer.tree), "on": day, "of": answer.found.count}
    name = f"minzhi-{day.isoformat()}.{'bib' if form == 'bibtex' else form}"
    if form == "xlsx":
        content = exports.workbook(rights, **about)
        return cast("HttpResponse", FileResponse(BytesIO(content), as_attachment=True, filename=name))
    writers: dict[str, Callable[[], Iterator[str]]] = {
        "csv": lambda: exports.csv_lines(rights, **about),
        "ris": lambda: exports.ris(rights, **about),
        "bibtex": lambda: exports.bibtex(rights, **about),
        "json": lambda: exports.json_lines(rights, **about),
    }
    response = StreamingHttpResponse(
        writers[form](), content_type="text/csv" if form == "csv" else "text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return cast("HttpResponse", response)  # streamed, and otherwise alike
