"""What is asked for on the forms of bookings."""

from phares.activities.bookings.forms.booking import BookForm, ChangeForm, DecideForm, MoveForm
from phares.activities.bookings.forms.offers import CloseForm, HoursForm, OfferForm

__all__ = [
    "BookForm",
    "ChangeForm",
    "CloseForm",
    "DecideForm",
    "HoursForm",
    "MoveForm",
    "OfferForm",
]
