"""OFD files (GB/T 33190) to text: characters where they are drawn, put together as those of a PDF are."""

from kejiting.text.ofd.reader import read_ofd
