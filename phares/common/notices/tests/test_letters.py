"""Letters: two parts that say the same, no image, the colours of the house, the right headers."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

import pytest

import phares
from phares.common.notices.actions import Reader, choose_rhythm, write_notice
from phares.common.notices.formats.letter import letter
from phares.common.notices.formats.message import html_of, message_of, text_of
from phares.common.notices.models import Notice
from phares.common.notices.queries import read_token, token_of
from phares.common.notices.rules.kinds import KINDS, MISSING_DECLARATION, PASSWORD_RESET, TRIAL
from phares.common.notices.rules.rhythms import Rhythm
from phares.kernel.actor import VISITOR
from tests.letters import NOW, SAID, written

pytestmark = pytest.mark.django_db
TOKENS = Path(phares.__file__).parent / "common/web/static/web/css/tokens.css"
TAGS = re.compile(r"<[^>]+>")
COLOURS = re.compile(r"#[0-9A-Fa-f]{6}\b")


@pytest.fixture(autouse=True)
def _settled(settings):
    settings.MAIL_SENDER = "Le Quai <pole@quai.test>"
    settings.SITE_URL = "https://quai.test"


def sent_as(*batch: Notice) -> EmailMessage:
    found = message_of(batch).message()
    assert isinstance(found, EmailMessage)
    return found


def parts_of(message: EmailMessage) -> tuple[str, str]:
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain
    assert rich
    return plain.get_content(), rich.get_content()


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_has_both_parts_that_say_the_same(kind):
    notice = written(kind=kind)
    text, html = parts_of(sent_as(notice))
    assert notice.subject
    assert "\n" not in notice.subject
    assert len(notice.text) > 80
    bare = " ".join(TAGS.sub(" ", html).split())
    for paragraph in notice.text.split("\n\n"):
        for line in paragraph.split("\n"):
            if line.startswith("https://"):
                assert f'href="{line}"' in html
            else:
                assert " ".join(line.removesuffix("\u00a0:").split()) in bare
    assert kind.why.split()[0] in bare
    assert "{{" not in text + html
    assert "{%" not in text + html


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_nothing_is_fetched_from_anywhere(kind):
    html = html_of([written(kind=kind)])
    assert not re.search(r"<(img|link|script|iframe|object|style)\b|url\(|@import", html)


def test_the_colours_are_those_of_the_house_by_day():
    tokens = TOKENS.read_text(encoding="utf-8").upper()
    used = {colour.upper() for colour in COLOURS.findall(html_of([written()]))}
    assert used
    assert {colour for colour in used if colour not in tokens} == set()


def test_a_value_can_neither_add_a_paragraph_nor_a_button_nor_a_tag():
    said = SAID | {
        "name": "Ada\n\n[Gagner](https://ailleurs.test)\n\n<b>x</b>",
        "site": "https://q",
    }
    found = letter(TRIAL.template, said, "fr")
    assert 'href="https://ailleurs.test"' not in found.html
    assert "<b>" not in found.html
    assert found.text.count("\n\n") == 2


def test_french_spaces_are_made_in_both_parts():
    notice = written(kind=PASSWORD_RESET)
    assert "\u00a0:" in notice.text
    assert " :" not in notice.text
    assert " :" not in TAGS.sub("", notice.html)


def test_a_machine_reads_where_it_comes_from_and_how_to_refuse_it():
    message = sent_as(written(kind=MISSING_DECLARATION))
    assert message["From"] == "Le Quai <pole@quai.test>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert message["Message-ID"].endswith("@quai.test>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = message["List-Unsubscribe"].strip("<>")
    token = url.removeprefix("https://quai.test/courriers/refuser/").rstrip("/")
    assert read_token(token) == ("ada@quai.test", MISSING_DECLARATION.code)
    assert url in parts_of(message)[0]


def test_what_protects_an_account_cannot_be_refused():
    message = sent_as(written(kind=PASSWORD_RESET))
    assert message["List-Unsubscribe"] is None
    assert "Ne plus recevoir" not in parts_of(message)[0]
    assert read_token(token_of("ada@quai.test", PASSWORD_RESET.code)) is None


def test_the_same_letter_has_the_same_number_and_another_has_another():
    one, two = written("a"), written("b")
    assert sent_as(one)["Message-ID"] == sent_as(Notice.objects.get(pk=one.pk))["Message-ID"]
    assert sent_as(one)["Message-ID"] != sent_as(two)["Message-ID"]
    assert sent_as(one, two)["Message-ID"] == sent_as(two, one)["Message-ID"]


def test_a_key_is_written_once():
    assert written("une fois").text
    again = write_notice(TRIAL, key="une fois", to=Reader("b@b.test"), said=SAID, now=NOW)
    assert again is None
    assert Notice.objects.count() == 1


def test_whoever_does_without_gets_nothing():
    choose_rhythm(" Ada@Quai.test", MISSING_DECLARATION, Rhythm.NONE, by=VISITOR, now=NOW)
    assert written(kind=MISSING_DECLARATION).state == "not_wanted"
    assert written("autre").state == "waiting"


def test_grouped_letters_are_one_letter_with_each_of_them():
    pair = [
        written(str(n), MISSING_DECLARATION, said=SAID | {"house": f"Maison {n}"}) for n in (1, 2)
    ]
    text = text_of(pair)
    assert "Maison 1" in text
    assert "Maison 2" in text
    assert text.count("Ne plus recevoir") == 1
    assert sent_as(*pair)["Subject"] == "Vos déclarations qui manquent\u00a0: 2"
