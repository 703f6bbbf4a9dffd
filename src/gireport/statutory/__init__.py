"""The statutory layer: what the tables of the national form say."""
