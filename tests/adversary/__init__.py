"""Wrong facts that somebody tried to get past the checks, in edits that look honest: each with what became of it.

The attempts are data (`attempts/*.yml`; `reasons.yml` says why one passes); `replay` tries them on the real content.
`python -m tests.adversary [NAME …]` prints what each, or each of these, is met with.
"""
