"""svcctl: public-sector service contracts in China: payments, deadlines and their reasons."""

__version__ = "0.1.0"
