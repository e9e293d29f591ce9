"""What the site itself keeps of a person, beside what Django does."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models


class InitialPassword(models.Model):
    """初始密码: an administrator gave this person the password; whoever logs in with it has to set another one."""

    person = models.OneToOneField(User, models.CASCADE, primary_key=True, verbose_name="用户")

    class Meta:
        verbose_name = verbose_name_plural = "初始密码"

    def __str__(self) -> str:
        return str(self.person)
