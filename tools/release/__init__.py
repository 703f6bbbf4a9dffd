"""Making a release: wheels and sdists, the bill of materials, notes, checksums."""
