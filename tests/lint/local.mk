# See tests/README.md.
