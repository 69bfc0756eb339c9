"""Every sentence that the conversation says by itself. Questions, reasons and limits have the words of their set."""

from collections.abc import Mapping
from typing import Final

FIRST: Final = "I am a form that understands plain words, not a person."
HOW: Final = (
    "I ask one question at a time and show you what I put. Nothing is sent until you press Send on the last page. "
    "Say “help” to see what else you can say."
)
WELCOME_BACK: Final = "Welcome back. {answered} of {of} answers are saved. We go on where you stopped."
DANGER: Final = "If somebody is in danger now, do not wait for this form."

# What was put

PUT: Final = "I put {value} for “{name}”."
PUT_STATE: Final = "I put “{name}” as: {value}"
PUT_SEVERAL: Final = "I put {list}."
PUT_ONE_OF: Final = "{value} for “{name}”"
KEPT_WORDS: Final = "I kept your words: “{words}”."
SAME_AS_IT_WAS: Final = "“{name}” stays {value}."
LEFT_AS_IT_WAS: Final = "I changed nothing in “{name}”."
LEFT_OPEN: Final = "“{name}” stays open."
LEFT_EMPTY: Final = "That is fine. “{name}” stays empty."
NO_DAY: Final = "That is fine. You can add the day later."
NO_WORDS: Final = "Thank you. It stays as it is."
CHANGED_BY: Final = "{who} changed “{name}” meanwhile: it is {value} now."
CHANGED_ELSEWHERE: Final = "You changed “{name}” elsewhere: it is {value} now."
TAKEN_OUT: Final = "not answered"

# Is that right?

PROPOSE: Final[Mapping[str, str]] = {
    "none beside a figure": "I read “{said}” as {value} for “{name}”. Is that right?",
    "repeats": "I read “{said}” as {value} for “{name}”. Is that right?",
    "signs": "I read “{said}” as {value} for “{name}”. Is that right?",
    "about": "I read “{said}” as {value} for “{name}”. Is that right?",
    "alias": "I took “{said}” to mean {value} for “{name}”. Is that right?",
    "elsewhere": "Shall I put {value} for “{name}”?",
    "instead": "“{name}” is {old}. Shall I change it to {value}?",
    "same": "Last time ({last_on}) “{name}” was {value}. Is it the same now?",
    "carried": "This is from your last return ({last_on}). {name}: {value}. Is that still right?",
    "question": "Is that your answer to “{name}”: {value}?",
    "danger": "Shall I put {value} for “{name}”?",
    "private": "I see what may be {private}. Please leave out whoever could be known by it. "
    "Shall I keep this for “{name}” all the same: {value}?",
    "meanwhile": "“{name}” was answered meanwhile: {old}. Shall I change it to {value}?",
    "move": "Is “{value}” your answer to “{name}”?",
}
IS_THAT_RIGHT: Final = " Is that right?"
I_READ: Final = "{value} for “{name}”:"
SOMEBODY: Final = "something that tells who a person is"
PROPOSE_SEVERAL: Final = "Did I read this right: {list}?"
PROPOSE_CARRIED: Final = "This is from your last return ({last_on}): {list}. Is that still right?"
WITH_WORDS: Final = "I would put {value} for “{name}”, with your words: “{words}”. Is that right?"
ONE_BY_ONE: Final = "Then one at a time."
YES_OR_NO: Final = "Please say yes or no, or tell me what it is."
YES_OR_NO_AGAIN: Final = "I still need a yes or a no."
OLD_BUTTON: Final = "That button belonged to something earlier, so I did nothing with it."
THEN_WHAT: Final = "I did not put that. Please tell me what it is."
LAST_TIME: Final = "Last time ({last_on}) it was {last}."
LAST_RETURN: Final = "last return"

# Asking

IT_IS_NOW: Final = "“{name}” is {value}. You can keep it or tell me another answer."
REMARK: Final = (
    "About “{name}” ({value}) the council wrote: “{words}”. You can change the answer, or reply in a few words."
)
RIGHT: Final = "You can say yes, explain in a few words, or change an answer."
CANNOT_BE: Final = "{say} Which answer shall we change?"
OPTION_WORDS: Final = "You chose “{option}”. Can you say what in a few words?"
SECOND_ROUND: Final = "We come back to what you put off."
DONE: Final = (
    "That is all I ask. On the next page you see all your answers and can change them. "
    "Only the button there sends them."
)
DONE_BUT: Final = "These are still open: {open}. You can answer them here, or look at everything on the next page."
AFTER_ALL: Final = (
    "There is nothing left to ask. You can say “change” and what to change, or “check my answers”.",
    "I did not find an answer in that. If you want to change something, name it, like “change {example}”.",
    "We are at the end. Press “Check my answers” to see everything together.",
    "I can do no more with that. “Help” shows what I understand, and “I want a person” leads to somebody.",
)

