"""Readers of untrusted files in a process of their own, bounded in time and memory (see `run`)."""
