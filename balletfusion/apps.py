"""Django's admin, with our own door."""

from django.contrib.admin.apps import AdminConfig


class StaffAdmin(AdminConfig):
    default_site = "balletfusion.staff.StaffSite"
