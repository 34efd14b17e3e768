"""Photos are added, described again, put in order, withdrawn and put back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from phares.common.audit.models import Entry
from phares.common.pictures import soundness
from phares.common.pictures.models import Picture
from phares.common.removals.actions import forget_over, put_back
from phares.common.removals.models import Removal
from phares.cooperative.assets.models import Asset
from phares.cooperative.assets.rules.kinds import AssetKind
from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Photo
from phares.cooperative.premises.queries.photos import photos_of, public_photos
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import VISITOR
from phares.kernel.refusal import Refused
from tests.drawing import a_bomb, a_picture

pytestmark = pytest.mark.django_db
TODAY = date(2016, 1, 4)


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return Path(tmp_path)


@pytest.fixture
def place():
    return f.place()


def kept(files: Path) -> int:
    return len([path for path in files.rglob("*") if path.is_file()])


def add(of, description="Une table.", *, wide=580, by=f.TECHNICIAN, **words) -> Photo:
    content = words.pop("content", None) or a_picture("JPEG", (wide, 40))
    told = {"description": description, "today": TODAY, "by": by, **words}
    return actions.add_photo(of, content=content, **told)


def rows() -> tuple[int, ...]:
    return tuple(one.objects.count() for one in (Photo, Picture, Entry, Removal))


def order(of) -> list[str]:
    return [one.description for one in photos_of([of], f.ANIMATOR).get(of.pk, [])]


def test_a_photo_is_kept_large_and_small(place, files):
    photo = add(place.meeting, content=a_picture("PNG", (3200, 1600)), credit="Maud", public=True)
    assert [(one.width, one.height) for one in (photo.large, photo.small)] == [
        (1600, 800), (480, 240),
    ]  # fmt: skip
    assert {one.media_type for one in Picture.objects.all()} == {"image/jpeg"}
    assert kept(files) == 2
    assert list(soundness.findings(timezone.now())) == []
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.subject) == ("photo.added", "Cordouan")
    assert entry.subject_key == f"premises.space:{place.meeting.pk}"
    assert entry.details == {"text": "Une table.", "public": True}


def test_every_kind_of_place_and_thing_has_its_photos(place):
    thing = Asset.objects.create(kind=AssetKind.EQUIPMENT.value, name="Vélo cargo")
    for of in (place.building.site, place.building, place.ground, place.meeting, thing):
        add(of)
    columns = ("site", "building", "floor", "asset")
    held = [[c for c in columns if getattr(one, f"{c}_id")] for one in Photo.objects.order_by("pk")]
    assert held == [["site"], ["building"], ["floor"], ["asset"], ["asset"]]
    assert Entry.objects.latest("pk").subject_key == f"assets.asset:{thing.pk}"


def test_they_stand_in_the_order_one_gives(place):
    photos = [add(place.meeting, name, wide=560 + n) for n, name in enumerate("ABC")]
    actions.shift_photo(photos[2], earlier=True, by=f.TECHNICIAN)
    assert order(place.meeting) == ["A", "C", "B"]
    actions.shift_photo(photos[0], earlier=False, by=f.TECHNICIAN)
    assert order(place.meeting) == ["C", "A", "B"]
    before = rows()
    for photo, earlier, words in ((photos[2], True, "en tête"), (photos[1], False, "en fin")):
        with pytest.raises(Refused, match=words):
            actions.shift_photo(photo, earlier=earlier, by=f.TECHNICIAN)
    assert (order(place.meeting), rows()) == (["C", "A", "B"], before)


def test_other_words_leave_the_picture(place):
    photo = add(place.meeting, taken_on=date(2015, 6, 1))
    actions.correct_photo(
        photo, description="Une table ronde.", credit="Maud", taken_on=None, public=True,
        today=TODAY, by=f.TECHNICIAN,
    )  # fmt: skip
    kept = Photo.objects.get()
    assert (kept.description, kept.credit, kept.taken_on, kept.public) == (
        "Une table ronde.", "Maud", None, True,
    )  # fmt: skip
    assert kept.large == photo.large


def test_a_photo_withdrawn_comes_back_for_thirty_days(
    place, files, django_capture_on_commit_callbacks
):
    photo = add(place.meeting)
    before = Photo.objects.values().get()
    actions.withdraw_photo(photo, by=f.TECHNICIAN)
    assert Entry.objects.latest("pk").verb == "photo.withdrawn"
    assert (Photo.objects.count(), kept(files)) == (0, 2)
    with django_capture_on_commit_callbacks(execute=True):
        forget_over(timezone.now())
    assert list(soundness.findings(timezone.now())) == []
    put_back(Removal.objects.get(), by=f.ANIMATOR)
    assert Photo.objects.values().get() == before
    actions.withdraw_photo(Photo.objects.get(), by=f.TECHNICIAN)
    Removal.objects.update(at=F("at") - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_over(timezone.now()) == 1
    assert (Picture.objects.count(), kept(files)) == (0, 0)


def test_the_end_of_a_withdrawal_touches_no_picture_that_is_shown(
    place, files, django_capture_on_commit_callbacks
):
    add(place.meeting)
    gone = add(place.offices[0])
    actions.withdraw_photo(gone, by=f.TECHNICIAN)
    Removal.objects.update(at=F("at") - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        forget_over(timezone.now())
    assert (Picture.objects.count(), kept(files)) == (2, 2)
    assert list(soundness.findings(timezone.now())) == []


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ({"description": " "}, "undescribed"),
        ({"taken_on": date(2017, 1, 1)}, "not-taken-yet"),
        ({"public": True, "people": True}, "no-consent"),
        ({"by": f.ACCOUNTANT}, "forbidden"),
        ({"content": b"<svg><script>alert(1)</script></svg>"}, "not-a-picture"),
        ({"content": b"<!doctype html><script>"}, "not-a-picture"),
        ({"content": b"PK\x03\x04 a zip named .jpg"}, "not-a-picture"),
        ({"content": a_bomb()}, "too-many-pixels"),
        ({"content": a_picture("JPEG", (400, 400))[:300]}, "broken"),
        ({"wide": 580}, "same-photo"),
    ],
)
def test_a_refusal_writes_nothing(place, files, words, refused):
    add(place.meeting)
    before = rows()
    with pytest.raises(Refused) as caught:
        add(place.meeting, **{"wide": 581, **words})
    assert caught.value.reason.code == refused
    assert (rows(), kept(files)) == (before, 2)


@pytest.mark.parametrize(
    "act",
    [
        lambda photo, by: actions.correct_photo(photo, description="X", today=TODAY, by=by),
        lambda photo, by: actions.shift_photo(photo, earlier=True, by=by),
        lambda photo, by: actions.withdraw_photo(photo, by=by),
        lambda _photo, by: actions.forget_in_photos(("Maud",), by=by),
    ],
)
@pytest.mark.parametrize("by", [f.ACCOUNTANT, VISITOR])
def test_nobody_else_touches_a_photo(place, act, by):
    photo = add(place.meeting, credit="Maud")
    before = rows(), Photo.objects.values().get()
    with pytest.raises(Refused):
        act(photo, by)
    assert (rows(), Photo.objects.values().get()) == before


def test_somebody_forgotten_leaves_the_photos(place, files, django_capture_on_commit_callbacks):
    add(place.meeting, "Maud Roy à sa table.", people=True)
    add(place.meeting, wide=581, people=True, public=True, consent="Maud Roy, écrit du 3 mai")
    add(place.meeting, "Une chaise.", wide=582, credit="Maud Roy")
    add(place.meeting, "Une lampe.", wide=583)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget_in_photos(("Maud Roy",), by=f.ANIMATOR) == 3
    assert list(Photo.objects.values_list("description", "credit")) == [
        ("Une chaise.", ""), ("Une lampe.", ""),
    ]  # fmt: skip
    assert (Picture.objects.count(), kept(files)) == (4, 4)
    assert actions.forget_in_photos((), by=f.ANIMATOR) == 0


def test_the_public_sees_what_was_said_public_in_one_query(place, django_assert_num_queries):
    for of in (*place.offices, place.meeting):
        add(of, f"Dehors {of}", public=True)
        add(of, f"Dedans {of}", wide=581)
    rooms = [*place.offices, place.meeting]
    for actor, each in ((f.ACCOUNTANT, 2), (VISITOR, 1)):
        with django_assert_num_queries(1):
            found = photos_of(rooms, actor)
            assert {len(found[one.pk]) for one in rooms} == {each}
            assert all(one.small.mark and one.large.width for row in found.values() for one in row)
    assert [one.description for one in public_photos(2)] == [
        "Dehors Bureau 3",
        "Dehors Bureau 4",
    ]
    assert len(public_photos(9)) == 4
    assert photos_of([place.workshop], VISITOR) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"description": ""},
        {"public": True, "people": True, "consent": ""},
        {"asset": None},
        {"two": True},
    ],
)
def test_the_database_forbids_what_must_never_be(place, wrong):
    photo = add(place.meeting)
    if wrong.pop("two", False):
        wrong["floor"] = place.ground
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(**wrong)


def test_what_has_a_photo_is_not_deleted(place):
    photo = add(place.meeting)
    with pytest.raises(ProtectedError):
        place.meeting.delete()
    with pytest.raises(ProtectedError):
        photo.large.delete()
