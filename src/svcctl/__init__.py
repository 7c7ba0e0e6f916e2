"""svcctl: public-sector service contracts in China, their payments, deadlines and the reasons for them."""

__version__ = "0.1.0"
