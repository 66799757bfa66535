"""Large libraries are loaded as far as they are used, and stay whole for others."""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from extract import libraries
from extract.libraries import (
    PLAIN_IMPORTS,
    Lazy,
    import_package_later,
    lazy_modules,
    load_matchers,
    load_pebble,
    load_playa,
    may_replace,
    without_module,
)

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"


def test_a_lazy_module_is_executed_on_first_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lazily_imported.py").write_text("print('executed')\nvalue = 7\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with lazy_modules("lazily_imported"):
        module = importlib.import_module("lazily_imported")
    assert capsys.readouterr().out == ""
    assert module.value == 7
    assert capsys.readouterr().out == "executed\n"
    del sys.modules["lazily_imported"]


def run(code: str) -> str:
    """Run code in a new interpreter, where nothing is loaded yet."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_spacy_is_loaded_without_its_command_line_which_still_works() -> None:
    code = (
        "import sys; from extract.libraries import blank_english; nlp = blank_english()\n"
        "print(len(nlp('Two words')), 'spacy.cli' in sys.modules)\n"
        "import spacy.cli; print(spacy.cli.app.info.name)"
    )
    assert run(code).splitlines()[0] == "2 False"


def test_spacy_is_whole_after_its_matchers_were_loaded_by_themselves() -> None:
    code = (
        "import sys; from extract.libraries import blank_english, load_matchers; load_matchers()\n"
        "from spacy.matcher import PhraseMatcher; from spacy.vocab import Vocab\n"
        "from spacy.attrs import ORTH; from spacy.tokens import Doc\n"
        "vocab = Vocab(); names = PhraseMatcher(vocab, attr=ORTH)\n"
        "names.add('name', [Doc(vocab, words=['two', 'words'])])\n"
        "found = names(Doc(vocab, words=['of', 'two', 'words']))\n"
        "print([span[1:] for span in found], 'spacy' in sys.modules)\n"
        "nlp = blank_english(); nlp.add_pipe('sentencizer'); doc = nlp('One. Two.')\n"
        "import spacy; print(len(list(doc.sents)), type(doc) is spacy.tokens.Doc is Doc)\n"
        "print(len(spacy.matcher.PhraseMatcher(nlp.vocab)))"
    )
    assert run(code).splitlines() == ["[(1, 3)] False", "2 True", "0"]


def test_what_was_put_off_of_the_matchers_is_loaded_when_it_is_asked_for() -> None:
    code = (
        "from extract.libraries import blank_english, load_matchers; load_matchers()\n"
        "from spacy.matcher import Matcher, PhraseMatcher; from spacy.vocab import Vocab\n"
        "print(len(PhraseMatcher(Vocab(), attr='LOWER')))\n"
        "nlp = blank_english(); doc = nlp('Two words'); matcher = Matcher(nlp.vocab)\n"
        "matcher.add('two', [[{'LOWER': 'two'}]]); print([span[1:] for span in matcher(doc)])\n"
        "print(type(doc)(nlp.vocab).from_json(doc.to_json(), validate=True).text)\n"
        "try: matcher.add('no', [[{'NO SUCH KEY': 1}]])\n"
        "except Exception as error: print(type(error).__name__)"
    )
    assert run(code).splitlines() == ["0", "[(0, 1)]", "Two words", "MatchPatternError"]


def test_pools_are_loaded_without_asyncio() -> None:
    code = (
        "import sys; from extract.libraries import load_pebble; load_pebble()\n"
        "from pebble import ProcessPool; print('asyncio' in sys.modules)\n"
        "from pebble import asynchronous; print(asynchronous.thread.__module__)"
    )
    assert run(code).splitlines() == ["False", "pebble.asynchronous.thread"]


def test_word_lists_are_loaded_without_the_tokenizer_which_still_works() -> None:
    code = (
        "import sys; from extract.text.vocabulary import Vocabulary\n"
        "alone = {code: Vocabulary(code) for code in ('en', 'xx')}\n"
        "print(alone['en'].zipf('tolerance') > 4, alone['xx'].zipf('tolerance'))\n"
        "late = ('langcodes', 'ftfy', 'regex', 'wordfreq.tokens', 'wordfreq.util')\n"
        "print([name for name in late if name in sys.modules])\n"
        "from extract.text.vocabulary import _frequencies\n"
        "from wordfreq import get_frequency_dict, tokenize, zipf_frequency\n"
        "words, listed = _frequencies('en'), get_frequency_dict('en')\n"
        "words.expect(listed)\n"
        "same = all(words.get(word) == frequency for word, frequency in listed.items())\n"
        "print(same, zipf_frequency('2019-05', 'en'))\n"
        "print(_frequencies('de') is get_frequency_dict('de', 'best'))\n"
        "print(tokenize(\"l'heure\", 'fr'))\n"
        "import wordfreq.util; print(wordfreq.util.data_path() == wordfreq.DATA_PATH)"
    )
    assert run(code).splitlines() == [
        "True 0.0", "[]", "True 3.75", "True", "['l', 'heure']", "True",
    ]  # fmt: skip


def test_the_second_reading_loads_no_pandas() -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from extract.page.second_reading import SecondReader\n"
        f"cells = SecondReader(Path({str(PLAN)!r})).read(12)\n"
        "print(len(cells) > 6, 'pandas.core.frame' in sys.modules)\n"
        "late = ('camelot.parsers.stream', 'playa.data', 'urllib.request', 'ssl')\n"
        "print([name for name in late if name in sys.modules])\n"
        "import camelot; print(camelot.core.pd.DataFrame([[1, 2]]).shape)\n"
        "from camelot.parsers import Stream; print(Stream.__module__)\n"
        f"print(len(camelot.read_pdf({str(PLAN)!r}, pages='12', flavor='lattice')))\n"
        "import playa; print(playa.asobj(b'x'))\n"
        "import urllib.request; print(urllib.request.Request('http://a/').host)"
    )
    assert run(code).splitlines() == [
        "True False", "[]", "(1, 2)", "camelot.parsers.stream", "1", "x", "a",
    ]  # fmt: skip


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of modules that are imported before others of their names, and forgotten after."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = dict(sys.modules)
    yield tmp_path
    for name in sys.modules.keys() - before.keys():
        del sys.modules[name]
    sys.modules.update(before)


def test_parts_are_replaced_in_the_releases_that_were_tested(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed = importlib.metadata.version("pytest")
    monkeypatch.delenv(PLAIN_IMPORTS, raising=False)
    assert may_replace({"pytest": ("0.1", installed)})
    assert not may_replace({"pytest": ("0.1",)})
    assert not may_replace({"pytest": (installed,), "no-such-distribution": ("1",)})
    monkeypatch.setenv(PLAIN_IMPORTS, "1")
    assert not may_replace({"pytest": (installed,)})


def test_other_modules_are_executed_at_once_and_folders_are_packages(
    modules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (modules / "at_once.py").write_text("print('executed')")
    (modules / "bare_folder").mkdir()
    (modules / "bare_folder" / "inside.py").write_text("value = 7")
    with lazy_modules("bare_folder", "missing_module"):
        importlib.import_module("at_once")
        assert capsys.readouterr().out == "executed\n"
        assert importlib.import_module("bare_folder.inside").value == 7
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("missing_module")


def test_a_package_is_executed_when_it_is_used_and_only_once(
    modules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (modules / "outer" / "late").mkdir(parents=True)
    (modules / "outer" / "__init__.py").write_text("")
    (modules / "outer" / "late" / "__init__.py").write_text("print('executed')\nvalue = 7")
    (modules / "outer" / "late" / "part.py").write_text("value = 8")
    outer = importlib.import_module("outer")
    import_package_later("outer.late")
    assert importlib.import_module("outer.late.part").value == 8
    assert capsys.readouterr().out == ""
    assert outer.late.value == 7
    with pytest.raises(AttributeError, match=r"'outer\.late' has no attribute 'other'"):
        _ = outer.late.other
    assert capsys.readouterr().out == "executed\n"
    package = sys.modules["outer.late"]
    import_package_later("outer.late")
    assert sys.modules["outer.late"] is package


def test_a_module_is_missing_for_some_imports_only(modules: Path) -> None:
    (modules / "optional.py").write_text("value = 7")
    with without_module("optional"), pytest.raises(ModuleNotFoundError):
        importlib.import_module("optional")
    optional = importlib.import_module("optional")
    with without_module("optional"):
        pass
    assert sys.modules["optional"] is optional
    del sys.modules["optional"]
    with without_module("optional"):
        pass
    assert "optional" not in sys.modules


@pytest.mark.parametrize(
    ("loaded", "is_tested", "is_replaced"),
    [
        ((), True, True),
        ((), False, False),
        (("pebble",), True, False),
        (("asyncio",), True, False),
        (("pebble", "asyncio"), False, False),
    ],
)
def test_pools_are_loaded_whole_where_a_part_is_there_or_the_release_is_new(
    loaded: tuple[str, ...],
    modules: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_tested: bool,
    is_replaced: bool,
) -> None:
    (modules / "pebble.py").write_text("import sys; found = sys.modules.get('asyncio')")
    for name in ("pebble", "asyncio"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    for name in loaded:
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setattr(libraries, "may_replace", lambda _: is_tested)
    load_pebble()
    # The replacement of asyncio is there while pebble is imported, and not afterwards.
    found = getattr(sys.modules["pebble"], "found", None)
    assert isinstance(found, Lazy) is is_replaced
    assert ("asyncio" in sys.modules) == ("asyncio" in loaded)


@pytest.mark.parametrize(("is_tested", "found"), [(True, True), (False, False)])
def test_playa_is_loaded_without_its_export_in_a_tested_release(
    modules: Path, monkeypatch: pytest.MonkeyPatch, *, is_tested: bool, found: bool
) -> None:
    (modules / "playa").mkdir()
    (modules / "playa" / "__init__.py").write_text(
        "import sys; found = 'playa.data' in sys.modules"
    )
    for name in [one for one in sys.modules if one.partition(".")[0] == "playa"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(libraries, "may_replace", lambda _: is_tested)
    assert load_playa().found is found
    # Once it is there, nothing is imported.
    given = ModuleType("playa")
    monkeypatch.setitem(sys.modules, "playa", given)
    monkeypatch.setattr(libraries, "replaced_modules", None)
    assert load_playa() is given


@pytest.mark.parametrize("name", ["spacy", "spacy.matcher"])
@pytest.mark.usefixtures("modules")
def test_matchers_that_are_loaded_are_not_loaded_again(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in ("spacy", "spacy.matcher"):
        monkeypatch.delitem(sys.modules, loaded, raising=False)
    monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setattr(libraries, "may_replace", None)
    load_matchers()
    both = {"spacy", "spacy.matcher"}
    assert both & sys.modules.keys() == {name}


READ_ENCRYPTED = """
import io, sys
from extract.page import preload
late = [name for name in ("charset_normalizer", "cryptography") if name in sys.modules]
import pdfplumber, pikepdf, playa
from tests.fuzz.classics import grid
for revision, aes in ((3, False), (4, True), (6, True)):
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(grid())) as document:
        how = pikepdf.Encryption(owner="o", user="u", R=revision, aes=aes, metadata=aes)
        document.save(file, encryption=how)
    with pdfplumber.open(file, password="u") as first:
        own = first.pages[0].extract_text().split()
    second = playa.parse(file.getvalue(), password="u")
    others = "".join(text.chars for text in second.pages[0].texts).split()
    print(late, bool(own), sorted("".join(own)) == sorted("".join(others)))
"""


def test_page_readers_load_ciphers_when_a_file_needs_them() -> None:
    command = [sys.executable, "-c", READ_ENCRYPTED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[] True True"] * 3
