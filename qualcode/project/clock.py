"""The time that changes are recorded under."""

from datetime import UTC, datetime


def now() -> str:
    """The present moment in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def today() -> str:
    """The present day in UTC, ISO 8601."""
    return now()[:10]
