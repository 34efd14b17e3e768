"""What spreadsheets bring into what may be booked and its prices, and take out of them."""

from __future__ import annotations

from phares.activities.bookings.suitcase import offers, rates

SETS = (offers.SET, rates.SET)
