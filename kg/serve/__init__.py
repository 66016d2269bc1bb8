"""The explorer in a browser, the SPARQL endpoint and the data behind every IRI of the graph.

app.py         the application: routes, middleware, errors
config.py      what a server is started with
choice.py      the language and light that the reader chose
access.py      who may change something
errors.py      errors as pages and as data
states.py      the store as it is now, for as long as a request takes
frame.py       a page in the frame that all share
links.py       IRIs of the graph as addresses of this server, and back
guard.py       what every request and every answer has to keep to
running.py     the server on a port
warming.py     what the first reader would wait for
pages/         one module a page, each with its `routes`
"""

from __future__ import annotations

from kg.serve.app import create_app
from kg.serve.config import Config
from kg.serve.links import Links

__all__ = ["Config", "Links", "create_app"]
