"""Setting what things cost, and offering hours."""

from phares.money.pricing.actions.hours import (
    Ledger,
    consume_hours,
    end_hours,
    expire_hours,
    give_hours_back,
    offer_hours,
)
from phares.money.pricing.actions.rates import (
    Priced,
    correct_rate,
    end_rate,
    note_quoted,
    set_rate,
    withdraw_rate,
)
from phares.money.pricing.actions.tariffs import (
    add_tariff,
    change_price,
    correct_tariff,
    end_tariff,
    set_tariff,
    withdraw_tariff,
)

__all__ = [
    "Ledger",
    "Priced",
    "add_tariff",
    "change_price",
    "consume_hours",
    "correct_rate",
    "correct_tariff",
    "end_hours",
    "end_rate",
    "end_tariff",
    "expire_hours",
    "give_hours_back",
    "note_quoted",
    "offer_hours",
    "set_rate",
    "set_tariff",
    "withdraw_rate",
    "withdraw_tariff",
]
