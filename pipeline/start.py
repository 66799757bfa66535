"""Start of the program: no module is imported from the current folder.

It comes before the command line. Until it runs, only packages of ours that hold no code have been
imported.
"""

# Even `pathlib` and `__future__` may be found in the current folder.

import _signal  # type: ignore[import-not-found] # built in: `signal` would import more
import os
import sys

if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    # Without a traceback, until `main` has imported what tells of an interrupt.
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
IS_INSTALLED = HOME in sys.path[1:]
"""Whether Python finds our packages by itself; the first place is that of the script."""
sys.path.insert(0, HOME)  # `extract` is this one, whatever the current folder holds

from extract.system.search_path import leave_current_folder  # noqa: E402 - after the path is cleaned

sys.path.remove(HOME)
leave_current_folder()


def main() -> None:
    """Run the command line (see `pipeline.cli.main`) until it ends, or a signal ends it."""
    flags = sys.flags
    if flags.ignore_environment and not flags.safe_path and IS_INSTALLED and os.name != "nt":
        # Processes of the standard library get the flags of this one, and not the environment.
        os.execv(sys.executable, [sys.executable, "-P", *sys.orig_argv[1:]])
    # Nothing watches our models, and the search for plugins, which reads the metadata of every
    # distribution, takes longer than the definition of all of them.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from pipeline.interruption import (
        Stopped,
        end_stopped,
        raise_if_stopping,
        stop_on_signals,
        tidy_up,
    )

    try:
        try:
            stop_on_signals()  # from now on: the imports of the command line take longest
            from pipeline.cli import main as run

            run()
        except Exception:
            raise_if_stopping()
            raise
        finally:
            tidy_up()
    except Stopped as stopped:
        end_stopped(stopped)
