"""Every reason for which an act is refused, as the room reads it.

Refusals are few: only what would make the record false. Everything else is a hint.
"""

from __future__ import annotations

from typing import Final

REFUSALS: Final[dict[str, str]] = {
    # numbers and names
    "no_such_number": "There is no {number} in this record.",
    "no_such_person": "There is no person {person} in this record.",
    "no_such_party": "There is no party {party} here. Parties: {parties}.",
    "name_taken": "{name} is already in the room list. Add an initial or a unit.",
    "alternate_of_whom": "Not for {name}: one stands in for a member of one's own party, and not twice over.",
    # session
    "not_started": "The session has to be started first.",
    "started": "This session has already started.",
    "only_reading": "This is for reading only; {key} takes the session up again.",
    "stopped": "This session was stopped: {reason}. It can be taken up again with a new sitting.",
    "no_sitting": "No sitting is open. Open one first, so the record says who was here.",
    "sitting_open": "The sitting of {date} is still open. Close it first.",
    "sitting_back": "The last sitting was on {date}. The next one cannot be before it.",
    "already_here": "{name} is already here.",
    "not_here": "{name} is not here now.",
    "terms_frozen": "A consensus check is open. Terms and room list stay as they are until it is closed.",
    # issue
    "no_question": "There is no question yet. Write one first.",
    "already_ok": "{party} has already said this wording is good enough.",
    # interests, options, standards
    "already_shared": "{party} has already said {number} is theirs too.",
    "not_shared": "{party} has not said {number} is theirs.",
    "own_interest": "{number} is {party}'s own. The other parties tick it when they share it.",
    "no_rewording": "{number} is not reworded here. A proposal gets a new version; results stay as they are.",
    "no_setting_aside": "{number} is not set aside here. A proposal is withdrawn; results stay as they are.",
    "no_moving": "{number} keeps its place. Lists of what people said can be put in order; results stay.",
    "other_list": "{number} and {before} stand in two lists. An item moves in its own.",
    "already_linked": "{option} already says it serves {interest}.",
    "not_linked": "{option} does not say it serves {interest}.",
    "combine_two": "Combining needs at least two options.",
    "not_combined": "{number} was not made by combining, so there is nothing to take apart.",
    "not_live": "{number} is {state}. Bring it back first.",
    "is_live": "{number} has not been set aside.",
    "already_agreed": "{party} has already agreed to {number}.",
    # proposals and checks
    "wording_same": "These are the words of {proposal} v{version} already.",
    "not_worded": "{proposal} is a draft to improve. Enter its exact words before asking anyone.",
    "not_read": "{proposal} v{version} has not been read aloud. Read it word for word, then ask.",
    "withdrawn": "{proposal} was withdrawn: {reason}.",
    "check_open": "{check} is open. Close it first.",
    "check_closed": "{check} is closed. Ask again in a new check.",
    "no_deciders": "Nobody in this room decides by these terms. Seat someone who decides first.",
    "not_asked": "{name} is not asked in {check}: {why}.",
    "unknown_level": "{level} is not an answer on this scale. Answers: {levels}.",
    "no_slips": "The terms here do not use private slips. Opening is where that is agreed.",
    "slips_too_few": "{party} has {here} here. Of fewer than {fewest}, no slip is private; answer by name.",
    "has_answered": "{name} has answered, and that stands. A changed answer is entered while they are here.",
    "slips_or_names": "{party} answers {other} in this check. One party answers one way.",
    "slips_all_in": "Every slip of {party} is in.",
    "not_hidden": "The answers of {check} are shown already.",
    "other_words": "{proposal} says something else. Give its own words, or leave the proposal out.",
    "due_past": "{due} is over already. Give a date to come.",
    "is_decided": "{number} stands as {decision} and is not asked again. A change is a new proposal.",
    "fallback_first": "One party decides only after a check without agreement on {proposal} v{version}.",
    "fallback_none": "The terms say: without consensus, {fallback}. {party} does not decide alone here.",
    "fallback_used": "{decision} was decided by one party on these words, and refused. Word it anew first.",
    "broken_off": "{check} was broken off, and stays as it is. Ask again in a new check.",
    # caucus
    "in_caucus": "{party} is in caucus already.",
    "not_in_caucus": "{party} is not in caucus.",
    # timer and keyboard
    "no_timer": "No timer is running.",
    "at_keyboard": "{name} is at the keyboard already.",
    "keyboard_known": "{name} is known to have the keyboard; only the first one is named afterwards.",
    # closing
    "already_done": "{number} is already done.",
    "minutes_same": "These minutes have been read back, and nothing has changed since.",
    "not_the_page": "The page given for {number} is not how this record reads. Leave the page out, and it is "
    "worded from the record.",
    # follow-up
    "day_ahead": "{on} is still to come. A follow-up is written down once it has happened.",
    "no_such_move": "{decision} is {state}; this cannot be said of it now.",
    "not_waited_for": "{decision} does not wait for {who}.",
    "already_said": "{who} has already said yes to {decision}.",
    "answered_then": "{name} answered in {check}. To change an answer, ask again in a new check.",
    "only_temperature": "{check} was a temperature check and decided nothing, so nothing is added to it.",
    "not_later": "{by} does not replace {decision}: it takes a later decision that stands.",
    # attesting
    "page_attested": "{number} is attested: it and what came before it stay as they are. "
    "A correction is a new page that names it.",
    "newer_page": "{number} has been followed by {newer}. Attest that page.",
    "page_differs": "{number} and the entries before it do not say the same. Read the page back anew first.",
    "attests_not": "{name} does not attest {number}. Each co-chair does, and each further party's lead.",
    "both_cochairs": "Text is taken out by two co-chairs of two parties together.",
    "nothing_to_redact": "Entry {entry} holds no working text to take out.",
    "redact_words": "Entry {entry} holds that text as a name, as terms or as exact words, which stay.",
    "redact_breaks": "Without the text of entry {entry}, later entries would no longer make sense.",
    "on_attested_page": "The text of entry {entry} is on {number}, which is attested and stays.",
    "no_dissent": "{name} did not dissent from {decision}, so there is no minority statement to add.",
    "draft_page": "{number} is a draft still; only an attested page is replaced by name.",
    "except_what": "Accurate except: say what, in words. Otherwise it is accurate, or not yet.",
    # undo
    "nothing_to_undo": "There is nothing to take back.",
    "nothing_to_redo": "There is nothing to bring back.",
    "not_past_recovery": "This record was recovered from a damaged file. What was entered before that, up to "
    "entry {after}, is not taken back: what followed it may be missing.",
    # files from elsewhere
    "unknown_act": "This program does not know the act {act}. It may come from a newer version.",
    "unknown_part": "{act} says something this program does not know: {what}. It may come from a newer "
    "version.",
    "newer_edition": "This session was begun by the rules of a newer version (edition {edition}).",
    "bad_act": "{act} cannot be read: {fault}.",
    "recovered_elsewhere": "Entry {entry} says it was recovered, and does not stand where that was.",
    "time_ahead": "{at} has not come yet. An act is entered once it happened.",
    "time_back": "{at} is before the last entry of this record ({last}). Entries only go forward in time.",
}
