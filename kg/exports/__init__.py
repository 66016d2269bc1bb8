"""The graph in other people's forms."""
