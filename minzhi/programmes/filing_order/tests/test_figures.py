"""Pictures of a gazette come in as an archive, and a watched picture that was turned or cropped is met again."""

import io
import zipfile

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw, ImageOps

from minzhi.kit.refusal import Refusal
from minzhi.programmes.filing_order.actions import figures, marks
from minzhi.programmes.filing_order.models import Hit, PublishedPicture
from minzhi.programmes.filing_order.tests.conftest import DAY
from minzhi.records.rights.models import Right

COUNT, ARCHIVE = 60, "a" * 64
SIDE = 256


def drawn(number):
    """Return a picture of four blots, other ones for each number."""
    lot = np.random.default_rng(number)
    picture = Image.new("L", (SIDE, SIDE), 255)
    pen = ImageDraw.Draw(picture)
    for _blot in range(4):
        turns = np.sort(lot.random(int(lot.integers(3, 8)))) * 2 * np.pi
        x, y, far = *lot.integers(60, 196, 2), lot.integers(25, 60, len(turns))
        pen.polygon([(x + r * np.cos(t), y + r * np.sin(t)) for t, r in zip(turns, far, strict=True)], fill=0)
    return picture


PICTURES = [drawn(number) for number in range(COUNT)]


def with_text(picture):
    """Return a picture with words below it."""
    paper = Image.new("L", (SIDE, SIDE + 90), 255)
    paper.paste(picture, (0, 0))
    pen = ImageDraw.Draw(paper)
    for at in range(5):
        pen.rectangle((30 + at * 40, SIDE + 20, 60 + at * 40, SIDE + 60), outline=0, width=5)
    return paper


def png(picture):
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def archive(cast, tmp_path):
    """Let a gazette of sixty marks come in, and return the archive of their pictures."""
    for number in range(COUNT):
        row = {
            "issue": "1900", "published_on": DAY, "number": str(number), "text": f"样例{number}", "classes": "30",
            "applicant": "某商行",
        }  # fmt: skip
        marks.Gazette().take(row, by=cast.fuzhou_officer, on=DAY)
    path = tmp_path / "pictures.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for number, picture in enumerate(PICTURES):
            packed.writestr(f"1900/{number}.png", png(picture))
    return path


def taken(path, cast):
    return figures.Pictures().take_file(path, name="p.zip", sha256=ARCHIVE, by=cast.fuzhou_officer, on=DAY)


def test_pictures_are_kept_beside_their_marks_once(archive, cast):
    first, second = taken(archive, cast), taken(archive, cast)
    assert (first.new, second.new, second.same, PublishedPicture.objects.count()) == (COUNT, 0, COUNT, COUNT)


def test_what_is_no_picture_or_has_no_mark_is_named(archive, cast):
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("0.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
        packed.writestr("unknown.png", png(PICTURES[0]))
    tally = figures.Pictures().check(archive, name="p.zip", on=DAY)
    assert (tally.read, tally.new, tally.problems, PublishedPicture.objects.count()) == (COUNT + 2, COUNT, 2, 0)
    assert ["安全" in tally.first[0][1], "没有这个申请号" in tally.first[1][1], cast is not None] == [True] * 3


def test_what_is_no_archive_is_refused(tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(b"no archive")
    with pytest.raises(Refusal, match="压缩包读不出来"):
        figures.Pictures().check(path, name="p.zip", on=DAY)


@pytest.mark.parametrize(("change", "said"), [(ImageOps.mirror, "旋转或镜像"), (with_text, "局部")])
def test_a_watched_picture_is_met_again_however_it_was_changed(archive, cast, change, said):
    taken(archive, cast)
    by = cast.fuzhou_officer
    mine = figures.stored(png(change(PICTURES[7])), name="mine.png", by=by, on=DAY)
    name = marks.Name(text="图形", kind="famous", owner="样例公司", source="样例", classes=("30",), picture=mine)
    marks.watch(name, by=by, on=DAY)
    made = {hit.right.number: hit for hit in marks.scan(first=DAY, last=DAY, by=by, on=DAY)}
    hit = made["7"]
    assert (hit.finding, hit.case.state, said in str(hit.told["speaking"])) == ("review", "hit", True)


def test_a_hit_shows_both_pictures_side_by_side(archive, cast, at):
    taken(archive, cast)
    by = cast.fuzhou_officer
    mine = figures.stored(png(ImageOps.mirror(PICTURES[7])), name="mine.png", by=by, on=DAY)
    marks.watch(marks.Name(text="图形", kind="famous", owner="样例公司", source="样例", picture=mine), by=by, on=DAY)
    [hit] = [each for each in marks.scan(first=DAY, last=DAY, by=by, on=DAY) if each.right.number == "7"]
    page = at(by).get(hit.case.get_absolute_url()).content.decode()
    shown = {side: reverse("filing_order:picture", args=(hit.uid, side)) for side in ("watched", "published")}
    seen = [at(by).get(url).content for url in shown.values()]
    sizes = [Image.open(io.BytesIO(content)).size for content in seen]
    assert ([url in page for url in shown.values()], sizes, seen[0] != seen[1]) == ([True] * 2, [(128, 128)] * 2, True)
    assert at(cast.xiamen_officer).get(shown["watched"]).status_code == 404


@pytest.mark.usefixtures("compiled")
def test_the_public_check_sees_published_pictures(archive, cast, client, settings, tmp_path):
    settings.HOME = tmp_path
    taken(archive, cast)
    assert (figures.index_published(), figures.index_published()) == (COUNT, 0)
    mine = SimpleUploadedFile("mine.png", png(ImageOps.mirror(PICTURES[7])), "image/png")
    assert "样例7 7" in client.post("/check/", {"logo": mine}).content.decode()


def test_an_archive_is_taken_back_but_for_what_was_hit(archive, cast):
    taken(archive, cast)
    watched = marks.watch(
        marks.Name(text="图形", kind="famous", owner="样例公司", source="样例"), by=cast.fuzhou_officer, on=DAY
    )
    about = {"finding": "review", "version": "logos-1", "found_on": DAY, "unit": watched.unit}
    Hit.unscoped.create(watched=watched, right=Right.objects.get(number="7"), **about)
    tally = figures.Pictures().undo_file(ARCHIVE, by=cast.fuzhou_officer, on=DAY)
    assert (tally.changed, tally.skipped, PublishedPicture.objects.get().right.number) == (COUNT - 1, 1, "7")
