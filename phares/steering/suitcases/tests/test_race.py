"""Two imports of one set at once, a merge or a removal meanwhile: nothing is made twice, or lost.

On a copy of the test database, with real connections and real commits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused
from phares.people.directory.actions import merge_cards
from phares.people.directory.models import Function, Organisation, Pole
from phares.steering.suitcases.actions import carry_out, drop_file
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.queries import counts_of
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.tests.factories import NOW, a_pole, received, sentences
from tests.racing import connected, copied_database

pytestmark = pytest.mark.django_db
PEOPLE = "Prénom;Nom;Structure;Fonction;Dans;Depuis\n" + "".join(
    f"P{n};Nom{n};Jumelle B;Aide;équipe salariée;2014\n" for n in range(60)
)


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """A pole, copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            folder = tmp_path_factory.mktemp("imports")
            settings = stack.enter_context(copied_database(folder))
        yield settings
        with django_db_blocker.unblock():
            stack.close()


@contextmanager
def opened(settings: dict[str, Any]) -> Iterator[None]:
    """This thread in the copy, which has a pole."""
    with connected(settings):
        if not Pole.objects.exists():
            a_pole()
        yield


def houses(name: str) -> str:
    return "Nom;Ville\n" + "".join(f"{name} {n};Roubaix\n" for n in range(450))


def at_once(settings: dict[str, Any], *acts: Callable[[], object]) -> list[str]:
    """The codes of what was refused; anything else that breaks is shown."""
    barrier, refused, broke = threading.Barrier(len(acts)), [], []

    def run(act: Callable[[], object]) -> None:
        with connected(settings):
            try:
                barrier.wait(timeout=30)
                act()
            except Refused as refusal:
                refused.append(refusal.reason.code)
            except BaseException as error:
                broke.append(error)

    workers = [threading.Thread(target=run, args=(act,), daemon=True) for act in acts]
    for one in workers:
        one.start()
    for one in workers:
        one.join(timeout=120)
    assert broke == []
    return refused


def carrying(batch: Import, mode: Mode) -> Callable[[], object]:
    return lambda: carry_out(batch, mode, by=THE_POLE, now=NOW)


@pytest.mark.parametrize("mode", [Mode.WHOLE, Mode.GOOD])
def test_two_imports_of_the_same_lines_make_them_once(copied, mode):
    with opened(copied):
        first, second = (received("organisations", houses(mode.value)) for _ in "12")
        assert at_once(copied, carrying(first, mode), carrying(second, mode)) == []
        assert Organisation.objects.filter(name__startswith=f"{mode.value} ").count() == 450
        counts = [counts_of(one) for one in (first, second)]
        assert sum(one.made for one in counts) == 450
        assert sum(one.known for one in counts) == 450


def test_a_card_merged_meanwhile_leaves_no_line_untold(copied):
    with opened(copied):
        twins = received("organisations", "Nom\nJumelle A\nJumelle B\n")
        carry_out(twins, Mode.WHOLE, by=THE_POLE, now=NOW)
        kept, lost = (Organisation.objects.get(name=f"Jumelle {one}").pk for one in "AB")
        batch = received("persons", PEOPLE)
        merge = lambda: merge_cards(kept, lost, by=THE_POLE)  # noqa: E731
        assert at_once(copied, carrying(batch, Mode.GOOD), merge) == []
        batch.refresh_from_db()
        counts = counts_of(batch)
        assert (batch.state, counts.pending) == ("done", 0)
        assert counts.made == Function.objects.filter(organisation=kept).count()
        assert counts.refused == len(sentences(batch))
        assert not Function.objects.filter(organisation=lost).exists()


def test_a_file_forgotten_while_it_is_asked_for_is_told(copied):
    with opened(copied):
        batch = received("organisations", houses("Oubli"))
        drop = lambda: drop_file(batch, by=THE_POLE)  # noqa: E731
        refused = at_once(copied, carrying(batch, Mode.GOOD), drop)
        assert len(refused) == 1
        assert set(refused) <= {"gone", "wrong-state"}
