"""What plugin authors test their formats with: strategies, laws, a contract. Needs `gireport[testing]`."""
