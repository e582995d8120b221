#!/bin/sh
# From a bare Debian or Ubuntu to a running misstep; `sh tools/setup.sh help` says how.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
build=${BUILD:-build}
unavailable=69 # as in sysexits(3)

help() {
    cat <<'END'
sh tools/setup.sh VERB
  demo              builds misstep and runs configs/demo.yaml; the results are in demo-out/
  test              builds misstep and runs all tests; the last line counts them
  build             builds misstep: build/misstep (another folder: BUILD=folder)
  install-packages  installs what is missing to build and test; `install-packages ci` also what .ci/run needs
  ci                everything that is checked before a change goes in: .ci/run
  help              this

Missing packages are installed with apt-get, as root or by sudo where it asks no password. Where nothing is missing, nothing is
installed and no network is needed. WERROR=true makes warnings of the compiler errors, as CI does; a compiler newer than ours may
have warnings that we have not seen.
END
}

has_header() {
    printf '#include <%s>\n' "$1" | ${CC:-cc} -E -x c - >/dev/null 2>&1
}

# Prints the packages that are missing. It looks for the things themselves, so that other systems and own builds will do.
missing() {
    compiler=${CC:-cc}
    for pair in "${compiler%% *}:gcc" meson:meson ninja:ninja-build pkg-config:pkg-config python3:python3 \
        ${1:+clang:clang clang-format:clang-format git:git}; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || echo "${pair##*:}"
    done
    for pair in stdio.h:libc6-dev gmp.h:libgmp-dev cjson/cJSON.h:libcjson-dev yaml.h:libyaml-dev zlib.h:zlib1g-dev \
        zstd.h:libzstd-dev openssl/evp.h:libssl-dev curl/curl.h:libcurl4-openssl-dev sqlite3.h:libsqlite3-dev pcre2posix.h:libpcre2-dev flint/fmpz_mpoly.h:libflint-dev; do
        has_header "${pair%%:*}" || echo "${pair##*:}"
    done
    has_header flint/ca.h || missing_beside_flint
}

# FLINT 3 is one library. Before it, three more stood beside it; where libflint-dev is still to come, its version is asked for.
missing_beside_flint() {
    case $(apt-cache policy libflint-dev 2>/dev/null | sed -n 's/^ *Candidate: *//p') in
    [3-9]*) return ;;
    esac
    for pair in arb.h:libflint-arb-dev antic/nf.h:libantic-dev calcium/ca.h:libcalcium-dev; do
        has_header "${pair%%:*}" || echo "${pair##*:}"
    done
}

# What comes before apt-get for it to work; fails if nobody here may install.
as_root() {
    [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && echo 'sudo -n'; }
}

apt() {
    # shellcheck disable=SC2086 # $root is empty or two words
    $root env DEBIAN_FRONTEND=noninteractive apt-get "$@"
}

install_packages() {
    need=$(missing "${1:-}" | tr '\n' ' ')
    [ -n "$need" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1 || ! root=$(as_root); then
        echo "setup: please install these packages (Debian's names), then try again: $need" >&2
        exit $unavailable
    fi
    echo "setup: installing $need"
    apt update -qq || echo 'setup: apt-get update failed; trying with the lists at hand' >&2
    # shellcheck disable=SC2086 # $need is a list
    apt install -y -qq --no-install-recommends $need >/dev/null || true
    need=$(missing "${1:-}" | tr '\n' ' ')
    [ -z "$need" ] || { echo "setup: these packages could not be installed: $need" >&2 && exit $unavailable; }
}

# build TARGET...: without a target, the tests too
build() {
    install_packages
    [ -f "$build/build.ninja" ] || meson setup "$build" --buildtype=release -Dwerror="${WERROR:-false}"
    ninja -C "$build" "$@"
}

demo() {
    build misstep
    status=0
    "$build/misstep" run configs/demo.yaml -f || status=$?
    [ $status -le 1 ] || exit $status # 1: some lines were rejected, and the run says which
    echo
    echo 'Written:'
    find demo-out -type f | LC_ALL=C sort | while read -r file; do
        printf '%8d lines  %s\n' "$(wc -l <"$file")" "$file"
    done
    echo
    echo "Next: read configs/demo.yaml, which made them, and README.md; $build/misstep help names all verbs."
}

run_tests() {
    build
    rm -f "$build/meson-logs/testlog.json"
    status=0
    meson test -C "$build" --no-rebuild --print-errorlogs || status=$?
    python3 tests/tally.py "$build" || status=1
    exit $status
}

case ${1:-help} in
demo) demo ;;
test) run_tests ;;
build) build misstep ;;
install-packages) install_packages "${2:-}" ;;
ci) exec .ci/run ;;
help | -h | --help) help ;;
*)
    help >&2
    exit 64
    ;;
esac
