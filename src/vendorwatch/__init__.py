"""vendorwatch: who banned, allowed, picked or dropped which network vendor, each fact with its source."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendorwatch.api import Base, FilterError, Filters, open_base
    from vendorwatch.factbase.errors import FactBaseError

__version__ = "0.1.0"
__all__ = ["Base", "FactBaseError", "FilterError", "Filters", "__version__", "open_base"]


def __getattr__(name: str) -> Any:
    # Importing the package stays free of what only some of its users need.
    if name in ("Base", "FilterError", "Filters", "open_base"):
        from vendorwatch import api

        return getattr(api, name)
    if name == "FactBaseError":
        from vendorwatch.factbase.errors import FactBaseError

        return FactBaseError
    raise AttributeError(f"module 'vendorwatch' has no attribute {name!r}")
