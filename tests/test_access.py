"""Every address of the site, tried as every role, against the table below.

A new address without a row fails: put its name under whom it welcomes, after some thought.
The table is written by hand on purpose: the code says what is, the table what should be.

An address with a number in it is asked for a record that does not exist: whoever is welcome gets
« not found », whoever is not gets « forbidden » or the door before anything is looked for. What
one may see *among* the records (one's own agreement, one's own grants) is held in each app.
The API answers 401 to whoever has no token, signed in or not: its own table is in `opendata`.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from phares.common.web.pages import can_be_read
from phares.config.handbook import addresses
from tests.cast import ROLES, VISITOR_NAME

EVERYONE = " ".join(ROLES)
SIGNED_IN = EVERYONE.replace(VISITOR_NAME, "")
KEEPER = "administrator"
LEADS = "administrator animator"
STEERS = f"{LEADS} co_manager"
CARES = f"{LEADS} technician"
TEAM = f"{CARES} receptionist accountant"
HOUSE = f"{TEAM} co_manager"
CONTACTS = "member_contact both_contact stranger mixed_keys"
INHABITANTS = f"{HOUSE} {CONTACTS} member_staff"

WELCOME: dict[str, str] = {
    EVERYONE: """
        portal:home portal:travel accounts:sign_in accounts:sign_out accounts:language
        accounts:openid_start accounts:openid_callback
        accounts:lost_password accounts:open_link accounts:use_link
        accounts:code accounts:recovery_code accounts:passkey
        directory:public_directory directory:public_organisation directory:public_logo
        premises:photo premises:photo_file
        events:public_events events:public_event events:mine
        reporting:reports reporting:report reporting:download
        web:error web:interface web:offline web:service_worker web:theme
        post:refuse post:mailbox post:letter post:as_sent
        health:health agenda:feed
        opendata:explained opendata:described
        opendata:organisations opendata:organisation opendata:spaces opendata:space
        opendata:availability opendata:bookings opendata:booking opendata:book opendata:cancel
    """,
    SIGNED_IN: """
        portal:arrive portal:mine portal:today portal:to_do portal:everything portal:find
        accounts:mine pricing:tariffs
        accounts:second_step accounts:add_authenticator accounts:add_passkey accounts:renew_codes
        accounts:download_codes accounts:rename_factor accounts:remove_factor
        accounts:own_card accounts:address accounts:drop_address
        accounts:end_session accounts:end_others post:mine post:choose
        accounts:tokens accounts:revoke_token
        accounts:join_outsider accounts:part_outsider accounts:speak_for accounts:leave_viewing
        privacy:mine privacy:export_mine privacy:ask privacy:take_back_consent
        privacy:take_back_quote privacy:hide_function
    """,
    INHABITANTS: """
        directory:organisations directory:organisation directory:logo
        directory:people directory:person
        directory:declarations directory:categories directory:lists directory:pole
        premises:overview premises:floor premises:space
        agenda:agenda agenda:feeds agenda:make agenda:withdraw
        bookings:day bookings:week bookings:place bookings:bookings bookings:booking
        bookings:rates bookings:allowance bookings:all_series bookings:series
        membership:associates governance:bodies projects:actions projects:partners library:quotes
        library:publications
        events:events events:event events:come events:give_up
        reporting:catalogue reporting:figures reporting:figure reporting:other_figures
    """,
    f"{HOUSE} {CONTACTS}": "premises:leases premises:lease",
    f"{KEEPER} {CONTACTS}": "accounts:ask_key",
    TEAM: "directory:organisation_history directory:person_history",
    HOUSE: "premises:works premises:works_page jobsharing:posts",
    f"{CARES} receptionist {CONTACTS} member_staff": """
        bookings:book bookings:move bookings:correct bookings:cancel bookings:come
        bookings:waits bookings:take_wait bookings:leave_wait
        bookings:book_series bookings:change_series
        bookings:cancel_series bookings:retry
    """,
    f"{CARES} receptionist": "bookings:absent bookings:honoured bookings:prepared",
    f"{LEADS} receptionist": """
        bookings:approve bookings:refuse bookings:answer
        events:register events:attendance events:sheet events:heads
    """,
    CARES: """
        premises:add_space premises:change_space premises:add_desk premises:close_space
        premises:add_photo premises:correct_photo premises:photo_up premises:photo_down
        premises:withdraw_photo
        premises:reopen_space premises:plan_works premises:start_works premises:finish_works
    """,
    STEERS: """
        reporting:prepare reporting:open reporting:text reporting:cover reporting:declare
        reporting:explain reporting:review reporting:reopen reporting:freeze
        governance:create governance:reword governance:give governance:correct governance:end
        governance:remove
    """,
    f"{STEERS} accountant funder mixed_keys": "funding:grants",
    f"{LEADS} {CONTACTS}": """
        directory:choose_logo directory:take_logo_away
        directory:edit_organisation directory:add_alias directory:introduce
        directory:correct_function directory:change_function directory:end_function
        directory:edit_person directory:declare
        directory:remove_alias directory:cite_claim directory:withdraw_claim
        directory:give_function
    """,
    LEADS: """
        directory:remind directory:welcome directory:add_link directory:unlink directory:enter
        directory:leave directory:correct
        directory:move_in directory:move_out directory:describe_pole
        directory:record_fact directory:strike_fact directory:state_text directory:correct_text
        directory:cite_context directory:withdraw_context
        directory:give_consent directory:withdraw_consent
        directory:add_category directory:rename_category directory:delete_category
        directory:raise_category directory:lower_category directory:add_public
        directory:duplicates directory:merge directory:tell_apart
        bookings:offer bookings:change bookings:withdraw bookings:cap bookings:hours
        bookings:close bookings:closures bookings:reopen
        bookings:add_rate bookings:correct_rate bookings:end_rate
        bookings:allowances bookings:add_allowance bookings:end_allowance
        directory:withdraw_public directory:add_territory directory:withdraw_territory
        audit:journal audit:removed audit:put_back privacy:register
        funding:new funding:move funding:correct
        library:note library:correct library:withdraw library:file
        events:plan events:correct events:announce events:hold events:reopen events:cancel
        events:add_session events:change_session events:drop_session
        events:note_cost events:remove_cost
        projects:tell projects:carry_on projects:reword projects:place projects:move_up
        projects:move_down projects:remove projects:take_part projects:withdraw_part
        projects:add_axis projects:reword_axis projects:remove_axis projects:remove_partnership
        projects:note_partnership projects:correct_partnership projects:end_partnership
        premises:open_place premises:add_floor premises:record_tenure
        premises:sign premises:renew premises:end premises:correct premises:withdraw_notice
        membership:admit membership:correct membership:leave
        membership:add_category membership:add_college membership:reword_category
        membership:end_category membership:reword_college membership:end_college
        pricing:add pricing:change pricing:correct pricing:end
        jobsharing:create jobsharing:reword jobsharing:assign jobsharing:correct jobsharing:end
        suitcases:home suitcases:receive suitcases:model suitcases:take suitcases:show
        suitcases:columns suitcases:meanings suitcases:refused suitcases:carry suitcases:undo
        suitcases:drop
    """,
    KEEPER: """
        accounts:users accounts:open accounts:user accounts:give_key accounts:take_back_key
        accounts:view_as accounts:join_person accounts:give_password accounts:close accounts:reopen
        accounts:invite accounts:invitations accounts:invite_again accounts:withdraw_invitation
        accounts:reset_factors
        accounts:key_requests accounts:accept_key_request accounts:refuse_key_request
        post:outgoing post:retry post:trial post:parameters post:set_parameter
        health:clock
        privacy:answer
        privacy:set_term privacy:due privacy:purge privacy:people privacy:file privacy:export
        privacy:erase privacy:account_file privacy:account_export privacy:account_erase
    """,
}
EXPECTED = {
    name: frozenset(roles.split()) for roles, names in WELCOME.items() for name in names.split()
}
ABSENT = 999_999_999
GIVEN: dict[str, object] = {
    "id": ABSENT,
    "pk": ABSENT,
    "key": ABSENT,
    "year": 2015,
    "status": 404,
    "code": "residents",
    "suffix": "csv",
    "size": "grande",
    "token": "absent",
    "kind": "absent",
    "person": ABSENT,
    "one": ABSENT,
    "other": ABSENT,
    "account": ABSENT,
    "form": "json",
    "wish": "correct",
}
"""What goes into an address, by the name of its part; `OF` says otherwise for one address."""
OF: dict[str, dict[str, object]] = {
    "reporting:text": {"year": 2015, "key": "intro"},
    "post:set_parameter": {"code": "mail.tries"},
}


def path_of(name: str, pattern: str) -> str:
    """The address, with a value in each of its parts."""
    parts = {part.rpartition(":")[2] for part in _between(pattern, "<", ">")}
    return reverse(name, kwargs=OF.get(name) or {part: GIVEN[part] for part in parts})


def _between(text: str, opening: str, closing: str) -> list[str]:
    return [piece.partition(closing)[0] for piece in text.split(opening)[1:]]


def outcome(response) -> str:
    """Welcome, forbidden, shown to the door, or a page that broke."""
    if response.status_code >= 500:
        return "broken"
    if response.status_code == 403:
        return "forbidden"
    to_the_door = response.status_code == 302 and response["Location"].startswith("/connexion/?")
    return "door" if to_the_door else "welcome"


def refusal(role: str) -> str:
    return "door" if role == VISITOR_NAME else "forbidden"


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(name for _path, name, _audience in addresses()) == sorted(EXPECTED)


@pytest.mark.any_base
def test_what_can_be_read_is_what_answers_to_a_reader(client_of):
    client, wrong = client_of(KEEPER), []
    client.raise_request_exception = False
    for pattern, name, _audience in addresses():
        path = path_of(name, pattern)
        if can_be_read(path) is (client.get(path).status_code == 405):
            wrong.append(name)
    assert wrong == []


WHATEVER_THE_BASE = [
    pytest.param(role, marks=() if role == KEEPER else pytest.mark.any_base) for role in ROLES
]


@pytest.mark.parametrize("role", WHATEVER_THE_BASE)
def test_every_address_as(role, client_of):
    client, wrong = client_of(role), {}
    client.raise_request_exception = False
    for pattern, name, _audience in addresses():
        expected = "welcome" if role in EXPECTED.get(name, ()) else refusal(role)
        found = outcome(client.get(path_of(name, pattern)))
        if found != expected:
            wrong[name] = f"{found}, should be {expected}"
    assert wrong == {}
