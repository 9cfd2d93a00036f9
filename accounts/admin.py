"""Accounts in the admin: who signs in, and what they may do. Bodies and whereabouts are not shown here."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts.actions.devices import sign_people_out
from accounts.actions.entries import keep_entries
from accounts.actions.teaching import save_person
from accounts.models import Consent, User


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Nobody is deleted here: that would leave the files they brought in. Make an account inactive instead.

    Nor comes anybody in as somebody else: the password and the address of who is there are theirs to change.

    Who wants to go deletes their account on the page of their data, with all that belongs to it.
    """

    list_display = ("email", "is_active", "is_teacher", "is_staff", "date_joined", "last_login")
    list_filter = ("is_active", "is_teacher", "is_staff")
    search_fields = ("email",)
    ordering = ("email",)
    date_hierarchy = "date_joined"
    readonly_fields = ("date_joined", "last_login", "welcomed_at")
    fieldsets = (
        (None, {"fields": ("email",)}),
        (_("Preferences"), {"fields": ("units", "time_zone", "week_start", "theme", "teaches_as")}),
        (
            _("What they may do"),
            {"fields": ("is_active", "is_teacher", "is_staff", "is_superuser", "groups")},
        ),
        (_("When"), {"fields": ("date_joined", "last_login", "welcomed_at")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)
    filter_horizontal = ("groups",)
    actions = ("make_teacher", "no_longer_teacher", "sign_out")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """A code to sign in goes to the address. Rights are given by who has them all."""
        fixed = [] if obj is None else ["email"]
        rights = [] if request.user.is_superuser else ["is_staff", "is_superuser", "groups"]
        return [*super().get_readonly_fields(request, obj), *fixed, *rights]

    def user_change_password(self, request, id, form_url=""):
        raise PermissionDenied

    def save_model(self, request, obj, form, change):
        save_person(person=obj, changed=form.changed_data)

    @admin.action(description=_("Make teacher"), permissions=["change"])
    def make_teacher(self, request, queryset):
        changed = queryset.filter(is_teacher=False)
        keep_entries(by=request.user, rows=changed, saying="Made a teacher.")
        n = changed.update(is_teacher=True)
        self.message_user(request, _("%(n)d may film and publish classes from now on.") % {"n": n})

    @admin.action(description=_("No longer a teacher"), permissions=["change"])
    def no_longer_teacher(self, request, queryset):
        """Their classes stay: staff find them in the studio."""
        changed = queryset.filter(is_teacher=True)
        keep_entries(by=request.user, rows=changed, saying="No longer a teacher.")
        n = changed.update(is_teacher=False)
        self.message_user(request, _("%(n)d may no longer; their classes stay as they are.") % {"n": n})

    @admin.action(description=_("Sign out everywhere"), permissions=["change"])
    def sign_out(self, request, queryset):
        keep_entries(by=request.user, rows=queryset, saying="Signed out everywhere.")
        n = sign_people_out(queryset)
        self.message_user(request, _("%(n)d devices are signed out.") % {"n": n})


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin):
    list_display = ("user", "kind", "version", "given_at", "withdrawn_at")
    list_filter = ("kind",)
    search_fields = ("user__email",)
    readonly_fields = ("user", "kind", "version", "given_at", "withdrawn_at")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """What was agreed to, and when, is for its person alone to take back."""
        return False
