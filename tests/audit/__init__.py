"""Compare the locked dependencies with known vulnerabilities."""
