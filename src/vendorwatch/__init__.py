"""vendorwatch: who banned, allowed, picked or dropped which network vendor, each fact with its source."""

__version__ = "0.1.0"
