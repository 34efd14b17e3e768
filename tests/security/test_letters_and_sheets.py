"""A text that a mail server would take for a header, or a spreadsheet for a formula."""

from __future__ import annotations

import csv
import io

import pytest

from phares.common.notices.formats.message import message_of
from phares.common.notices.models import Notice
from phares.people.directory.models import Organisation, Pole
from phares.people.directory.rules.kinds import PartyKind

pytestmark = pytest.mark.django_db
INJECTED = "Pôle\r\nBcc: evil@evil.test\r\n\r\n<b>corps</b>"


def test_no_name_becomes_a_header(client_of, cast, settings):
    settings.MAIL_SENDER = "Le pôle <pole@pole.test>"
    Pole.objects.update(name=INJECTED)
    typed = {"email": "new@exemple.fr", "name": INJECTED, "role": "animator"}
    client_of("administrator").post("/comptes/inviter/", typed)
    notice = Notice.objects.get()
    message = message_of([notice])
    assert "\n" not in message.subject
    sent = message.message()
    assert {"Bcc", "Cc"}.isdisjoint(sent.keys())
    assert message.recipients() == ["new@exemple.fr"]
    assert "<b>corps</b>" not in notice.html


@pytest.mark.parametrize("address", ["a@b.fr\r\nBcc: c@d.fr", "a@b.fr,c@d.fr", "a@b.fr\x00"])
def test_an_address_is_one_address(client_of, cast, address):
    typed = {"email": address, "name": "Maud", "role": "animator"}
    assert client_of("administrator").post("/comptes/inviter/", typed).status_code == 422
    assert not Notice.objects.exists()


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("name", FORMULAS, ids=ascii)
def test_no_list_holds_a_formula(client_of, cast, name):
    """Whatever a list, an export of a set or a model gives away as a file."""
    Organisation.objects.create(name=name, kind=PartyKind.ORGANISATION)
    client = client_of("administrator")
    for path in (
        "/habitants/?format=csv&choix=all",
        "/importer-exporter/organisations/tout.csv",
    ):
        answer = client.get(path)
        text = b"".join(answer.streaming_content if answer.streaming else [answer.content])
        for row in csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"):
            for cell in row:
                assert not cell.lstrip().startswith(("=", "+", "@", "＝", "-1")), (path, row)
