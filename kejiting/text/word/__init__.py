"""Word files to text, with the numbers that Word prints and does not store."""

from kejiting.text.word.reader import read_docx
