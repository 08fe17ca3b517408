"""The installed version, read from the package's own metadata."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("translation-audit")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0+uninstalled"
