"""The SPARQL 1.1 Protocol: what a request asks, in which form it is answered, by whom.

protocol.py     a request as an operation
formats.py      media types of tables and graphs
answering.py    queries to workers, updates to a process of their own
description.py  what the endpoint says of itself
"""
