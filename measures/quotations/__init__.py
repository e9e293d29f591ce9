"""Passages of letters and plans as quoted on the pages of topics and cited documents, in their files and their API."""
