"""Photos on the card of a space, opened larger, added and withdrawn; who may see which."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from phares.common.pictures.models import Picture
from phares.cooperative.premises import actions
from phares.cooperative.premises.models import Photo
from phares.cooperative.premises.tests import factories as f
from tests.drawing import a_picture

pytestmark = pytest.mark.django_db
TODAY = date(2016, 1, 4)
WORDS = {"description": "Une table ovale.", "credit": "Maud"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def place(cast):
    return f.place()


def add(of, description="Une table.", wide=80, **words) -> Photo:
    content = a_picture("JPEG", (wide, 40))
    told = {"description": description, "today": TODAY, "by": f.ANIMATOR, **words}
    return actions.add_photo(of, content=content, **told)


def card(space) -> str:
    return reverse("premises:space", args=[space.pk])


def page(photo) -> str:
    return reverse("premises:photo", args=[photo.pk])


def picture(photo, size="grande") -> str:
    return reverse("premises:photo_file", args=[photo.pk, size])


def send(client, to, content=None, name="photo.jpg", **words):
    file = SimpleUploadedFile(name, a_picture("JPEG") if content is None else content)
    return client.post(to, {**WORDS, **words, "file": file}, follow=True)


def adding(space) -> str:
    return reverse("premises:add_photo", args=["espace", space.pk])


def test_a_photo_is_sent_and_shown_on_the_card(place, client_of):
    client = client_of("technician")
    form = client.get(adding(place.meeting)).text
    assert 'accept="image/*"' in form
    assert 'enctype="multipart/form-data"' in form
    said = send(client, adding(place.meeting), taken_on="2015-06-01", public="on").text
    photo = Photo.objects.get()
    assert (photo.taken_on, photo.public, photo.credit) == (date(2015, 6, 1), True, "Maud")
    assert "La photo est ajoutée." in said
    assert f'href="{page(photo)}"' in said
    small = f'src="{picture(photo, "petite")}?v={photo.small.mark}" width="80" height="40"'
    assert f'{small} alt="Une table ovale."' in said


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        (b"<svg/>", {}, "SVG"),
        (b"", {}, "vide"),
        (b"PK\x03\x04", {}, "pas une image"),
        (b"\0" * (9 * 1024 * 1024), {}, "9 Mo, 8 Mo au plus"),
        (None, {"description": ""}, "Choisissez de nouveau la photo"),
        (None, {"taken_on": "2031-01-01"}, "Ce jour n’est pas encore venu"),
        (None, {"people": "on", "public": "on"}, "notez leur accord"),
    ],
)
def test_a_refusal_keeps_what_was_typed(place, client_of, content, words, said):
    answer = send(client_of("animator"), adding(place.meeting), content, **words)
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert said in text
    assert 'value="Maud"' in text
    assert words.get("description", WORDS["description"]) in text
    assert (Photo.objects.count(), Picture.objects.count()) == (0, 0)


def test_what_is_nowhere_has_no_photos(place, client_of):
    client = client_of("animator")
    for kind, pk in (("espace", 999_999), ("lune", place.meeting.pk), ("etage", 999_999)):
        assert client.get(reverse("premises:add_photo", args=[kind, pk])).status_code == 404
    photo = add(place.meeting)
    assert client.get(picture(photo, "enorme")).status_code == 404


def test_a_photo_opens_larger_between_its_neighbours(place, client_of):
    first, second = add(place.meeting, "A"), add(place.meeting, "B", 81, credit="Maud")
    text = client_of("member_staff").get(page(first)).text
    assert "Photo 1 sur 2" in text
    assert f'src="{picture(first)}?v={first.large.mark}"' in text
    assert f'rel="next" href="{page(second)}"' in text
    assert 'rel="prev"' not in text
    for act in ("Placer", "Retirer", "Décrire"):
        assert act not in text
    assert "Photo : Maud" in client_of("accountant").get(page(second)).text


def test_its_acts_are_on_its_page(place, client_of):
    first, second = add(place.meeting, "A"), add(place.meeting, "B", 81)
    client = client_of("animator")
    text = client.get(page(second)).text
    up, down = (reverse(f"premises:photo_{way}", args=[second.pk]) for way in ("up", "down"))
    assert (up in text, down in text) == (True, False)
    assert "avance d’une place" in client.post(up, follow=True).text
    assert client.post(up).status_code == 422
    assert "recule d’une place" in client.post(down, follow=True).text
    correct = reverse("premises:correct_photo", args=[first.pk])
    assert 'value="A"' in client.get(correct).text
    assert "décrite de nouveau" in client.post(correct, {"description": "C"}, follow=True).text
    assert client.post(correct, {"description": ""}).status_code == 422
    gone = client.post(reverse("premises:withdraw_photo", args=[first.pk]), follow=True)
    assert "Elle peut être remise pendant trente jours." in gone.text
    assert [one.description for one in Photo.objects.all()] == ["B"]


@pytest.mark.parametrize(
    ("role", "inside", "outside"),
    [
        ("animator", 200, 200), ("technician", 200, 200), ("receptionist", 200, 200),
        ("co_manager", 200, 200), ("member_contact", 200, 200), ("stranger", 200, 200),
        ("member_staff", 200, 200), ("funder", 404, 200), ("visitor", 404, 200),
    ],
)  # fmt: skip
def test_who_may_see_which(place, client_of, role, inside, outside):
    hidden, public = add(place.meeting, "Dedans"), add(place.meeting, "Dehors", 81, public=True)
    client = client_of(role)
    for photo, status in ((hidden, inside), (public, outside)):
        for address in (page(photo), picture(photo), picture(photo, "petite")):
            assert client.get(address).status_code == status, address
    if inside == 404:
        assert "Dedans" not in client.get(page(public)).text


def test_the_picture_is_served_for_what_it_is(place, client_of):
    answer = client_of("visitor").get(picture(add(place.meeting, public=True)))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_agreement_is_told_to_the_team_alone(place, client_of):
    photo = add(place.meeting, people=True, consent="Maud Roy, le 3 mai", public=True)
    assert "Maud Roy, le 3 mai" in client_of("receptionist").get(page(photo)).text
    for role in ("member_staff", "member_contact", "funder", "visitor"):
        assert "Maud Roy" not in client_of(role).get(page(photo)).text


def test_the_first_page_shows_the_public_ones(place, client_of):
    hidden, public = add(place.building, "Dedans"), add(place.building, "Dehors", 81, public=True)
    text = client_of("visitor").get("/").text
    assert (page(public) in text, page(hidden) in text) == (True, False)


def test_the_building_its_site_and_its_floors_show_theirs(place, client_of):
    add(place.building, "La façade")
    add(place.building.site, "La cour", 81)
    add(place.ground, "Le couloir", 82)
    client = client_of("member_staff")
    text = client.get("/lieu/").text
    assert 'alt="La façade"' in text
    assert 'alt="La cour"' in text
    assert "Ajouter une photo" not in text
    floor = client.get(reverse("premises:floor", args=[place.ground.pk])).text
    assert 'alt="Le couloir"' in floor
    assert 'alt="La façade"' not in floor


def test_an_empty_strip_is_offered_to_who_may_fill_it(place, client_of):
    assert "Aucune photo encore" in client_of("technician").get(card(place.meeting)).text
    assert "Aucune photo encore" not in client_of("member_staff").get(card(place.meeting)).text


@pytest.mark.parametrize("address", ["space", "floor", "overview", "photo", "home"])
def test_many_photos_ask_no_more_questions(
    place, client_of, address, django_assert_max_num_queries
):
    photos = [
        add(of, f"Vue {n}", 50 + n, public=True)
        for n in range(6)
        for of in (place.meeting, place.first, place.building)
    ]
    to = {
        "space": card(place.meeting),
        "floor": reverse("premises:floor", args=[place.first.pk]),
        "overview": "/lieu/",
        "photo": page(photos[0]),
        "home": "/",
    }[address]
    client = client_of("visitor" if address == "home" else "animator")
    with django_assert_max_num_queries({"space": 17, "home": 21}.get(address, 14)):
        assert client.get(to).status_code == 200
