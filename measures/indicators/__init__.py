"""Indicators: what figures count, kept by editors, with the figures in time and what they leave to be asked."""
