"""The documentation site: which pages it has, the reference that is generated, and how it is built."""
