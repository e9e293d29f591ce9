"""用户: people get a role by their group, and whoever has a role that edits may enter the administration."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.forms.models import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from kejiting.web.roles import ADMINISTRATOR, EDITOR

# What only a superuser gives: everything beyond the roles
BEYOND_ROLES = ("is_superuser", "user_permissions")

# Types name the model that these are for; at run time they take no such parameter by themselves
for base in (admin.ModelAdmin, admin.TabularInline, ModelForm, BaseInlineFormSet):
    base.__class_getitem__ = classmethod(lambda cls, _: cls)  # type: ignore[union-attr]

admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        beyond = () if request.user.is_superuser else BEYOND_ROLES
        return ("is_staff", *beyond, *super().get_readonly_fields(request, obj))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An administrator does not change a superuser: a new password would be a way to become one."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_delete_permission(request, obj)

    def save_related(self, request: HttpRequest, form: ModelForm[User], formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        person = form.instance
        person.is_staff = person.is_superuser or person.groups.filter(name__in=(EDITOR, ADMINISTRATOR)).exists()
        person.save(update_fields=["is_staff"])
