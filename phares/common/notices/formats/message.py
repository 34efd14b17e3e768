"""The message that leaves: one notice, or several of a kind grouped together, in their frame."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from phares.common.notices.models import Notice
from phares.common.notices.queries import token_of
from phares.kernel.spaces import spaced, spaced_text
from phares.kernel.tongue import say

RULE = "\n\n* * *\n\n"


def message_of(batch: Sequence[Notice]) -> EmailMultiAlternatives:
    """Ready to be sent, with both parts and the headers that a machine reads."""
    first = batch[0]
    with translation.override(first.language):
        subject = subject_of(batch)
    message = EmailMultiAlternatives(
        subject,
        text_of(batch),
        settings.MAIL_SENDER,
        [first.to_address],
        headers=_headers(batch),
    )
    message.attach_alternative(html_of(batch), "text/html")
    calendars = [notice.calendar for notice in batch if notice.calendar]
    for number, calendar in enumerate(calendars, 1):
        name = "invitation.ics" if len(calendars) == 1 else f"invitation-{number}.ics"
        message.attach(name, calendar, _calendar_type(calendar))
    return message


def _calendar_type(calendar: str) -> str:
    """What a calendar is asked to do stands in the type too (RFC 6047, section 2.4)."""
    method = calendar.partition("\nMETHOD:")[2].partition("\r")[0]
    return f"text/calendar; method={method}; charset=utf-8"


def subject_of(batch: Sequence[Notice]) -> str:
    if len(batch) == 1:
        return batch[0].subject
    return spaced_text(say("{kind} : {count}", kind=batch[0].of_kind.together, count=len(batch)))


def text_of(batch: Sequence[Notice]) -> str:
    first = batch[0]
    with translation.override(first.language):
        end = [spaced_text(str(first.of_kind.why))]
        if url := refusing_url(first):
            end += [spaced_text(say("Ne plus recevoir ces courriers :")) + f"\n{url}"]
    bodies = RULE.join(notice.text for notice in batch)
    return "\n".join([bodies, "", "-- ", *end, ""])


def html_of(batch: Sequence[Notice]) -> str:
    first = batch[0]
    with translation.override(first.language):
        context = {
            "language": first.language,
            "subject": subject_of(batch),
            "bodies": [mark_safe(notice.html) for notice in batch],  # made by our own template
            "why": first.of_kind.why,
            "refusing_url": refusing_url(first),
            "sender": parseaddr(settings.MAIL_SENDER)[0],
        }
        return spaced(render_to_string("notices/mail/frame.html", context))


def refusing_url(notice: Notice) -> str:
    """Where one refuses this kind without signing in; nothing when it cannot be refused."""
    if not notice.of_kind.refusable:
        return ""
    path = reverse("post:refuse", args=[token_of(notice.to_address, notice.kind)])
    return settings.SITE_URL + path


def message_id(batch: Sequence[Notice]) -> str:
    """The same each time the same is sent: whoever gets it twice can tell."""
    keys = "\n".join(sorted(notice.key for notice in batch))
    domain = parseaddr(settings.MAIL_SENDER)[1].rpartition("@")[2] or "localhost"
    return f"<{sha256(keys.encode()).hexdigest()[:40]}@{domain}>"


def _headers(batch: Sequence[Notice]) -> dict[str, str]:
    headers = {"Message-ID": message_id(batch), "Auto-Submitted": "auto-generated"}
    if url := refusing_url(batch[0]):
        headers |= {
            "List-Unsubscribe": f"<{url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers
