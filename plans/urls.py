"""The addresses of plans."""

from django.urls import path

urlpatterns: list = []
