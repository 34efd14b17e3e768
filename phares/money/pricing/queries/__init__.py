"""Reading what things cost, and the hours offered."""

from phares.money.pricing.queries.tariffs import tariff_on, tariffs, tariffs_on

__all__ = ["tariff_on", "tariffs", "tariffs_on"]
