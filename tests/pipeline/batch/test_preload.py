"""What the process that workers are forked from has loaded."""

import subprocess
import sys

LOADED = (
    "great_expectations", "pandas", "pyarrow.parquet", "rdflib", "scipy.optimize", "spacy",
    "xlsxwriter",
)  # fmt: skip
"""Libraries whose import takes a tenth of a second or more, each in every first plan."""
LISTS = """
from wordfreq import get_frequency_dict
from expectations.rules.lexicon import lexicon
from extract import libraries
print(get_frequency_dict.cache_info().currsize)
print(lexicon.cache_info().currsize)
print(libraries._make_blank_english.cache_info().currsize)
"""


def test_libraries_and_word_lists_are_loaded_before_workers_are_forked() -> None:
    code = (
        "import sys, threading, pipeline.batch.preload\n"
        f"print(sorted(set({LOADED!r}) - sys.modules.keys()))\n{LISTS}"
        "print(threading.active_count())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["[]", "1", "1", "1", "1"]
