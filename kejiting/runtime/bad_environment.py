"""What is wrong with the environment, for whoever starts the program."""

from __future__ import annotations


class BadEnvironmentError(Exception):
    """One Chinese line that names the variable and what it may be; its value, unless it is a secret."""
