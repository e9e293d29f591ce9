"""用户: people get a role by their group, and whoever has a role that edits may enter the administration."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.templatetags import admin_list
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, QuerySet
from django.db.models.functions import Concat
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.forms.models import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from kejiting.models import InitialPassword
from kejiting.web.parameters import LONGEST_SEARCH
from kejiting.web.people import full_name, person_name
from kejiting.web.roles import AUDITOR, ROLES, set_staff
from proposals.pages.kept_admin import KeptRow

# What only a superuser gives: everything beyond the roles, and that of auditors
BEYOND_ROLES = ("is_superuser", "user_permissions")

# Types name the model that these are for; at run time they take no such parameter by themselves
for base in (admin.ModelAdmin, admin.TabularInline, ModelForm, BaseInlineFormSet, AdminPasswordChangeForm):
    base.__class_getitem__ = classmethod(lambda cls, _: cls)  # type: ignore[union-attr]

# Words, where Django has pictures with English descriptions
admin_list._boolean_icon = {True: "是", False: "否", None: "未知"}.__getitem__  # type: ignore[attr-defined]
# Rows between two tables have no names of their own: a person that is deleted leads to theirs
for through, name, other in (
    (User.groups.through, "角色", "group"),
    (User.user_permissions.through, "个人的权限", "permission"),
):
    through._meta.verbose_name = through._meta.verbose_name_plural = name
    through.__str__ = lambda row, other=other: str(getattr(row, other))  # type: ignore[method-assign,misc]


def _log_deletions(_: admin.ModelAdmin[Any], request: HttpRequest, queryset: QuerySet[Any]) -> list[LogEntry]:
    """Log each by itself: several at once are written past the signal by which the audit hears of them."""
    person = request.user.pk or 0
    return [entry for row in queryset for entry in LogEntry.objects.log_actions(person, [row], DELETION)]


def _bounded_search(
    self: admin.ModelAdmin[Any], request: HttpRequest, queryset: QuerySet[Any], search_term: str
) -> tuple[QuerySet[Any], bool]:
    return _search(self, request, queryset, search_term[:LONGEST_SEARCH])


_search = admin.ModelAdmin.get_search_results
admin.ModelAdmin.get_search_results = _bounded_search  # type: ignore[method-assign]
admin.ModelAdmin.log_deletions = _log_deletions  # type: ignore[method-assign,assignment]
admin.site.unregister((User, Group))


class GivenPasswordForm(AdminPasswordChangeForm[User]):
    """There is no other way to log in than by a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["usable_password"]


@admin.register(User)
class PersonAdmin(KeptRow, UserAdmin[User]):
    history_route = "account_history"
    change_password_form = GivenPasswordForm
    list_display = ("username", "full_name", "email", "is_staff")
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("username", "new_password")}),
        ("姓名和邮箱", {"fields": ("last_name", "first_name", "email")}),
        ("角色和权限", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("时间", {"fields": ("last_login", "date_joined")}),
    )

    @admin.display(description="姓名", ordering=Concat("last_name", "first_name"))
    def full_name(self, person: User) -> str:
        return full_name(person)

    @admin.display(description="密码")
    def new_password(self, person: User) -> str:
        """Only a way to set another one: how it is kept is nothing to look at."""
        return format_html('<a href="{}">设置新密码</a>', reverse("admin:auth_user_password_change", args=[person.pk]))

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **options: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        """Boxes to tick; of the rights those that any role has."""
        options["widget"] = CheckboxSelectMultiple
        if db_field.name == "user_permissions":
            codenames = frozenset().union(*ROLES.values())
            options["queryset"] = Permission.objects.filter(codename__in=codenames).select_related("content_type")
        elif not request.user.is_superuser:
            options["queryset"] = Group.objects.exclude(name=AUDITOR)
        return super().formfield_for_manytomany(db_field, request, **options)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        answer = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == 302 and id != str(request.user.pk):
            InitialPassword.objects.get_or_create(person_id=int(id))
        return answer

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            InitialPassword.objects.create(person=obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        beyond = () if request.user.is_superuser else BEYOND_ROLES
        return ("is_staff", "new_password", *beyond, *super().get_readonly_fields(request, obj))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Who manages people changes neither superusers nor auditors: a new password would be a way to become one."""
        return not _is_above(obj, request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return not _is_above(obj, request) and super().has_delete_permission(request, obj)

    def save_related(self, request: HttpRequest, form: ModelForm[User], formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        set_staff(form.instance)


def _is_above(person: User | None, request: HttpRequest) -> bool:
    """Has this account what only a superuser gives?"""
    if person is None or request.user.is_superuser:
        return False
    return person.is_superuser or person.groups.filter(name=AUDITOR).exists()


@admin.register(Group)
class RoleAdmin(admin.ModelAdmin[Group]):
    """For reading: what a role may do stands in the table of `roles`, to which every start returns."""

    list_display = ("name", "rights")
    fields = ("name", "rights", "people")

    @admin.display(description="权限")
    def rights(self, role: Group) -> str:
        return "、".join(map(str, role.permissions.select_related("content_type"))) or "阅读和检索"

    @admin.display(description="有这个角色的人")
    def people(self, role: Group) -> str:
        return "、".join(map(person_name, role.user_set.all())) or "还没有"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False
