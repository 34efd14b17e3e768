"""Typesetting: what fails says where, what no face has is drawn as a box."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from phares.common.documents.formats.typst import CannotTypeset, page_count, pictures, typeset

PAGE = """#import "/common/documents/typst/phares.typ": *
#let d = json(bytes(sys.inputs.data))
#show: document.with(d.title, date: datetime(year: 2016, month: 1, day: 4))
= #d.title
#titled(t4, d.title) #ref(d.title)
"""


def test_an_archivable_accessible_pdf():
    pdf = typeset(PAGE, {"title": "Rapport annuel"})
    assert pdf.startswith(b"%PDF")
    assert page_count(pdf) == 1
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf


def test_the_same_values_give_the_same_bytes():
    assert typeset(PAGE, {"title": "Deux fois"}) == typeset(PAGE, {"title": "Deux fois"})


@pytest.mark.parametrize(
    "title",
    [
        "Ömer Łódź Δέλτα Ж",
        "Ștefan et Țara",
        "مرحبا",
        "Le jardin 🌻 et 👩🏽‍🌾",
        "東京 हिन्दी",
        "nul\x00\x07",
        'une « citation " et \\ barre',
        "#set page(paper: broken) $x^2$ *gras* <etiquette>",
        "x" * 300,
        "",
    ],
)
def test_any_name_prints(title):
    assert page_count(typeset(PAGE, {"title": title or "sans titre"})) >= 1


def test_pictures_show_the_pages():
    assert [page[:4] for page in pictures(PAGE, {"title": "Vu"})] == [b"\x89PNG"]


def test_an_error_says_file_and_line():
    with pytest.raises(CannotTypeset, match=r"a échoué \(.+, ligne 2\) : .*autrefois"):
        typeset(PAGE.splitlines()[0] + "\n#autrefois", {})


def test_a_warning_is_an_error():
    with pytest.raises(CannotTypeset, match="unknown font family"):
        typeset(PAGE + '#text(font: "Nulle part")[a]', {"title": "t"})


def test_threads_share_one_compiler():
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: typeset(PAGE, {"title": f"Page {n}"}), range(8)))
    assert [page_count(pdf) for pdf in made] == [1] * 8
    assert len(set(made)) == 8
