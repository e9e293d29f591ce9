"""PDFs to text: lines put together, page furniture left out, paragraphs found by how the page is set."""

from kejiting.text.pdf.reader import PageNote, read_pdf, read_pdf_by_sight, read_pdf_file, read_pdf_with_notes

__all__ = ["PageNote", "read_pdf", "read_pdf_by_sight", "read_pdf_file", "read_pdf_with_notes"]
