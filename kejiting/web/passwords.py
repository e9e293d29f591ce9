"""Everybody sets their own password; one that an administrator gave is good for one thing, to set another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import PasswordChangeView, RedirectURLMixin
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from kejiting.models import InitialPassword, OwnOffice

# In the session of who logged in with a password that an administrator gave
HAS_INITIAL = "has_initial_password"


@receiver(user_logged_in)
def _note_initial_password(request: HttpRequest, user: User, **_: Any) -> None:
    """Asked once a login: whoever is given a new password loses their sessions, as Django has it."""
    if InitialPassword.objects.filter(person=user).exists():
        request.session[HAS_INITIAL] = True


class InitialPasswordMiddleware:
    """Middleware: lead whoever logged in with an initial password to the page that changes it; the API answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # nearly nobody has one: the addresses are looked up for those alone
        if request.path.startswith("/api/") or not request.session.get(HAS_INITIAL):
            return self.get_response(request)
        change = reverse("password_change")
        if request.path in {change, reverse("login"), reverse("logout"), reverse("display")}:
            return self.get_response(request)
        return HttpResponseRedirect(f"{change}?{urlencode({'next': request.get_full_path()})}")


class NewPasswordForm(PasswordChangeForm):
    def clean_new_password1(self) -> str:
        password: str = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError("新密码和现在的密码一样，请换一个。")
        return password


class OwnPasswordView(RedirectURLMixin, PasswordChangeView):
    """GET, POST /password/: set one's own password, then go on to where one wanted to go."""

    form_class = NewPasswordForm
    template_name = "registration/password.html"
    next_page = "search"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        office = OwnOffice.objects.filter(person=self.request.user.pk).first()
        return super().get_context_data(**context, is_initial=HAS_INITIAL in self.request.session, office=office)

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        answer = super().form_valid(form)
        InitialPassword.objects.filter(person=form.user).delete()
        self.request.session.pop(HAS_INITIAL, None)
        messages.success(self.request, "密码已改，下次请用新密码登录。")
        return answer
