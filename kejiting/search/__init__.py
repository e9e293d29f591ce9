"""Search behind one door: what is put in, what is asked, what is answered. The index itself stands in `whoosh/`."""

from kejiting.search.entries import Document, Entry
from kejiting.search.errors import IndexLocked, IndexUnavailable
from kejiting.search.hits import MOST_VALUES, BaseScan, DocumentHits, FacetCount, Hit, Match, SearchResult
from kejiting.search.parse_query import parse_terms
from kejiting.search.properties import FACETS, NAMES, OF_DOCUMENTS, Properties, Property, properties, value_key
from kejiting.search.query import Filters, SearchQuery, SearchTerms, Sort
from kejiting.search.scanning import may_hold, scan
from kejiting.search.snippet import Snippet, cut_snippet, mark, mark_words, marked_html, snippet_html
from kejiting.search.whoosh.index import Draft, SearchIndex
