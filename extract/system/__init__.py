"""Files, folders and paths of the operating system, used so that a hostile one does no harm."""
