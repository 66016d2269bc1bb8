"""Claims in tables, the same way in every language: a language says only which words heads are made of."""

from kg.extract.tables.mentions import figures_of_titles, table_mentions
from kg.extract.tables.wording import TableWords

__all__ = ["TableWords", "figures_of_titles", "table_mentions"]
