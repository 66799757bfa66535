"""``python -m pipeline`` runs ``planrows``."""

from pipeline.start import main

if __name__ == "__main__":
    main()
