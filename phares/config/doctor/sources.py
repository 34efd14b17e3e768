"""Every domain that says what must hold of its data, by hand, from the ground up."""

from __future__ import annotations

from phares.common.audit import soundness as journal
from phares.common.documents import soundness as documents
from phares.common.pictures import soundness as pictures
from phares.cooperative.assets import soundness as assets
from phares.cooperative.premises import soundness as premises
from phares.kernel.soundness import Look
from phares.people.accounts import soundness as accounts
from phares.people.directory import soundness as directory
from phares.steering.reporting import soundness as reporting

SOUNDNESS: tuple[tuple[str, Look], ...] = (
    ("le journal", journal.findings),
    ("les documents gardés", documents.findings),
    ("les images", pictures.findings),
    ("les structures et les personnes", directory.findings),
    ("les comptes", accounts.findings),
    ("qui a quoi", assets.findings),
    ("les conventions et les fermetures", premises.findings),
    ("les bilans figés", reporting.findings),
)