# When words fail

EMPTY: Final = "I did not get any words."
TOO_LONG: Final = "That is too long for me. Please say it in fewer words."
THIS_WAY: Final = "Let us try it this way. {enter}."
AGAIN_IN_WORDS: Final = "I did not get that either. You can say it in other words, or skip it."
LEAVE_IT: Final = "I still do not get it, and that is my fault. Shall we leave this for now, or do you want a person?"
PUT_OFF: Final = "I put “{name}” off, so that we get on. You can come back to it at any time."
NOT_TAKEN_OVER: Final = "Words are not taken over from last time. {enter} this time, or skip it."

# Moves

THANKS: Final = "Thank you, too."

SKIPPED: Final = "Left for now: “{name}”. It stays open."
NOTHING_BEFORE: Final = "There is nothing before this."
WHY: Final = "{why} {used}"
EXAMPLE: Final = "For example: {example}."
NO_EXAMPLE: Final = "A few words of your own are enough. {hint}"
SAID_SO_FAR: Final = "This is what I have so far."
SAID_NOTHING: Final = "Nothing is answered yet."
DUE: Final = "I show you what is due and when."
SAVED: Final = "Everything that I showed you as put is saved. Nothing is sent. You can come back at any time."
CHECK: Final = "Here are your answers to check. Only the button on that page sends them."
AGAIN: Final = "We go through it from the first question. Nothing is deleted: each answer stays until you change it."
PERSON: Final = "I tell your contact at {council} that you want to talk to a person, and where we are. {reach}"
REACH: Final = "You can also reach them yourself: {contact}."
NO_SUCH_ANSWER: Final = "I do not know which answer you mean by “{said}”. You can press one of these or use its name."
NONE_OF: Final = "None for “{name}”"
WHAT_IS_WRONG: Final = "Do you mean none here, or shall we change what I put before?"
NONE_HERE: Final = "Do you mean none here?"
WHICH_ANSWER: Final = "Which answer do you want to change?"
NOT_FOUND: Final = "I can’t find that in the guidance. A person can answer it: press “I want a person”."
FOUND: Final = "This is in the guidance, word for word."
IT_STAYS_OPEN: Final = (
    "That is fine. “{name}” stays open. If you don’t have the figure at all, tell me so: it then counts as answered."
)
HELP: Final = "You can answer in your own words, several answers at once if you like. You can also say:"
HELP_ROWS: Final = (
    ("back", "to the question before"),
    ("skip", "leave it for now"),
    ("change moved in to 11", "change any answer, by its name"),
    ("what have I said", "everything that is saved"),
    ("why", "why we ask, and what we do with it"),
    ("an example", "what an answer looks like"),
    ("we don’t have this figure", "say why, and it counts as answered"),
    ("same as last time", "for what has not changed"),
    ("what’s due", "what else the council waits for"),
    ("save and come back", "stop here and go on another day"),
    ("start again", "go through everything once more"),
    ("I want a person", "a message to your contact"),
    ("check my answers", "the last page, where you send"),
)

# Buttons

BUTTONS: Final[Mapping[str, str]] = {
    "yes": "Yes",
    "no": "No",
    "right": "Yes, that is right",
    "keep": "Keep it",
    "change": "Change",
    "change_named": "Change “{name}”",
    "answer_named": "Answer “{name}”",
    "skip": "Skip for now",
    "skip_words": "Go on without",
    "why": "Why?",
    "person": "I want a person",
    "check": "Check my answers",
    "answer_to": "No, it is for “{name}”",
}

PRIVATE: Final[Mapping[str, str]] = {
    "name": "a name",
    "initials": "initials",
    "date_of_birth": "a date of birth",
    "nhs_number": "an NHS number",
    "telephone": "a telephone number",
    "email": "an e-mail address",
    "postcode": "a postcode",
    "address": "an address",
}


def listed(parts: list[str]) -> str:
    """“a, b and c”."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
