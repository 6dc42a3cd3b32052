"""One pair after the other: a judge sees the evidence, not what the other judge said."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.similarity import actions
from minzhi.engines.similarity.judging import JUDGES
from minzhi.engines.similarity.models import Judgement, Question, Screen
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.kit.text import mark
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.units.actors import Actor

ASKS = {
    Screen.FILINGS: mark("一方是由另一方改成的吗？"),
    Screen.MARKS: mark("两个商标近似吗？"),
    Screen.LOGOS: mark("两个图形近似吗？"),
    Screen.NAMES: mark("两个名称是同一家吗？"),
}
MINE = Q(judgements__withdrawn_on__isnull=True)


def index(request: HttpRequest) -> HttpResponse:
    """Show the next pair that still needs this judge, and the last ones judged."""
    by = _actor(request)
    mine = Judgement.objects.filter(post=by.post, withdrawn_on__isnull=True)
    open_ones = Question.objects.annotate(said=Count("judgements", filter=MINE)).filter(said__lt=JUDGES)
    open_ones = open_ones.exclude(pk__in=mine.values("question"))
    question = open_ones.order_by("-said", "pk").first()
    if question:
        note(Note.Kind.OPENED, on=clock.today(), actor=by, subject=question, what=_("待判断的一对"))
    frame = {
        "question": question,
        "asks": ASKS[Screen(question.screen)] if question else "",
        "left": open_ones.count(),
        "done": mine.select_related("question").order_by("-pk")[:10],
        "answers": Judgement.Answer.choices,
    }
    return render(request, "similarity/judging.html", frame)


@require_POST
def judge(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Keep what the judge said, and show the next pair."""
    question, answer = get_object_or_404(Question.objects.all(), uid=uid), request.POST.get("answer", "")
    if answer in Judgement.Answer.values:
        actions.judge(question, answer, by=_actor(request), on=clock.today())
    return redirect("similarity:judging")


@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take one's own judgement back."""
    question = get_object_or_404(Question.objects.all(), uid=uid)
    actions.withdraw(question, by=_actor(request), on=clock.today())
    return redirect("similarity:judging")


def _actor(request: HttpRequest) -> Actor:
    actor: Actor | None = request.actor  # type: ignore[attr-defined] # set by the middleware
    if actor is None:
        raise NotYours("")
    return actor
