"""PDFs to text: lines put together, page furniture left out, paragraphs found by how the page is set."""

from kejiting.text.pdf.reader import read_pdf
