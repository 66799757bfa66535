"""Large libraries are loaded as far as they are used, and stay whole for others."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from extract.libraries import lazy_modules

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
