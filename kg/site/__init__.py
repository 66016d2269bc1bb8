"""A static site of the whole graph, which works from the file system: the pages of `kg serve`, saved with relative links.

requests.py   asks the application for a page, without a server
addresses.py  which addresses are saved, and under which names
rewriting.py  a page without what needs a server
writing.py    walks from page to page and writes them
"""

from __future__ import annotations

from kg.site.writing import SiteReport, write_site

__all__ = ["SiteReport", "write_site"]
