"""Tables of the prices: tariffs, rates of what is booked, hours offered."""

from phares.money.pricing.models.hours import Allowance, AllowanceEntry
from phares.money.pricing.models.rates import Rate
from phares.money.pricing.models.tariffs import Tariff

__all__ = ["Allowance", "AllowanceEntry", "Rate", "Tariff"]
