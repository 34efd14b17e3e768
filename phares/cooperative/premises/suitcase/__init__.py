"""What spreadsheets bring into the premises, and take out of them."""

from phares.cooperative.premises.suitcase.leases import LEASES
from phares.cooperative.premises.suitcase.photos import PHOTOS
from phares.cooperative.premises.suitcase.places import BUILDINGS, FLOORS, SITES, TENURES
from phares.cooperative.premises.suitcase.spaces import SPACES
from phares.cooperative.premises.suitcase.works import CLOSURES, WORKS

SETS = (SITES, BUILDINGS, TENURES, FLOORS, SPACES, LEASES, WORKS, CLOSURES, PHOTOS)
"""In the order in which an empty pole takes them."""

__all__ = ["SETS"]
