"""One page: shows the form, stores it, refuses a version that somebody else has overtaken."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from bench.django_form.forms import SeriousEvents
from bench.django_form.models import Answer, Return

FIELDS = ["status", "value", "reason", "expected_on", "by", "at"]
PLACES = (("Home", "/"), ("Returns", "/returns/"), ("Your organisation", "/profile/"), ("People", "/people/"))


@login_required
def page(request: HttpRequest, return_id: int) -> HttpResponse:
    visible = Return.objects.select_related("authority", "provider").filter(provider__people=request.user)
    ret = get_object_or_404(visible, pk=return_id)
    if request.method == "POST":
        form = SeriousEvents(request.POST)
        if form.is_valid():
            if store(ret, form, int(request.POST["version"]), request.user.pk):
                return redirect(request.path)
            return shown(request, ret, form, status=409)
        return shown(request, ret, form)
    answers = list(Answer.objects.filter(of=ret))
    return shown(request, ret, SeriousEvents(initial=initial(answers)), answered=len(answers))


def shown(
    request: HttpRequest, ret: Return, form: SeriousEvents, *, answered: int = 0, status: int = 200
) -> HttpResponse:
    navigation = [{"text": text, "href": href, "current": href == "/returns/"} for text, href in PLACES]
    words = {"form": form, "return": ret, "navigation": navigation, "answered": answered}
    return render(request, "page.html", words, status=status)


def initial(answers: Iterable[Answer]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for answer in answers:
        key = answer.key
        found |= {key: answer.value, f"{key}.why": answer.reason, f"{key}.when": answer.expected_on}
    return found


def store(ret: Return, form: SeriousEvents, version: int, by: int) -> bool:
    """Whether the answers were stored: not when somebody changed the return since `version`."""
    now = datetime.now()  # noqa: DTZ005  Django’s clock with USE_TZ off
    with transaction.atomic():
        mine = Return.objects.filter(pk=ret.pk, version=version, state="draft")
        if not mine.update(version=version + 1, changed_by=by, changed_at=now):
            return False
        rows = [Answer(of=ret, key=key, by_id=by, at=now, **values) for key, values in form.answers().items()]
        Answer.objects.bulk_create(rows, update_conflicts=True, unique_fields=["of", "key"], update_fields=FIELDS)
    return True
