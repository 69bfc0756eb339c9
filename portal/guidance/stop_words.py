"""Words of a question that say nothing about what it is about. Apostrophes are left out: “don’t” is “dont”."""

from typing import Final

_WORDS: Final = """
a about actually again all also am an and any anybody anyone anything are arent as ask asked asking at be
because been before being between but by can cannot cant could couldnt count counted counting counts day days
did didnt difference different do does doesnt doing dont each either else even ever every exactly explain find
for from get give go going got had has hasnt have havent having he hello help her here hers hey hi him his how
i id if ill im in into is isnt it its ive just know let like look made make many may maybe me mean meaning
means meant might mine more most much must my need needs no not now of off okay on one only or other our ours
out over please put read really said same say says shall she should shouldnt show so some somebody someone
something sorry such tell than thank thanks that thats the their theirs them then there theres these they
theyre thing things think this those though time times to today too understand up us use very want was wasnt
way we well were weve what whats when where which while who whom whose why will with wont word words work
would wouldnt write writing yes yet you youd your youre yours
"""
STOP_WORDS: Final = frozenset(_WORDS.split())
