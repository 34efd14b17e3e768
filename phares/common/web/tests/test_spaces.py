"""French spaces on the page, and nowhere one types."""

from __future__ import annotations

import pytest

from conftest import FRENCH_SPACES
from phares.kernel.spaces import spaced, spaced_text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<p>Fin : le 31 mai</p>", "<p>Fin\u00a0: le 31\u00a0mai</p>"),
        ("<p>« Ici » !</p>", "<p>«\u00a0Ici\u00a0»\u202f!</p>"),
        ("<p>de 8 h à 20 h 30</p>", "<p>de 8\u00a0h à 20\u00a0h\u00a030</p>"),
        ("<p>le 1er février ; 30 %</p>", "<p>le 1er\u00a0février\u202f; 30\u00a0%</p>"),
        ("<p><b>Nom</b> : vide</p>", "<p><b>Nom</b>\u00a0: vide</p>"),
        ("<p>2 500 €</p>", "<p>2 500\u00a0€</p>"),
        ("<p>en 2015 marsouins</p>", "<p>en 2015 marsouins</p>"),
        ('<a title="a : b">c</a>', '<a title="a : b">c</a>'),
        ("<p>a : b</p><textarea>a : b</textarea><p>a : b</p>",
         "<p>a\u00a0: b</p><textarea>a : b</textarea><p>a\u00a0: b</p>"),
        ("<p>ici</p><script>a ? b : c</script>", "<p>ici</p><script>a ? b : c</script>"),
    ],
)  # fmt: skip
def test_spaces(typed: str, shown: str) -> None:
    assert spaced(typed) == shown


def test_words_without_tags_have_them_too() -> None:
    assert spaced_text("« Ici » : 8 h <") == "«\u00a0Ici\u00a0»\u00a0: 8\u00a0h <"


def test_a_page_has_them_and_a_file_does_not(client, settings) -> None:
    settings.MIDDLEWARE = [FRENCH_SPACES, *settings.MIDDLEWARE]
    assert "\u00a0: " in client.get("/interface/").text
    assert "\u00a0: " not in client.get("/sw.js").text


def test_a_page_that_grew_says_its_new_length(client, settings) -> None:
    """Or the browser stops before the end of it."""
    settings.MIDDLEWARE = [FRENCH_SPACES, *settings.MIDDLEWARE]
    page = client.get("/interface/")
    assert int(page.headers["Content-Length"]) == len(page.content)
