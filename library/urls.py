"""The addresses of library."""

from django.urls import path

urlpatterns: list = []
