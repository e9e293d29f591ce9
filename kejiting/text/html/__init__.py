"""Saved web pages to text: the article found, what stands around it left out, its head kept as lines."""

from kejiting.text.html.reader import read_fragment, read_html, read_mht
