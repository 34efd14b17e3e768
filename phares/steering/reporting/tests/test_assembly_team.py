"""Those who make the pole work: what is told of them adds up to the figure that stands beside."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phares.activities.jobsharing.actions import assign, create_post
from phares.activities.jobsharing.models import Post
from phares.kernel.dating import read_dated
from phares.people.directory.models import Person
from phares.steering.reporting.assembly import assemble
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.tests.factories import JANUARY, YEAR
from tests.parties import ANIMATOR, home_pole, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Post:
    return create_post(
        pole=home_pole(), title="Accueil", employer=organisation("Halage"), by=ANIMATOR
    )


def given(
    where: Post, quota: str, since: str = "2013", until: str = "", who: Person | None = None
) -> None:
    end = read_dated(until) if until else None
    share, start = Decimal(quota), read_dated(since)
    assign(post=where, quota=share, since=start, until=end, person=who, by=ANIMATOR)


def told() -> tuple[c.Team, str]:
    """The posts of the year, and the sentence above them."""
    [section] = [one for one in assemble(YEAR, now=JANUARY).report.sections if one.key == "team"]
    [team] = [block for block in section.blocks if isinstance(block, c.Team)]
    return team, section.lead


def test_shares_without_a_name_add_up_with_the_others(desk):
    """Half a time of Inès, a quarter of nobody named, then a half of the same nobody."""
    given(desk, "0.5", who=person())
    given(desk, "0.25", until="juin 2015")
    given(desk, "0.5", since="juillet 2015")
    team, lead = told()
    exact = Decimal("0.5") + (Decimal("0.25") * 181 + Decimal("0.5") * 184) / 365
    assert [(post.count, post.fte) for post in team.posts] == [(2, round(exact, 2))]
    assert team.total_text == "Équivalents temps plein. Total 0,88."
    assert lead == "Deux personnes donnent au pôle 0,88 équivalents temps plein."


def test_two_shares_without_a_name_held_together_are_two_people(desk):
    given(desk, "0.4")
    given(desk, "0.5", since="juin 2015")
    team, lead = told()
    assert [post.count for post in team.posts] == [2]
    assert lead.startswith("Deux personnes")


def test_the_posts_add_up_to_the_total_when_a_date_is_vague(desk):
    """A share given « automne 2015 » counts from its last day on; one that may be over, not."""
    given(desk, "1")
    given(desk, "1", since="automne 2015")
    books = create_post(pole=desk.pole, title="Compta", employer=desk.employer, by=ANIMATOR)
    given(books, "1", until="2015")
    team, _lead = told()
    days = Decimal(365 + 32) / 365
    assert [(post.title, post.fte) for post in team.posts] == [
        ("Accueil", round(days, 2)),
        ("Compta", None),
    ]
    assert team.total_text == "Équivalents temps plein. Total 1,09."
