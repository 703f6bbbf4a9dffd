"""The version: beside the code, since the metadata of a distribution takes longer to ask than a report to
convert.
"""

__version__ = "0.1.0"
