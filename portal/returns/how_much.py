"""`/questions/how-much-we-ask/`: the rule of how long a return is and how often it is asked, for everybody to read."""

from flask import Blueprint, render_template

from forms import library
from forms.burden import burden
from forms.proportion import RHYTHMS, in_short, table
from portal.clock import now
from portal.tailoring.work import one_off_answers

bp = Blueprint("how_much", __name__, url_prefix="/questions")


@bp.get("/how-much-we-ask/")
def index() -> str:
    """The table in words, an example for each tier, and what each set asks of whom."""
    proportion = table()
    newest = {found.key: found for found in library.all()}.values()
    return render_template(
        "returns/how_much.html",
        tiers=proportion.tiers,
        examples={words.key: in_short(words.example.facts) for words in proportion.tiers},
        often=[(proportion.risks[risk], RHYTHMS[rhythm]) for risk, rhythm in proportion.often.items()],
        single=table().single_questions_a_year,
        singly=one_off_answers.asked_singly(now()),
        sets=[(found, RHYTHMS[found.rhythm], burden(found.key, found.version)) for found in newest],
    )
