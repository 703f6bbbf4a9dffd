"""The house style as data, for the writers of all formats."""

from .gbt9704 import GBT9704
from .given import Style, house
from .house import ROLES, Font, House, Page, Role, TableStyle, TextStyle

__all__ = [
    "GBT9704",
    "ROLES",
    "Font",
    "House",
    "Page",
    "Role",
    "Style",
    "TableStyle",
    "TextStyle",
    "house",
]
