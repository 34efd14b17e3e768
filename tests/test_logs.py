"""What is written for whoever keeps the machine."""

from __future__ import annotations

import logging

WENT_WRONG = (ValueError, ValueError("x"), None)


def test_a_refusal_is_one_line_and_a_fault_keeps_its_trace():
    logger = logging.getLogger("django.request")
    (no_fault,) = logger.filters
    refused, fault = (
        logger.makeRecord(logger.name, level, "", 0, "Forbidden", (), WENT_WRONG)
        for level in (logging.WARNING, logging.ERROR)
    )
    assert no_fault.filter(refused)
    assert no_fault.filter(fault)
    assert (refused.exc_info, bool(fault.exc_info)) == (None, True)
