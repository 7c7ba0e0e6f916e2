"""The version of the program, apart from the package so that no module needs the package for it."""

__version__ = "0.1.0"
