"""Numbers without a gap."""

from __future__ import annotations

import pytest

from phares.cooperative.premises.rules.numbers import why_not_in_a_row


@pytest.mark.parametrize(
    ("numbers", "last", "said"),
    [
        ([], 0, None),
        ([2, 1, 3], 3, None),
        ([1, 3], 3, "Il manque à la série C-2015 : C-2015-0002."),
        ([1, 2], 4, "Il manque à la série C-2015 : C-2015-0003 et C-2015-0004."),
        ([], 7, "C-2015-0005 et 2 autres."),
        ([1, 2, 3], 1, "La série C-2015 s’arrête à 1, et 2 de plus ont servi."),
    ],
)
def test_a_series_has_each_number_once(numbers, last, said):
    reason = why_not_in_a_row("C-2015", numbers, last)
    assert (reason is None) if said is None else (reason and said in reason.sentence)
