"""What a small command loads, and what the model is built on."""

import subprocess
import sys

import grimp
import pytest

# Each takes longer to load than everything `qualcode --help` does.
HEAVY = {
    "lxml",
    "numpy",
    "openpyxl",
    "regex",
    "spacy",
    "spacy_lookups_data",
    "sqlalchemy",
    "sqlite3",
    "textual",
    "yaml",
}


def loaded_by(program: str) -> set[str]:
    """Names of the top-level modules in a fresh Python after `program`."""
    report = "import sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=True
    )
    return set(run.stderr.split())


@pytest.mark.parametrize(
    "program",
    [
        "import qualcode.cli",
        "from qualcode.cli import main; assert main(['--help']) == 0",
        "from qualcode.cli import main; assert main(['--version']) == 0",
        "from qualcode.cli import main; assert main(['no-such-command']) == 2",
        "import qualcode.readers.txt, qualcode.readers.captions, qualcode.readers.spoken_json",
        "import qualcode.readers; assert '.pdf' in qualcode.readers.formats()",
    ],
)
def test_a_small_command_loads_nothing_heavy(program: str) -> None:
    loaded = loaded_by(program)

    assert "qualcode" in loaded
    assert not loaded & HEAVY


def test_the_model_needs_only_the_standard_library() -> None:
    graph = grimp.build_graph("qualcode", include_external_packages=True, cache_dir=None)
    model = {"qualcode.model", *graph.find_descendants("qualcode.model")}

    imported = {name for module in model for name in graph.find_modules_directly_imported_by(module)}

    assert {name.partition(".")[0] for name in imported} <= {"qualcode", *sys.stdlib_module_names}
