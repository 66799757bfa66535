"""What code may load is worked out from its source, in whatever way it names it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from pipeline.engine.import_closure import ImportClosure
from pipeline.engine.installed_versions import NONE, Installed
from pipeline.engine.store import Store
from pipeline.errors import CodeError

ENTRY = "pipeline.steps.entry"


def tree(folder: Path, **sources: str) -> Path:
    """Write packages of ours, each with modules ``one`` and ``two``, and an entry."""
    names = [f"{package}/{name}.py" for package in ("extract", "link") for name in ("one", "two")]
    files = dict.fromkeys([*names, "pipeline/steps/beside.py"], "") | {
        f"{package}/__init__.py": ""
        for package in ("extract", "link", "pipeline", "pipeline/steps")
    }
    files |= {f"{name.replace('__', '/')}.py": text for name, text in sources.items()}
    files |= {
        "pipeline/engine/source_facts.py": "",
        "pipeline/steps/templates/page.html": "<p>",
        "pipeline/steps/templates/inner/style.css": "p {}",
        "pipeline/steps/words.toml": "",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def reached(folder: Path, entry: str, store: Store | None = None) -> set[str]:
    """Return what an entry of this source leads to, its own packages apart."""
    home = tree(folder, pipeline__steps__entry=entry)
    files = {name for name, _ in ImportClosure(store, home).of([ENTRY]).files}
    own = {"pipeline/__init__.py", "pipeline/steps/__init__.py", "pipeline/steps/entry.py"}
    assert own <= files
    return files - own


ONE = {"extract/__init__.py", "extract/one.py"}
TEMPLATES = {"pipeline/steps/templates/page.html", "pipeline/steps/templates/inner/style.css"}
FOLDER = {*TEMPLATES, "pipeline/steps/words.toml"}
WAYS = {
    "import extract.one": ONE,
    "import extract.one as other": ONE,
    "from extract import one": ONE,
    "from extract.one import name": ONE,
    "from extract import name": {"extract/__init__.py"},
    "def f():\n    from extract.one import name": ONE,
    "class C:\n    def f(self):\n        import extract.one": ONE,
    "try:\n    import extract.one\nexcept ImportError:\n    import extract.two": {
        *ONE, "extract/two.py"
    },
    "from . import beside": {"pipeline/steps/beside.py"},
    "from .beside import name": {"pipeline/steps/beside.py"},
    "from ..steps import beside": {"pipeline/steps/beside.py"},
    "import importlib\nimportlib.import_module('extract.one')": ONE,
    "from importlib import import_module\nimport_module('extract.one')": ONE,
    "__import__('extract.one')": ONE,
    "START = 'extract.one'": ONE,
    "TYPE = 'extract.one:Name'": ONE,
    "RUN = 'import sys; from extract.one import main; main()'": ONE,
    "START = 'extract.nothing'": set(),
    "'''Says something of extract.one.'''": set(),
    "def f():\n    '''See extract.one.'''": set(),
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import extract.one": set(),
    "import typing as t\nif t.TYPE_CHECKING:\n    import extract.one\nelse:\n    import link.two": {
        "link/__init__.py", "link/two.py"
    },
    "from pathlib import Path\nF = Path(__file__).parent / 'templates'": TEMPLATES,
    "from pathlib import Path\nF = Path(__file__).with_name('words.toml').read_text()": {
        "pipeline/steps/words.toml"
    },
    "from pathlib import Path\nF = Path(__file__).absolute().parent.joinpath('templates/inner')": {
        "pipeline/steps/templates/inner/style.css"
    },
    "from pathlib import Path\nF = Path(__file__).parents[1] / 'steps/words.toml'": {
        "pipeline/steps/words.toml"
    },
    "from pathlib import Path\nROOT = Path(__file__).resolve().parents[2]": set(),
    "from pathlib import Path\nF = Path(__file__).resolve().parents[0] / 'words.toml'": {
        "pipeline/steps/words.toml"
    },
    "from pathlib import Path\nF = Path('words.toml')": set(),
    # A file of the module's folder, nobody knows which: all of them count.
    "from pathlib import Path\nF = Path(__file__).parent / NAME": FOLDER,
    "from pathlib import Path\nF = Path(__file__).parent // 'words.toml'": FOLDER,
    "from pathlib import Path\nF = Path(__file__).parent.joinpath('words.toml', NAME)": FOLDER,
    "from pathlib import Path\nF = Path('here').with_name('words.toml')": set(),
    "TEXT = 'What you import, or do not'": set(),
    "TEXT = b'extract.one'\nCOUNT = 5": set(),
    "import typing as t\nif not t.TYPE_CHECKING:\n    import extract.one": ONE,
    "if DEBUG:\n    import extract.one\nelse:\n    import link.two": {
        *ONE, "link/__init__.py", "link/two.py"
    },
    "'extract.one'.split('.')": ONE,
    "import os\nF = os.path.join(os.path.dirname(__file__), 'templates')": TEMPLATES,
    "import os\nF = os.path.join(os.path.dirname(os.path.realpath(__file__)), 'words.toml')": {
        "pipeline/steps/words.toml"
    },
    "import os\nF = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))": set(),
}  # fmt: skip


@pytest.mark.parametrize("source", WAYS)
def test_whatever_may_be_loaded_counts(source: str, tmp_path: Path) -> None:
    assert reached(tmp_path, source) == WAYS[source]


@pytest.mark.parametrize(
    "source",
    [
        "import importlib\ndef f(name): importlib.import_module(name)",
        "from importlib.resources import files",
        "import importlib.resources",
        "import pkgutil\npkgutil.get_data('pipeline', 'x')",
        "from jinja2 import PackageLoader\nPackageLoader('pipeline')",
        "exec('x = 1')",
        "HERE = __file__",
        "import importlib\nimportlib.import_module()",
        "import importlib\nimportlib.import_module(5)",
        "import importlib\nimportlib.import_module(name='extract.one')",
        "__import__(NAME)",
        "from importlib import resources",
        "import runpy",
        "import os\nF = os.path.basename(__file__)",
        "import os\nF = os.path.dirname(NAME, __file__)",
        "from pathlib import Path\nF = Path(__file__).name",
        "from pathlib import Path\nF = Path(__file__).parts[0]",
        "from pathlib import Path\nF = Path(__file__).parents[LEVEL]",
        "from pathlib import Path\nF = Path(__file__).parents['0']",
        "from pathlib import Path\nF = Path(__file__, 'words.toml')",
        "from pathlib import Path\nF = Path(__file__).relative_to('/')",
        "from pathlib import PosixPath\nF = PosixPath(__file__)",
        "from importlib import metadata\nmetadata.version('x')",
        "import os\nF = os.path.splitext(__file__)[0]",
        "from pathlib import Path\ndef f(name): return Path(__file__).with_name(name)",
        "from pathlib import Path\nF = Path(__file__).with_name('gone.toml')",
        "from importlib.metadata import version\nversion('x')",
    ],
)
def test_what_cannot_be_followed_is_reported(source: str, tmp_path: Path) -> None:
    home = tree(tmp_path, pipeline__steps__entry=source)
    assert ImportClosure(home=home).of([ENTRY]).unclear


@pytest.mark.parametrize(
    "source",
    [
        "import os\nNAME = os.sep\ndef f(name): return NAME + name",
        "from pathlib import Path\nHERE = Path(__file__).parent\nF = HERE / 'entry.py'",
        "DISTRIBUTIONS = ('a',)\nfrom importlib.metadata import version\nversion('a')",
        "OTHER = ('a',)\nimport json\njson.loads('a')",
        "import os\nF = os.path.join(NAME, 'words.toml')",
    ],
)
def test_what_can_be_followed_is_not_reported(source: str, tmp_path: Path) -> None:
    home = tree(tmp_path, pipeline__steps__entry=source)
    assert not ImportClosure(home=home).of([ENTRY]).unclear


def test_a_distribution_without_a_version_has_none(tmp_path: Path) -> None:
    for name in ("bare.egg-info", "full-1.2.egg-info"):
        (tmp_path / name).mkdir()
    found = Installed(path=[str(tmp_path)]).versions([], ["bare", "full", "absent"])
    assert found == {"absent": "none", "bare": "none", "full": "1.2"}


def test_libraries_and_versions_that_are_read(tmp_path: Path) -> None:
    source = "import os, pandas.api\nfrom yaml import x\nDISTRIBUTIONS = ('a-b', 'c')\n"
    found = ImportClosure(home=tree(tmp_path, pipeline__steps__entry=source)).of([ENTRY])
    assert found.libraries == {"pandas", "yaml"}
    assert found.distributions == {"a-b", "c"}


def test_a_module_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CodeError, match=r"module extract\.three is missing"):
        ImportClosure(home=tree(tmp_path)).of(["extract.three"])


def test_what_was_read_of_a_file_holds_for_its_content_only(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert reached(tmp_path, "import extract.one", store) == ONE
    assert store.recall("import-closure")["files"]
    assert reached(tmp_path, "import link.two", store) == {"link/__init__.py", "link/two.py"}
    assert reached(tmp_path, "import extract.one", store) == ONE


def test_what_is_kept_and_damaged_is_read_anew(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert reached(tmp_path, "import extract.one", store) == ONE
    (tmp_path / "store/known/import-closure.json").write_text("[1")
    assert reached(tmp_path, "import extract.one", store) == ONE


NAMES = [
    f"{package}.m{number}" for package in ("extract", "link", "pipeline") for number in range(4)
]
FORMS = ("import {0}", "from {1} import {2}", "def f():\n    from {0} import x", "N = '{0}'")


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(FORMS)), max_size=4),
    ),
    st.sampled_from(NAMES),
)
def test_a_closure_is_what_imports_lead_to(
    tmp_path_factory: pytest.TempPathFactory,
    graph: dict[str, list[tuple[str, str]]],
    entry: str,
) -> None:
    home = tree(
        tmp_path_factory.mktemp("graph"),
        **{
            name.replace(".", "__"): "\n".join(
                form.format(to, *to.split(".")) for to, form in graph.get(name, ())
            )
            for name in NAMES
        },
    )
    expected, left = set(), [entry]
    while left:
        if (name := left.pop()) not in expected:
            expected.add(name)
            left += [to for to, _ in graph.get(name, ())]
    found = {name for name, _ in ImportClosure(home=home).of([entry]).files}
    modules = {name for name in found if not name.endswith("__init__.py")}
    assert modules == {f"{name.replace('.', '/')}.py" for name in expected}
    assert found - modules == {f"{name.partition('.')[0]}/__init__.py" for name in expected}


def installed(folder: Path, **versions: str) -> Installed:
    """Lay out what an installer leaves: ``line`` needs ``cv``, and ``cv`` needs ``arrays``."""
    needs = {
        "Line_Finder": "Requires-Dist: open.CV>=4\nRequires-Dist: never; extra == 'x'\n",
        "open_cv": "Requires-Dist: arrays (>=2)\n\nRequires-Dist: never\n",
    }
    packages = {"Line_Finder": "finder/__init__.py,,\n", "open_cv": "cv2.abi3.so,,\n"}
    for name, version in {
        "Line_Finder": "1.0",
        "open_cv": "4.1",
        "arrays": "2",
        **versions,
    }.items():
        place = folder / f"{name}-{version}.dist-info"
        place.mkdir(parents=True)
        (place / "METADATA").write_text(f"Name: {name}\n{needs.get(name, '')}")
        (place / "RECORD").write_text(packages.get(name, f"{name}/__init__.py,,\n"))
    return Installed(path=[str(folder)])


def test_a_library_counts_with_what_it_needs(tmp_path: Path) -> None:
    found = installed(tmp_path, never="9").versions(["finder"])
    assert found == {"line-finder": "1.0", "open-cv": "4.1", "arrays": "2"}
    assert installed(tmp_path / "b", arrays="3").versions(["cv2"])["arrays"] == "3"


def test_a_library_that_is_not_there_counts_as_none(tmp_path: Path) -> None:
    assert installed(tmp_path).versions(["other"], ["more"]) == {"more": NONE, "other": NONE}


def test_what_is_kept_of_an_environment_holds_for_it_only(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for number in ("1", "2"):
        site = tmp_path / f"site{number}"
        installed(site, arrays=number)
        again = [Installed(store, [str(site)]).versions(["finder"])["arrays"] for _ in range(2)]
        assert again == [number, number]


def test_the_libraries_of_this_environment_are_found() -> None:
    found = Installed(path=sys.path).versions(["camelot", "PIL", "pdfminer", "pydantic"])
    assert {"camelot-py", "pillow", "pdfminer-six", "pydantic", "numpy"} <= set(found)
    assert NONE not in found.values()
