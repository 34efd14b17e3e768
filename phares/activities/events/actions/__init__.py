"""What is done with events: planned, announced, come to, held, counted."""

from phares.activities.events.actions.attending import count_heads, note_attendance
from phares.activities.events.actions.costing import note_cost, remove_cost
from phares.activities.events.actions.forgetting import forget_guests
from phares.activities.events.actions.planning import (
    announce_event,
    cancel_event,
    correct_event,
    hold_event,
    plan_event,
    reopen_event,
)
from phares.activities.events.actions.registering import (
    ask_by_mail,
    confirm_by_mail,
    give_up,
    register,
)
from phares.activities.events.actions.sessions import add_session, change_session, drop_session

__all__ = [
    "add_session",
    "announce_event",
    "ask_by_mail",
    "cancel_event",
    "change_session",
    "confirm_by_mail",
    "correct_event",
    "count_heads",
    "drop_session",
    "forget_guests",
    "give_up",
    "hold_event",
    "note_attendance",
    "note_cost",
    "plan_event",
    "register",
    "remove_cost",
    "reopen_event",
]
