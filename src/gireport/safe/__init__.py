"""The guarded ways in and out: zip packages, XML, what kind a file is, and files written whole or not at all."""
