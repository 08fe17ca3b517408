"""Everything that takes bytes from strangers, under random ones: hypothesis in the tests, atheris by `python -m fuzz`."""
