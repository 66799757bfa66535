"""``python -m pipeline`` is ``planrows``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
