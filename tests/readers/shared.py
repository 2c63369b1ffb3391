"""The real files that lie beside the repository where they exist; none of them is part of it."""

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

needs_shared_data = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not there")
