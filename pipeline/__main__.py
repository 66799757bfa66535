"""``python -m pipeline`` runs ``planrows``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
