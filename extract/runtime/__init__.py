"""Run page readers in worker processes, with limits of memory and time."""
