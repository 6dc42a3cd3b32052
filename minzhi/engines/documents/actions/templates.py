"""The office changes the looks of its papers: a template comes back from Word, is checked, and holds from then on."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.documents import papers
from minzhi.engines.documents.models import Template
from minzhi.engines.documents.queries.letterhead import OF_THE_PROVINCE
from minzhi.engines.documents.word.checking import check, try_out
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

KEEPERS = frozenset({Role.SUPERVISOR, Role.HEAD})


def may_replace(actor: Actor) -> bool:
    """Tell whether the actor keeps templates: heads and supervisors of the province's office."""
    return actor.role in KEEPERS and actor.unit.kind in OF_THE_PROVINCE


@transaction.atomic
def replace_template(kind: str, content: bytes, *, name: str, note: str = "", by: Actor, on: date) -> Template:
    """Take in a new version of a template; raises `word.checking.BadTemplate`, `files.kinds.Refused`, `NotYours`."""
    if not may_replace(by):
        raise NotYours(_("模板由省局负责人或督查人员更换。"))
    paper = papers.get(kind)
    check(content, paper)
    try_out(content, paper)
    before = Template.objects.filter(kind=kind).first()
    made = Template.objects.create(
        kind=kind, no=before.no + 1 if before else 1, file=store(content, name=name, by=by, on=on), note=note,
        uploaded_by=by.post, uploaded_on=on,
    )  # fmt: skip
    record("documents.template_replaced", subject=made, by=by, on=on, payload={"kind": kind, "no": made.no},
           evidence=[made.file.sha256])  # fmt: skip
    return made
