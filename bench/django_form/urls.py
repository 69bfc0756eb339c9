"""The one address."""

from django.urls import path

from bench.django_form.views import page

urlpatterns = [path("returns/<int:return_id>/serious_events", page)]
