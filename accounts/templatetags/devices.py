"""{{ user_agent|device_name }}: what a person calls it."""

from django import template

from accounts import devices

register = template.Library()
register.filter("device_name", devices.device_name)
