"""What is asked for on the forms of bookings."""

from phares.activities.bookings.forms.answer import AnswerForm
from phares.activities.bookings.forms.booking import (
    BookForm,
    CancelForm,
    ChangeForm,
    DecideForm,
    MoveForm,
)
from phares.activities.bookings.forms.offers import (
    CapForm,
    CloseForm,
    HoursForm,
    OfferForm,
    WaysForm,
    WithdrawForm,
)
from phares.activities.bookings.forms.series import (
    CancelSeriesForm,
    ChangeSeriesForm,
    SeriesForm,
)

__all__ = [
    "AnswerForm",
    "BookForm",
    "CancelForm",
    "CancelSeriesForm",
    "CapForm",
    "ChangeForm",
    "ChangeSeriesForm",
    "CloseForm",
    "DecideForm",
    "HoursForm",
    "MoveForm",
    "OfferForm",
    "SeriesForm",
    "WaysForm",
    "WithdrawForm",
]
