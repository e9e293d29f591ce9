"""Where a person lands who has logged in: where they wanted to go, else at what their role asks first."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.urls import reverse

from kejiting.web.permission import MAY_ENTER


class HomeLoginView(LoginView):
    """GET, POST /login/."""

    redirect_authenticated_user = True

    def get_success_url(self) -> str:
        """Every page's link to the login leads back to it; who comes from the first page wanted nothing in particular."""
        asked = self.get_redirect_url()
        user = self.request.user
        return asked if asked not in {"", reverse("search")} or not isinstance(user, User) else home_of(user)


def home_of(user: User) -> str:
    """The queue of who enters letters; the overview of who reads."""
    return reverse("work" if user.has_perm(MAY_ENTER) else "overview")
