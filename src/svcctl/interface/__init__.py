"""svcctl from Python: a store is opened to be read, and answers in typed values that never change."""

from svcctl.interface.store import Refused, Store, open_store

__all__ = ["Refused", "Store", "open_store"]
