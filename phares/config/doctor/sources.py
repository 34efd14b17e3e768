"""Every domain that says what must hold of its data, by hand, from the ground up."""

from __future__ import annotations

from phares.activities.bookings import soundness as bookings
from phares.activities.events import soundness as events
from phares.common.audit import soundness as journal
from phares.common.documents import soundness as documents
from phares.common.notices import soundness as notices
from phares.common.parameters import soundness as parameters
from phares.common.pictures import soundness as pictures
from phares.cooperative.assets import soundness as assets
from phares.cooperative.premises import soundness as premises
from phares.kernel.soundness import Look
from phares.kernel.tongue import french
from phares.people.accounts import soundness as accounts
from phares.people.directory import soundness as directory
from phares.steering.privacy import soundness as privacy
from phares.steering.reporting import soundness as reporting

SOUNDNESS: tuple[tuple[str, Look], ...] = (
    (french("le journal"), journal.findings),
    (french("les documents gardés"), documents.findings),
    (french("le courrier"), notices.findings),
    (french("les délais"), parameters.findings),
    (french("les images"), pictures.findings),
    (french("les structures et les personnes"), directory.findings),
    (french("les comptes"), accounts.findings),
    (french("qui a quoi"), assets.findings),
    (french("les conventions et les fermetures"), premises.findings),
    (french("les salles attendues"), bookings.findings),
    (french("les rendez-vous"), events.findings),
    (french("les personnes effacées"), privacy.findings),
    (french("les bilans figés"), reporting.findings),
)
