"""Scans to text, by OCR: pictures of pages → runs of characters → upright → lines, as of a printed PDF (rapidocr).

`reader` needs the extra; it is named, not imported, where files are read (`kejiting.text.scans`).
"""
