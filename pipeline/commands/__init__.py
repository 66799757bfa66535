"""The commands of the `planrows` program, one module each."""
