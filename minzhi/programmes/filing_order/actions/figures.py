"""Pictures of published marks come in as archives, and are compared with those that are watched."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from minzhi.engines.intake import api as intake
from minzhi.engines.similarity import api as similarity
from minzhi.kit.text import mark
from minzhi.programmes.filing_order.actions.refusals import Wrong
from minzhi.programmes.filing_order.models import Hit, PublishedPicture, Watched
from minzhi.programmes.filing_order.queries.marks import as_marks, asked_of, mark_by_number
from minzhi.records.files.actions import open_file, store
from minzhi.records.files.models import StoredFile
from minzhi.records.rights.models import Right
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

MOST, FIRST, AT_ONCE = 100_000, 20, 1_000
"""Pictures of one archive, problems that are told, rows that are read together."""


Keep = Callable[[Right, bytes, str], bool]
"""Keeps a picture beside its mark; tells whether it was new."""


def quiet(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def stored(content: bytes, *, name: str, by: Actor | None, on: date) -> StoredFile:
    """Keep a picture; raises `similarity.BadPicture` for what is none."""
    similarity.read_picture(content)
    return store(content, name=name, by=by, on=on)


class Pictures(intake.TakeWhole):
    """An archive of pictures, each named by the number of its mark: ``70000001.png``."""

    def may(self, by: Actor) -> bool:
        return by.role in {Role.OFFICER, Role.HEAD}

    def check(self, path: Path, *, name: str, on: date, tell: intake.Tell = quiet) -> intake.Tally:
        """Read every picture and keep none."""
        del name, on
        return self._through(path, tell, keep=None)

    def take_file(
        self, path: Path, *, name: str, sha256: str, by: Actor, on: date, tell: intake.Tell = quiet
    ) -> intake.Tally:
        """Keep each picture beside its mark; one that is there stays, so that a killed run goes on."""
        del name

        def keep(right: Right, content: bytes, title: str) -> bool:
            with transaction.atomic():
                if PublishedPicture.objects.filter(right=right).exists():
                    return False
                file = stored(content, name=title, by=by, on=on)
                PublishedPicture.objects.create(right=right, file=file, archive=sha256)
            return True

        return self._through(path, tell, keep=keep)

    def undo_file(self, sha256: str, *, by: Actor, on: date, tell: intake.Tell = quiet) -> intake.Tally:
        """Take the pictures of an archive back, but those of marks that hit something."""
        del by, on, tell
        rows = PublishedPicture.objects.filter(archive=sha256)
        hit = rows.filter(right__in=Hit.unscoped.values("right"))
        skipped = hit.count()
        count, _by_model = rows.exclude(pk__in=list(hit.values_list("pk", flat=True))).delete()
        return intake.Tally(read=count + skipped, changed=count, skipped=skipped)

    @staticmethod
    def _through(path: Path, tell: intake.Tell, *, keep: Keep | None) -> intake.Tally:
        tally = intake.Tally()
        for number, (name, content) in enumerate(_entries(path), start=1):
            tally.read = number
            right = mark_by_number(PurePosixPath(name).stem)
            if wrong := _wrong(right, content):
                tally.problems += 1
                tally.first = [*tally.first, (number, f"{name}: {wrong}")][:FIRST]
            if right is None or wrong:
                continue
            is_new = keep(right, content, PurePosixPath(name).name) if keep else True
            tally.new, tally.same = tally.new + is_new, tally.same + (not is_new)
            tell(number, 0)
        return tally


def _wrong(right: Right | None, content: bytes) -> str:
    """Return why a picture cannot be taken, "" where it can."""
    if right is None:
        return _("没有这个申请号的商标，请先导入公告。")
    try:
        similarity.read_picture(content)
    except similarity.BadPicture as bad:
        return str(bad)
    return ""


def _entries(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each picture; raises `Wrong` for what is no archive, or too large a one."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = [each for each in archive.infolist() if not each.is_dir()]
            if len(files) > MOST:
                raise Wrong(_("压缩包里的图片太多，请拆分后再导入。"))
            for each in files:
                with archive.open(each) as opened:
                    yield each.filename, opened.read(similarity.LARGEST_PICTURE + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as bad:
        raise Wrong(_("压缩包读不出来，请用ZIP格式重新打包。")) from bad


def figure_hits(names: Sequence[Watched], rights: Sequence[Right]) -> list[similarity.FigureHit]:
    """Return the published marks whose pictures are near watched ones."""
    marks = {mark.uid: mark for mark in as_marks(names)}
    watched = [similarity.Pictured(marks[str(row.uid)], _read(row.picture)) for row in names if row.picture]
    if not watched:
        return []
    kept = PublishedPicture.objects.filter(right__in=[right.pk for right in rights]).select_related("right", "file")
    published = []
    for row in kept:
        theirs = similarity.Mark(row.right.title, row.right.number, uid=str(row.right.pk))
        published.append((similarity.Pictured(theirs, _read(row.file)), asked_of(row.right)))
    return similarity.figure_hits(watched, published)


def index_published() -> int:
    """Keep the published pictures ready for the check before one files; returns how many, 0 where they were."""
    rows = PublishedPicture.objects.select_related("right", "file")
    named = ((f"{row.right.title} {row.right.number}".strip(), _read(row.file)) for row in rows.iterator(AT_ONCE))
    return similarity.keep_logos(rows.count(), named)


def as_png(file: StoredFile) -> bytes:
    """Return a picture as it is compared: 128 × 128 grey values."""
    drawn = io.BytesIO()
    Image.fromarray(_read(file)).save(drawn, "PNG")
    return drawn.getvalue()


def _read(file: StoredFile) -> np.ndarray:
    with open_file(file) as opened:
        return similarity.read_picture(opened.read())


intake.register(
    intake.Format(
        "filing_order.pictures", mark("商标公告图形"), (), Pictures(), endings=(".zip",), by_unit=False,
        note=mark("压缩包里每个图片以申请号命名，如 70000001.png；先导入公告，再导入图形。"),
    )
)  # fmt: skip
