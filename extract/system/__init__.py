"""Use files, folders and paths of the operating system safely, even hostile ones."""
