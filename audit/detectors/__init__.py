"""One file per detector: `audit/detectors/x.py` holds the detector `x`, `tests/cases/x.toml` its cases."""
