"""Make a register of the bodies that a plan without an annex names."""
