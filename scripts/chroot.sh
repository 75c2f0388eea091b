#!/usr/bin/env bash
# Debian roots for `make check` on other PostgreSQL majors than the installed one. Made once, by mmdebstrap from the machine's
# own package source, and kept while the list of packages stays the same. What is mounted into a root is mounted in a namespace
# of one command and vanishes with it, together with every process that the command left. Needs root.
#
# Sourced after cluster.sh, for chroot_refusal, chroot_make and chroot_run.

# The folder of a major: root/ is the system, build/ takes the place of the checkout's, since objects must not be mixed.
chroot_home() { echo "$stage/debian/$1"; }

chroot_suite() {
    case $1 in
        15) echo bookworm ;;
        17) echo trixie ;;
        18) echo forky ;;
        *) echo "no Debian release is known for PostgreSQL $1" >&2; return 1 ;;
    esac
}

chroot_packages() {
    echo "postgresql-$1 postgresql-$1-cron postgresql-$1-pgtap g++ make perl libipc-run-perl libpugixml-dev" \
        "nlohmann-json3-dev curl procps nodejs python3-pydantic"
}

# Prints why no root can be made or entered here; nothing where it can.
chroot_refusal() {
    if [ "$(id -u)" != 0 ]; then echo "a Debian root needs root: sudo make check MAJORS=$1"
    elif ! unshare --mount --pid --ipc --fork true 2>/dev/null; then echo "namespaces are not allowed here"
    elif ! command -v mmdebstrap >/dev/null; then echo "mmdebstrap is missing (scripts/install.sh check)"
    fi
}

# The archive that this machine takes its own Debian from.
chroot_archive() {
    local release
    # shellcheck source=/dev/null
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
        awk -v release="$release" '($1 == release || $1 ~ /^(old)?stable$/) && $2 == "main" { print $3; exit }'
}

# Headers without their package, which would bring a whole clang along; unpacked, it is all that PGXS needs.
chroot_headers='cd /tmp && apt-get download -q postgresql-server-dev-MAJOR && dpkg-deb -x postgresql-server-dev-*.deb / &&
    rm postgresql-server-dev-*.deb && apt-get clean'

chroot_make() {
    cluster_paths || return
    local major=$1 home suite packages archive options stamp
    home=$(chroot_home "$major")
    suite=$(chroot_suite "$major") || return
    packages=$(chroot_packages "$major")
    stamp="$suite $packages $chroot_headers"
    [ "$(cat "$home/stamp" 2>/dev/null)" = "$stamp" ] && return
    archive=$(chroot_archive)
    [ -n "$archive" ] || { echo "apt knows no archive of this system's release" >&2; return 1; }
    # A proxy and the like hold for the new system too.
    options=$(apt-config dump | grep -E '^Acquire::(https?::Proxy|Check-)')
    # A release in work may be published without a fresh date.
    [ "$suite" = forky ] && options+=$'\nAcquire::Check-Valid-Until "false";'
    rm -rf --one-file-system "$home" && mkdir -p "$home/build" || return
    mmdebstrap --mode=root --variant=apt --skip=check/empty --aptopt="$options" --dpkgopt=force-unsafe-io \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --include="${packages// /,}" \
        --customize-hook="chroot \"\$1\" sh -ec '${chroot_headers//MAJOR/$major}'" \
        "$suite" "$home/root" "deb $archive $suite main" &&
        mkdir "$home/root/checkout" "$home/root/shared" && echo "$stamp" >"$home/stamp"
}

# chroot_run MAJOR COMMAND…: in the checkout, which is read-only but for build/; HR_SHARED is mounted too, where it is present.
chroot_run() {
    cluster_paths || return
    local major=$1 home shared=/missing
    home=$(chroot_home "$major")
    shift
    [ -d "${HR_SHARED:-}" ] && shared=/shared
    unshare --mount --pid --ipc --fork --kill-child bash -ec '
        system=$1/root build=$1/build checkout=$2 shared=$3
        shift 3
        mount --rbind /dev "$system/dev"
        mount -t tmpfs -o mode=1777 shm "$system/dev/shm"
        mount -t proc proc "$system/proc"
        mount --bind "$checkout" "$system/checkout"
        mount -o remount,bind,ro "$system/checkout"
        mount --bind "$build" "$system/checkout/build"
        if [ -d "$shared" ]; then
            mount --bind "$shared" "$system/shared"
            mount -o remount,bind,ro "$system/shared"
        fi
        exec chroot "$system" "$@"' chroot "$home" "$root" "${HR_SHARED:-}" \
        env -i --chdir=/checkout PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 CI="${CI:-}" \
        HR_SHARED="$shared" PG_CONFIG="/usr/lib/postgresql/$major/bin/pg_config" "$@"
}
