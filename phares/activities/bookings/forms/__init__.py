"""What is asked for on the forms of bookings."""

from phares.activities.bookings.forms.booking import BookForm, ChangeForm, DecideForm, MoveForm
from phares.activities.bookings.forms.offers import (
    CapForm,
    CloseForm,
    HoursForm,
    OfferForm,
    WaysForm,
    WithdrawForm,
)

__all__ = [
    "BookForm",
    "CapForm",
    "ChangeForm",
    "CloseForm",
    "DecideForm",
    "HoursForm",
    "MoveForm",
    "OfferForm",
    "WaysForm",
    "WithdrawForm",
]
