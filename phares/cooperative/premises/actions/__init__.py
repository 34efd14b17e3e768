"""What is done to the place: building it, letting it, working on it."""

from phares.cooperative.premises.actions.corrections import correct_lease, withdraw_notice
from phares.cooperative.premises.actions.leases import (
    end_lease,
    end_leases_of,
    renew_lease,
    sign_lease,
    void_lease,
)
from phares.cooperative.premises.actions.photos import (
    add_photo,
    correct_photo,
    forget_in_photos,
    shift_photo,
    withdraw_photo,
)
from phares.cooperative.premises.actions.places import (
    add_desk,
    add_floor,
    add_space,
    change_space,
    open_site,
    raise_building,
    record_tenure,
    withdraw_state,
)
from phares.cooperative.premises.actions.works import (
    close_space,
    finish_works,
    plan_works,
    reopen_space,
    start_works,
)

__all__ = [
    "add_desk",
    "add_floor",
    "add_photo",
    "add_space",
    "change_space",
    "close_space",
    "correct_lease",
    "correct_photo",
    "end_lease",
    "end_leases_of",
    "finish_works",
    "forget_in_photos",
    "open_site",
    "plan_works",
    "raise_building",
    "record_tenure",
    "renew_lease",
    "reopen_space",
    "shift_photo",
    "sign_lease",
    "start_works",
    "void_lease",
    "withdraw_notice",
    "withdraw_photo",
    "withdraw_state",
]
