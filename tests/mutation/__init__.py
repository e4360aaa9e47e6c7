"""Mutation testing of the fact checks: damage the real content in every way the rules should notice, and see which do.

`mutants` says what a damaged place is; `words`, `facts`, `evidence` and `rest` make them; `bench` tries one as the
command would; `report` counts; `operators.yml` names each operator's rules and what it must at least achieve.
"""
