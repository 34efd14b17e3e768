"""The clock and a real mail server: taken, refused for now, for good, away, cut, two at once."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from datetime import timedelta

import pytest
from aiosmtpd.smtp import AuthResult

from phares.common.audit.models import Entry
from phares.common.notices import actions
from phares.common.notices.jobs import forget_notices, send_notices
from phares.common.notices.models import Notice
from phares.common.notices.rules.kinds import MISSING_DECLARATION, PASSWORD_RESET
from phares.common.notices.rules.rhythms import Rhythm
from phares.common.notices.rules.sending import EXPIRED, LEASE, LOST
from phares.kernel.actor import VISITOR, Role
from phares.kernel.refusal import Refused
from tests.homes import free_port
from tests.letters import NOW, SAID, written
from tests.mailserver import mail_server, options_of
from tests.parties import ANIMATOR, acting
from tests.racing import connected, copied_database

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def a_real_pole(settings):
    settings.DEMO = False
    settings.MAIL_HOST = "127.0.0.1"
    settings.MAIL_SENDER = "Le Quai <pole@quai.test>"
    settings.SITE_URL = "https://quai.test"


@pytest.fixture
def post(settings):
    """`post()` is a server that takes everything; `post(say)` answers as told."""
    with ExitStack() as servers:

        def opened(say=lambda _address: "250 OK", *, secured=False, **options):
            box = servers.enter_context(mail_server(say, **options))
            settings.MAILERS = options_of(box.port, **({"use_tls": True} if secured else {}))
            return box

        yield opened


def states() -> list[tuple[str, int]]:
    return list(Notice.objects.order_by("pk").values_list("state", "attempts"))


def test_what_is_taken_is_sent_once_on_one_connection(post):
    box = post()
    for number in range(3):
        written(str(number), address=f"n{number}@quai.test")
    assert send_notices(NOW) == 3
    assert send_notices(NOW) == 0
    assert states() == [("sent", 1)] * 3
    assert [one["To"] for one in box.taken] == [f"n{number}@quai.test" for number in range(3)]
    assert box.connections == 1
    notice = Notice.objects.earliest("pk")
    assert (notice.sent_at, notice.last_error) == (NOW, "")
    assert notice.text, "what holds no secret stays readable"


def test_both_parts_arrive(post):
    box = post()
    written(kind=MISSING_DECLARATION)
    assert send_notices(NOW + timedelta(days=1)) == 1
    [message] = box.taken
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert "La Digue verte" in message.get_body(("plain",)).get_content()
    assert "La Digue verte" in message.get_body(("html",)).get_content()


def test_a_secret_is_erased_once_it_left(post):
    post()
    written(kind=PASSWORD_RESET)
    send_notices(NOW)
    notice = Notice.objects.get()
    assert (notice.state, notice.text, notice.html) == ("sent", "", "")


def test_refused_for_now_it_is_tried_again_after_waits_that_grow(post):
    busy = True
    box = post(lambda _address: "rcpt 451 4.7.1 try later" if busy else "250 OK")
    written()
    moment, waits = NOW, [5, 15, 45]
    for tries, minutes in enumerate(waits, start=1):
        assert send_notices(moment) == 0
        notice = Notice.objects.get()
        assert (notice.state, notice.attempts) == ("failed", tries)
        assert notice.due_at - moment == timedelta(minutes=minutes)
        assert "451 4.7.1 try later" in notice.last_error
        assert send_notices(notice.due_at - MINUTE) == 0, "not before its time"
        moment = notice.due_at
    busy = False
    assert send_notices(moment) == 1
    assert states() == [("sent", 4)]
    assert Notice.objects.get().last_error == ""
    assert len(box.taken) == 1


def test_refused_for_now_too_often_it_is_given_up(post):
    post(lambda _address: "451 4.7.1 try later")
    written()
    Notice.objects.update(attempts=7, state="failed")
    send_notices(NOW)
    assert states() == [("given_up", 8)]
    assert Notice.objects.get().last_error.startswith("Abandonné après 8 essais")


@pytest.mark.parametrize("said", ["rcpt 550 5.1.1 No such user", "554 5.7.1 Refused"])
def test_refused_for_good_it_is_given_up_at_once_and_the_others_leave(post, said):
    box = post(lambda address: said if address.startswith("nobody") else "250 OK")
    written("1", address="nobody@quai.test")
    written("2", address="somebody@quai.test")
    assert send_notices(NOW) == 1
    assert states() == [("given_up", 1), ("sent", 1)]
    assert said.removeprefix("rcpt ") in Notice.objects.earliest("pk").last_error
    assert len(box.taken) == 1
    assert send_notices(NOW + timedelta(days=30)) == 0


def test_an_address_that_cannot_be_written_is_given_up(post):
    post()
    written(address="é@quai.test")
    assert send_notices(NOW) == 0
    assert states() == [("given_up", 1)]


def test_a_server_that_is_away_costs_no_try_and_says_so(settings):
    settings.MAILERS = options_of(free_port())
    written()
    with pytest.raises(Refused, match="refuse la connexion.*En attente : 1"):
        send_notices(NOW)
    assert states() == [("waiting", 0)]
    assert "refuse la connexion" in Notice.objects.get().last_error


def test_encryption_that_is_wanted_and_absent_sends_nothing(post):
    box = post(secured=True)
    written()
    with pytest.raises(Refused, match="mail_tls"):
        send_notices(NOW)
    assert states() == [("waiting", 0)]
    assert (box.offered, box.taken) == ([], [])


def test_a_password_that_is_wanted_and_refused_sends_nothing(post, settings):
    box = post(
        authenticator=lambda *_args: AuthResult(success=False, handled=False),
        auth_require_tls=False,
    )
    settings.MAILERS = options_of(box.port, username="pole", password="un-secret")
    written()
    with pytest.raises(Refused, match="mail_user") as caught:
        send_notices(NOW)
    assert "un-secret" not in str(caught.value)
    assert "un-secret" not in Notice.objects.get().last_error
    assert states() == [("waiting", 0)]


def test_without_a_mail_server_what_waits_waits_and_the_clock_says_so(settings):
    settings.MAIL_HOST = ""
    assert send_notices(NOW) == 0, "nothing waits: nothing to say"
    written()
    with pytest.raises(Refused, match=r"mail_host.*En attente : 1"):
        send_notices(NOW)
    assert states() == [("waiting", 0)]


def test_nothing_leaves_a_demonstration(post, settings):
    box = post()
    settings.DEMO = True
    written()
    assert send_notices(NOW) == 0
    assert (states(), box.taken) == ([("waiting", 0)], [])


def test_cut_in_the_middle_it_is_given_up_and_the_others_wait_for_the_next_round(post):
    box = post(lambda address: "cut" if address.startswith("one") else "250 OK")
    written("1", address="one@quai.test")
    written("2", address="two@quai.test")
    assert send_notices(NOW) == 0
    assert states() == [("given_up", 1), ("waiting", 0)]
    assert Notice.objects.earliest("pk").last_error == LOST
    assert send_notices(NOW + MINUTE) == 1
    assert [one["To"] for one in box.taken] == ["two@quai.test"]


def test_killed_between_taking_and_noting_it_never_leaves_twice(post):
    box = post()
    notice = written()
    actions.claim_next(now=NOW)  # and the clock dies here
    assert send_notices(NOW + LEASE) == 0
    assert states() == [("sending", 1)]
    assert send_notices(NOW + LEASE + MINUTE) == 0
    assert states() == [("given_up", 1)]
    assert box.taken == []
    actions.retry_notice(notice, by=acting(Role.ADMINISTRATOR), now=NOW + LEASE)
    assert send_notices(NOW + LEASE + MINUTE) == 1
    assert len(box.taken) == 1


def test_many_of_one_day_to_one_address_are_one_letter_at_their_hour(post):
    box = post()
    for house in ("Halage", "La Digue", "Le Quai"):
        written(house, MISSING_DECLARATION, said=SAID | {"house": house})
    written("autre", MISSING_DECLARATION, address="zoe@digue.test")
    assert send_notices(NOW) == 0, "not before eight the next day"
    eight = NOW.replace(day=5, hour=7, minute=0)
    assert send_notices(eight - MINUTE) == 0
    assert send_notices(eight) == 2
    assert states() == [("sent", 1)] * 4
    together = box.taken[0]
    assert together["Subject"] == "Vos déclarations qui manquent\u00a0: 3"
    assert all(h in together.get_body(("plain",)).get_content() for h in ("Halage", "Le Quai"))


def test_what_is_not_wanted_any_more_does_not_leave(post):
    box = post()
    written(kind=MISSING_DECLARATION)
    actions.choose_rhythm("ada@quai.test", MISSING_DECLARATION, Rhythm.NONE, by=VISITOR, now=NOW)
    assert send_notices(NOW + timedelta(days=2)) == 0
    assert (states(), box.taken) == ([("not_wanted", 0)], [])


def test_what_expired_does_not_leave_and_keeps_no_secret(post):
    box = post()
    written(kind=PASSWORD_RESET, expires_at=NOW + MINUTE)
    assert send_notices(NOW + timedelta(hours=1)) == 0
    notice = Notice.objects.get()
    assert (notice.state, notice.text, notice.html) == ("given_up", "", "")
    assert notice.last_error == EXPIRED
    assert box.taken == []


def test_old_letters_are_forgotten_and_those_that_wait_are_kept(post):
    post()
    written("parti")
    send_notices(NOW)
    written("attend")
    assert forget_notices(NOW + timedelta(days=364)) == 0
    assert forget_notices(NOW + timedelta(days=366)) == 1
    assert [notice.key for notice in Notice.objects.all()] == ["attend"]


def test_a_retry_that_is_refused_writes_nothing():
    notice = written()
    Notice.objects.update(state="given_up", attempts=3)
    with pytest.raises(Refused):
        actions.retry_notice(notice, by=ANIMATOR, now=NOW)
    assert states() == [("given_up", 3)]
    assert not Entry.objects.exists()


@pytest.fixture(scope="module")
def copied(django_db_setup, django_db_blocker, tmp_path_factory):
    """Copied before any test of this module opens its own transaction."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            folder = tmp_path_factory.mktemp("post")
            described = stack.enter_context(copied_database(folder))
        yield described
        with django_db_blocker.unblock():
            stack.close()


def test_two_clocks_at_once_send_each_letter_once(copied, post):
    box = post()
    with connected(copied):
        for number in range(20):
            written(str(number), address=f"n{number}@quai.test")
    start, broke = threading.Barrier(2), []

    def clock():
        try:
            with connected(copied):
                start.wait(timeout=10)
                send_notices(NOW)
        except BaseException as error:
            broke.append(error)

    clocks = [threading.Thread(target=clock) for _each in range(2)]
    for one in clocks:
        one.start()
    for one in clocks:
        one.join(timeout=60)
    assert broke == []
    assert sorted(one["To"] for one in box.taken) == sorted(f"n{n}@quai.test" for n in range(20))
    with connected(copied):
        assert set(states()) == {("sent", 1)}
