"""The findings of one check, for tests."""

from __future__ import annotations

from gireport.statutory import check


def found(report, code, **options):
    return [one for one in check(report, **options) if one.code == code]
