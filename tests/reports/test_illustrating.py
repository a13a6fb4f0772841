"""The pictures of a report: checked by their content, made small, in order, described, taken away."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from PIL import Image

from reports.illustrating import MOST_PICTURES, add_illustration, describe, move_up, remove
from reports.models import Illustration, ReportStatus
from reports.places import Place
from reports.writing import Locked
from tests import factories as make
from tests.evidence_files import office, photograph, picture, uploaded
from tests.report_factories import make_illustration

pytestmark = pytest.mark.django_db
PLACE = Place("latar-belakang")


@pytest.fixture
def report(directorate):
    return make.make_report(unit=directorate)


@pytest.fixture
def bring(report, siti):
    """Adds a picture as siti."""

    def add(content=None, name="foto.png", **given):
        file = uploaded(content or picture(), name)
        return add_illustration(
            **{"report": report, "place": PLACE, "file": file, "caption": "Kegiatan", "by": siti} | given
        )

    return add


def files(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_picture_is_kept_small_and_without_what_the_camera_added(bring, settings):
    row = bring(photograph())
    with Image.open(row.image.path) as kept:
        assert kept.format == "JPEG"
        assert not kept.getexif()
        assert kept.size == (400, 640)
    assert b"rahasia" not in Path(row.image.path).read_bytes()


def test_a_large_picture_is_made_to_fit_a_page(bring):
    with Image.open(bring(picture("JPEG", size=(4000, 1000))).image.path) as kept:
        assert kept.size == (1600, 400)


def test_the_name_of_the_file_says_nothing_of_what_was_typed(bring):
    assert "rahasia" not in bring(name="../rahasia.png").image.name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4\n%%EOF", "PDF"),
        (office(), "bukan gambar"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
        (b"GIF89a" + b"\0" * 40, "berformat lain"),
        (picture("JPEG")[:400], "rusak"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(bring, settings, content, words):
    with pytest.raises(ValidationError, match=words):
        bring(content, "foto.jpg")
    assert not Illustration.objects.exists()
    assert files(settings) == []


@pytest.mark.parametrize("caption", ["", "   ", "\u200b"])
def test_a_picture_without_a_caption_leaves_neither_row_nor_file(bring, settings, caption):
    with pytest.raises(ValidationError):
        bring(caption=caption)
    assert not Illustration.objects.exists()
    assert files(settings) == []


def test_pictures_stand_in_the_order_they_came_each_at_its_place(bring, directorate):
    indicator = make.make_indicator(unit=directorate)
    assert [bring().order, bring().order, bring(place=Place("latar-belakang", indicator=indicator.pk)).order] == [
        1,
        2,
        1,
    ]


def test_a_section_takes_only_so_many_pictures(bring, report):
    for order in range(1, MOST_PICTURES + 1):
        make_illustration(report=report, order=order)
    with pytest.raises(ValidationError, match="paling banyak 12 gambar"):
        bring()


def test_a_picture_moves_before_the_one_in_front_of_it(bring, siti):
    first, second, third = bring(), bring(), bring()
    move_up(illustration=third, by=siti)
    assert [*Illustration.objects.values_list("pk", flat=True)] == [first.pk, third.pk, second.pk]


def test_the_first_picture_stays_where_it_is(bring, siti):
    first, second = bring(), bring()
    move_up(illustration=first, by=siti)
    assert [*Illustration.objects.values_list("pk", flat=True)] == [first.pk, second.pk]


def test_a_picture_is_described_anew(bring, siti):
    row = describe(illustration=bring(), caption="Rapat\nkerja", source="Humas", by=siti)
    assert (row.caption, row.source) == ("Rapat kerja", "Humas")


def test_a_picture_is_not_left_without_a_caption(bring, siti):
    row = bring()
    with pytest.raises(ValidationError, match="wajib diisi"):
        describe(illustration=row, caption=" ", by=siti)


def test_a_picture_goes_with_its_file(bring, siti, settings, django_capture_on_commit_callbacks):
    row = bring()
    with django_capture_on_commit_callbacks(execute=True):
        remove(illustration=row, by=siti)
    assert not Illustration.objects.exists()
    assert files(settings) == []


def test_a_reader_brings_no_picture(bring, pak_dir):
    with pytest.raises(PermissionDenied):
        bring(by=pak_dir)


def test_a_closed_report_takes_no_picture(bring, report):
    report.status = ReportStatus.FINAL
    report.save()
    with pytest.raises(Locked):
        bring()


@pytest.fixture
def kept(bring, client, siti):
    client.force_login(siti)
    return bring(), bring()


@pytest.mark.parametrize(
    ("act", "left"), [("naik", ["Kedua", "Kegiatan"]), ("hapus", ["Kegiatan"]), ("keterangan", ["Kegiatan", "Baru"])]
)
def test_the_buttons_of_a_picture_do_what_they_say(client, kept, siti, act, left):
    describe(illustration=kept[1], caption="Kedua", by=siti)
    response = client.post(f"/gambar-laporan/{kept[1].pk}/", {"tindakan": act, "caption": "Baru"})
    assert response.url == "/unit/dit-anak/2023/lkj/tulis/latar-belakang/#gambar"
    assert [*Illustration.objects.values_list("caption", flat=True)] == left


@pytest.mark.parametrize("person", ["pak_dir", "stranger"])
def test_a_picture_does_not_exist_for_who_does_not_write(client, kept, request, person):
    client.force_login(request.getfixturevalue(person))
    assert client.post(f"/gambar-laporan/{kept[0].pk}/", {"tindakan": "hapus"}).status_code == 404
    assert Illustration.objects.count() == 2
