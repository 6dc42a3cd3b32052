"""Check before you file, and how often the screens err; both open to anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minzhi.engines.similarity.actions import count_asking
from minzhi.engines.similarity.checking import check
from minzhi.engines.similarity.judging import meter
from minzhi.engines.similarity.logos.reading import LARGEST, read_picture
from minzhi.engines.similarity.logos.refusals import BadPicture
from minzhi.engines.similarity.models import Fitted, Screen
from minzhi.kit import clock
from minzhi.records.scope.public import public

LONGEST = 20_000


@public
def before_filing(request: HttpRequest) -> HttpResponse:
    """Show one box; answer with reasons. What was asked is neither kept nor put into an address."""
    if request.method != "POST":
        return render(request, "similarity/check.html", {})
    text, goods = (request.POST.get(name, "").strip()[:LONGEST] for name in ("text", "goods"))
    given, picture, wrong = request.FILES.get("logo"), None, None
    try:
        picture = read_picture(given.read(LARGEST + 1)) if given else None
    except BadPicture as bad:
        wrong = bad
    checks = check(text, goods, picture, on=clock.today())
    count_asking([each.code for each in checks], on=clock.today())
    frame = {"text": text, "goods": goods, "checks": checks, "wrong": wrong, "asked": True}
    return render(request, "similarity/check.html", frame, status=422 if wrong else 200)


@public
def errors(request: HttpRequest) -> HttpResponse:
    """Show for each screen what two judges said of its pairs, and the versions of its scorer."""
    frame = {"meters": [meter(screen) for screen in Screen.values], "versions": Fitted.objects.all()[:20]}
    return render(request, "similarity/errors.html", frame)
