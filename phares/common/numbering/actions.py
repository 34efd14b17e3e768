"""Taking the next number."""

from __future__ import annotations

from django.db import connection, transaction

from phares.common.numbering.models import Series


def next_number(code: str) -> str:
    """The next number of a series, « C-2015-0003 ». A rollback of the caller gives it back."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number needs the transaction that uses it")
    Series.objects.get_or_create(code=code)
    series = Series.objects.select_for_update().get(code=code)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{code}-{series.last:04d}"
