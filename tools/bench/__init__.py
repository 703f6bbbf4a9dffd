"""gireport beside the programs that people would use instead, measured in one run (`make bench`)."""
