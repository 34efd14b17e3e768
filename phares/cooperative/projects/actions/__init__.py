"""Telling what is done together, and with whom."""

from phares.cooperative.projects.actions.axes import remove_axis, reword_axis, write_axis
from phares.cooperative.projects.actions.changing import (
    place_action,
    remove_action,
    reword_action,
    shift_action,
)
from phares.cooperative.projects.actions.partners import (
    correct_partnership,
    end_partnership,
    partner_with,
    remove_partnership,
)
from phares.cooperative.projects.actions.taking_part import take_part, withdraw_part
from phares.cooperative.projects.actions.telling import carry_on, tell_action

__all__ = [
    "carry_on",
    "correct_partnership",
    "end_partnership",
    "partner_with",
    "place_action",
    "remove_action",
    "remove_axis",
    "remove_partnership",
    "reword_action",
    "reword_axis",
    "shift_action",
    "take_part",
    "tell_action",
    "withdraw_part",
    "write_axis",
]
