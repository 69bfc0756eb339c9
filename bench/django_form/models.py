"""The tables that the page touches, as in models/."""

from django.conf import settings
from django.db import models


class Authority(models.Model):
    name = models.TextField()
    duty_phone = models.TextField()


class Provider(models.Model):
    legal_name = models.TextField()
    people = models.ManyToManyField(settings.AUTH_USER_MODEL)


class Return(models.Model):
    authority = models.ForeignKey(Authority, models.PROTECT)
    provider = models.ForeignKey(Provider, models.PROTECT)
    title = models.TextField()
    state = models.TextField(default="draft")
    due_on = models.DateField()
    version = models.IntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    changed_at = models.DateTimeField(null=True)


class Answer(models.Model):
    of = models.ForeignKey(Return, models.PROTECT)
    key = models.TextField()
    status = models.TextField()
    value = models.IntegerField(null=True)
    reason = models.TextField(default="")
    expected_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = [  # noqa: RUF012  as Django’s documentation writes it
            models.UniqueConstraint(fields=["of", "key"], name="a_return_has_one_answer_a_key")
        ]
