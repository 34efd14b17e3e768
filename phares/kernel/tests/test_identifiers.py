from __future__ import annotations

from collections.abc import Callable

import pytest

from phares.kernel.identifiers import Identifier, read_rna, read_siren, read_siret, read_vat
from phares.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("read", "typed", "kept"),
    [
        (read_siren, "732 829 320", "732829320"),
        (read_siret, "732 829 320 00074", "73282932000074"),
        (read_siret, "356 000 000 09075", "35600000009075"),  # La Poste: the sum of digits
        (read_rna, "w931 000 000", "W931000000"),
        (read_rna, "W2A1000000", "W2A1000000"),
        (read_vat, "FR 40 303 265 045", "FR40303265045"),
    ],
)
def test_read(read: Callable[[str], Identifier], typed: str, kept: str) -> None:
    assert str(read(typed)) == kept


@pytest.mark.parametrize(
    ("read", "typed", "code"),
    [
        (read_siren, "732829321", "siren"),
        (read_siret, "73282932000075", "siret"),
        (read_siret, "732829320", "siret"),
        (read_siret, "12", "siret"),
        (read_rna, "931000000", "rna"),
        (read_rna, "W000000000", "rna"),
        (read_rna, "W931٠٠٠٠٠٠", "rna"),
        (read_vat, "FR00303265045", "vat"),
        (read_vat, "FR12000000000", "vat"),
        (read_siren, "000 000 000", "siren"),
        (read_siret, "00000000000000", "siret"),
    ],
)
def test_a_wrong_number_gets_a_sentence(
    read: Callable[[str], Identifier], typed: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read(typed)
    assert refusal.value.reason.code == code
    assert typed in refusal.value.reason.sentence
