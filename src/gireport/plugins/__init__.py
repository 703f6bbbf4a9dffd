"""Plugins: the hooks, how plugins are found and guarded, and the registry that picks a format."""
