"""Libraries are replaced in part in tested releases only, and whole ones give the same results."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from expectations.suites import library
from extract import libraries
from extract.libraries import PLAIN_IMPORTS, Releases, may_replace
from extract.parser import fast_page
from extract.pdf import lattice
from extract.pdf.page_reader import PageReader
from pipeline.validate import check_process
from tests.pipeline.small_project import make_project, small_pdf

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"
PACKAGES = {"extract", "normalize", "link", "expectations", "pipeline"}
REPLACED = {
    "pebble": libraries.PEBBLE_RELEASES,
    "playa": libraries.PLAYA_RELEASES,
    "wordfreq": libraries.WORDFREQ_RELEASES,
    "pytesseract": libraries.PYTESSERACT_RELEASES,
    "pandas": check_process.RELEASES,
    "spaCy": libraries.SPACY_RELEASES,
    "Great Expectations": library.RELEASES,
    "camelot": lattice.RELEASES,
    "playa's glyphs": lattice.GLYPH_RELEASES,
    "fast pages": fast_page.RELEASES,
}


@pytest.mark.parametrize("releases", REPLACED.values(), ids=REPLACED)
def test_the_locked_releases_are_tested_ones(releases: Releases) -> None:
    """Else everything is imported whole, which is right and slow."""
    locks = ("requirements.lock", "requirements-dev.lock")  # the second has the extras, too
    lock = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in locks)
    for name, known in releases.items():
        pinned = re.findall(rf"(?m)^{name.replace('.', '[.-]')}==(\S+)", lock)
        assert pinned, name
        assert set(pinned) <= set(known)


def test_parts_are_replaced_in_tested_releases_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLAIN_IMPORTS, raising=False)
    monkeypatch.setattr("importlib.metadata.version", {"one": "1.2", "two": "3"}.__getitem__)
    assert may_replace({"one": ("1.1", "1.2"), "two": ("3",)})
    assert not may_replace({"one": ("1.1", "1.2"), "two": ("3.1",)})
    assert not may_replace({"one": ("1.20",)})


def test_nothing_is_replaced_of_a_library_that_is_not_installed() -> None:
    assert not may_replace({"no-such-distribution": ("1",)})


def test_nothing_is_replaced_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLAIN_IMPORTS, raising=False)
    assert all(map(may_replace, REPLACED.values()))
    monkeypatch.setenv(PLAIN_IMPORTS, "1")
    assert not any(map(may_replace, REPLACED.values()))


@pytest.mark.parametrize("is_tested", [True, False])
@pytest.mark.parametrize(
    ("module", "load", "name", "optional"),
    [
        (libraries, libraries.load_pytesseract, "pytesseract", "pandas"),
        (check_process, check_process.load_pandas, "pandas", "pyarrow"),
    ],
    ids=["pytesseract", "pandas"],
)
def test_an_optional_library_is_left_out_in_a_tested_release(
    module: ModuleType,
    load: Callable[[], object],
    name: str,
    optional: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_tested: bool,
) -> None:
    code = f"import sys; is_left_out = sys.modules.get({optional!r}, 1) is None"
    (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    for known in (name, optional):
        monkeypatch.setitem(sys.modules, known, ModuleType(known))
        del sys.modules[known]
    monkeypatch.setattr(module, "may_replace", lambda _: is_tested)
    load()
    assert sys.modules[name].is_left_out is is_tested
    assert optional not in sys.modules


def test_other_releases_of_the_parser_read_pages_of_pdfplumber(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(PLAIN_IMPORTS, raising=False)
    fast = PageReader(PLAN).page(12)
    monkeypatch.setattr("importlib.metadata.version", lambda _: "0.1")
    reader = PageReader(PLAN)
    plain = reader.page(12)
    assert isinstance(fast, fast_page.FastPage)
    assert not isinstance(plain, fast_page.FastPage)
    assert [{key: char[key] for key in fast.chars[0]} for char in plain.chars] == fast.chars
    reader.forget()


CORE = """
import json, sys
from pathlib import Path
from extract.page.page_worker import read_and_cross_check
from extract.libraries import blank_english, load_matchers
pages = [repr(read_and_cross_check(Path(sys.argv[1]), number)) for number in (12, 13)]
load_matchers()
from spacy.attrs import ORTH
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab
vocab = Vocab()
names = PhraseMatcher(vocab, attr=ORTH)
names.add("name", [Doc(vocab, words=["two", "words"])])
found = [span[1:] for span in names(Doc(vocab, words=["of", "two", "words"]))]
nlp = blank_english()
nlp.add_pipe("sentencizer")
text = "Of Art. 3(b), e.g. states' re-entry. Next sentence."
sentences = [[word.text for word in sentence] for sentence in nlp(text).sents]
from extract.text.vocabulary import Vocabulary
words = [Vocabulary(code).zipf(word) for code in ("en", "fr") for word in ("re-entry", "pour")]
put_off = ("spacy.cli", "pandas.core.frame", "wordfreq.tokens")
replaced = [name for name in put_off if name not in sys.modules]
from expectations.suites.checkpoint import run_checkpoint
from expectations.suites.parts import parts_of
from link.tables import records_of
from tests.expectations.plans import linked
records = dict(records_of(linked()))
first, *rest = records["matrix"]
wrong = {"area_id": "area-9.9", "lead_bodies": "SOMTC; NOBODY", "lead_bodies_printed": ""}
records["matrix"] = (first.model_copy(update=wrong), *rest)
failures = [repr(failure) for failure in run_checkpoint(parts_of(records))]
sources = "great_expectations.datasource.fluent.sql_datasource"
replaced += [sources] * (sources not in sys.modules)
print(json.dumps({"results": [pages, found, sentences, words, failures], "replaced": replaced}))
"""


def read_core(plain: bool) -> dict[str, list[object]]:
    environment = {key: value for key, value in os.environ.items() if key != PLAIN_IMPORTS}
    environment |= {PLAIN_IMPORTS: "1"} if plain else {}
    done = subprocess.run(
        [sys.executable, "-c", CORE, str(PLAN)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, list[object]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_whole_libraries_give_the_same_results() -> None:
    replaced, whole = read_core(plain=False), read_core(plain=True)
    assert len(replaced["replaced"]) == 4
    assert whole["replaced"] == []
    assert all(replaced["results"])
    assert whole["results"] == replaced["results"]


@pytest.mark.slow
def test_a_plan_is_published_the_same_by_whole_libraries(tmp_path: Path) -> None:
    published = []
    for name, plain in (("replaced", ""), ("whole", "1")):
        project = make_project(tmp_path / name)
        environment = {key: value for key, value in os.environ.items() if "PLANROWS" not in key}
        environment |= {"PLANROWS_PROJECT": str(project), PLAIN_IMPORTS: plain}
        pdf = small_pdf(project / "plan.pdf")
        for arguments in (["add", str(pdf), "--id", "plan"], ["run", "plan"]):
            subprocess.run(
                [sys.executable, "-m", "pipeline", *arguments],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                check=False,
            )
        files = sorted((project / "outputs" / "plan").rglob("*.csv"))
        published.append({file.name: file.read_bytes() for file in files})
    assert published[0]
    assert published[0] == published[1]


def names_of_ours(path: Path) -> set[str]:
    """The modules of this project that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or ".")
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] in PACKAGES}


def test_the_fast_parser_stands_alone() -> None:
    """It can be offered to others: it imports pdfminer.six, pdfplumber and its own modules."""
    modules = list((ROOT / "extract" / "parser").glob("*.py"))
    assert len([path for path in modules if path.name.startswith("fast_")]) == 3
    own = {f"extract.parser.{path.stem}" for path in modules}
    assert set().union(*map(names_of_ours, modules)) <= own


def test_each_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in extras for one in extras[name])]
    declared = {re.split(r"[^\w.-]", one)[0].lower().replace("_", "-") for one in wanted}
    distributions = importlib.metadata.packages_distributions()
    undeclared = {}
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in {name.split(".")[0] for name in names} - sys.stdlib_module_names:
                owners = {one.lower().replace("_", "-") for one in distributions.get(name, [])}
                if name not in PACKAGES and not owners & declared:
                    undeclared[name] = str(path.relative_to(ROOT))
    assert undeclared == {}
