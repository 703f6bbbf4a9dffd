"""Safe input and output: packages and XML under limits, kinds of files, complete output files."""
