"""svcctl: public-sector service contracts in China: payments, deadlines and their reasons.

`svcctl.open_store()` reads a store from Python; see docs/python.md.
"""

TYPE_CHECKING = False  # as type checkers take it; importing typing would double what a start costs
if TYPE_CHECKING:
    from svcctl.interface import Refused, Store, open_store
    from svcctl.version import __version__

__all__ = ["Refused", "Store", "__version__", "open_store"]


def __getattr__(name: str) -> object:
    """What the package offers, loaded when it is asked for: each command imports the package too."""
    if name == "__version__":
        from svcctl.version import __version__

        return __version__
    if name in __all__:
        from svcctl import interface

        found: object = getattr(interface, name)
        return found
    raise AttributeError(f"module 'svcctl' has no attribute {name!r}")
