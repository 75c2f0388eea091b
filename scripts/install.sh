#!/usr/bin/env bash
# Installs the Debian packages that `make run`, `make check` or `make bench` needs and that are missing.
# Idempotent and without prompts; needs root or sudo only when something is missing.
# Usage: scripts/install.sh run|check|bench
set -euo pipefail

purpose=${1:?usage: scripts/install.sh run|check|bench}
root=$(cd "$(dirname "$0")/.." && pwd)
log=$root/build/install.log

major=$("${PG_CONFIG:-pg_config}" --version 2>/dev/null | sed -nE 's/^PostgreSQL ([0-9]+).*/\1/p') || true
major=${major:-15}

wanted=(g++ make ca-certificates curl xz-utils procps libpugixml-dev nlohmann-json3-dev
        "postgresql-$major" "postgresql-server-dev-$major" "postgresql-$major-cron")
[ "$purpose" = check ] && wanted+=(cmake git perl libgtest-dev libipc-run-perl clang-14 libclang-rt-14-dev
                                   "postgresql-$major-pgtap" "postgresql-$major-plpgsql-check"
                                   mmdebstrap debian-archive-keyring gpg mount docker-compose python3-yaml)
[ "$purpose" = bench ] && wanted+=(python3 python3-lxml python3-psycopg2)

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=()
for package in "${wanted[@]}"; do installed "$package" || missing+=("$package"); done
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "This script knows Debian only; please install the equivalents of: ${missing[*]}" >&2
    exit 1
fi
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

mkdir -p "$root/build"
run_logged() { "$@" >>"$log" 2>&1 </dev/null || { tail -n 30 "$log" >&2; echo "failed: $* (see $log)" >&2; exit 1; }; }
apt() {
    run_logged as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 -o APT::Sandbox::User=root "$@"
}

# We bring our own server: Debian's package must not create and start a system cluster along the way.
hold=/etc/postgresql-common/createcluster.d/handelsregister-install.conf
if ! installed "postgresql-$major"; then
    as_root mkdir -p "${hold%/*}"
    echo 'create_main_cluster = false' | as_root tee "$hold" >/dev/null
    trap 'as_root rm -f "$hold"' EXIT
fi

echo "installing ${#missing[@]} Debian packages: ${missing[*]}"
apt update
apt install "${missing[@]}"
