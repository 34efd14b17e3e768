"""What one does with a booking: ask for it, move it, say yes or no, give it back, come."""

from phares.activities.bookings.actions.booking import book_room
from phares.activities.bookings.actions.changing import (
    cancel_booking,
    correct_booking,
    move_booking,
)
from phares.activities.bookings.actions.deciding import (
    answer_several,
    approve_booking,
    refuse_booking,
)
from phares.activities.bookings.actions.foreseeing import Foreseen, Plan, foresee_series
from phares.activities.bookings.actions.forgetting import (
    asked_or_named,
    bookings_over,
    forget_old_texts,
    forget_texts,
    series_over,
)
from phares.activities.bookings.actions.offering import (
    change_offer,
    close_days,
    offer_place,
    reopen_days,
    set_cap,
    set_hours,
    take_offer_back,
    withdraw_offer,
)
from phares.activities.bookings.actions.repeating import book_repeatedly
from phares.activities.bookings.actions.series import book_series, retry_occurrence
from phares.activities.bookings.actions.series_changing import cancel_series, change_series
from phares.activities.bookings.actions.using import (
    check_in,
    note_absence,
    note_prepared,
    note_presence,
    settle_past,
)
from phares.activities.bookings.actions.waiting import (
    leave_waitlist,
    offer_what_is_free,
    pass_on,
    take_offered,
    wait_for_room,
)

__all__ = [
    "asked_or_named",
    "bookings_over",
    "forget_old_texts",
    "forget_texts",
    "series_over",
    "Foreseen",
    "Plan",
    "book_series",
    "cancel_series",
    "change_series",
    "foresee_series",
    "retry_occurrence",
    "answer_several",
    "leave_waitlist",
    "offer_what_is_free",
    "pass_on",
    "take_offered",
    "wait_for_room",
    "approve_booking",
    "book_room",
    "cancel_booking",
    "change_offer",
    "check_in",
    "close_days",
    "correct_booking",
    "move_booking",
    "note_absence",
    "note_prepared",
    "note_presence",
    "offer_place",
    "reopen_days",
    "refuse_booking",
    "book_repeatedly",
    "settle_past",
    "set_cap",
    "set_hours",
    "take_offer_back",
    "withdraw_offer",
]
