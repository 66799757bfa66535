"""Run many plans in parallel, each independently of the others."""
