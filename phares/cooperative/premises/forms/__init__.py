"""What is asked for on the forms of the place."""

from phares.cooperative.premises.forms.leases import (
    CorrectLeaseForm,
    EndForm,
    LeaseForm,
    RenewForm,
    StayForm,
)
from phares.cooperative.premises.forms.photos import PhotoForm, PhotoWordsForm, words_initial
from phares.cooperative.premises.forms.places import (
    ChangeForm,
    CloseForm,
    DeskForm,
    FinishForm,
    FloorForm,
    LookForm,
    PlaceForm,
    ReopenForm,
    SpaceForm,
    StartForm,
    TenureForm,
    WorksForm,
    change_initial,
)

__all__ = [
    "ChangeForm",
    "CloseForm",
    "CorrectLeaseForm",
    "DeskForm",
    "EndForm",
    "FinishForm",
    "FloorForm",
    "LeaseForm",
    "LookForm",
    "PhotoForm",
    "PhotoWordsForm",
    "PlaceForm",
    "RenewForm",
    "ReopenForm",
    "SpaceForm",
    "StartForm",
    "StayForm",
    "TenureForm",
    "WorksForm",
    "change_initial",
    "words_initial",
]
