"""Make a draft the adopted edition: complete its card, and carry decisions over to it."""
