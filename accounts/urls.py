"""The addresses of accounts."""

from django.urls import path

urlpatterns: list = []
