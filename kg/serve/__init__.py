"""The explorer in a browser, the SPARQL endpoint and the data behind every IRI of the graph."""
