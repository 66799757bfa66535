"""Runs one stage of a plan.

Nothing of ours is imported here outside of it, for worker processes import this, too.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    from tests.pipeline.noting.one_stage import main

    main(Path(sys.argv[1]), sys.argv[2])
