# What the sections of `make bench` share. Sourced after scripts/cluster.sh; nothing is written beside the sources.

bench=$root/test/bench
python=/usr/bin/python3  # Debian's own: its lxml and its driver are what is measured

query() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

# The process of the cluster of that name.
postmaster() { head -n 1 "$stage/cluster/$1/data/postmaster.pid"; }

is_running() { [ -f "$stage/cluster/$1/data/postmaster.pid" ] && kill -0 "$(postmaster "$1")" 2>/dev/null; }

print_machine() {
    echo "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)"
    query -d postgres -c "select 'PostgreSQL ' || current_setting('server_version')"
    query -d postgres -c "select string_agg(format('%s = %s', name, current_setting(name)), ', ' order by name) from pg_settings
        where name in ('shared_buffers', 'max_wal_size', 'checkpoint_timeout', 'fsync', 'synchronous_commit', 'autovacuum',
                       'wal_level', 'full_page_writes', 'wal_compression', 'max_worker_processes', 'jit', 'work_mem')"
}

# Replaces the functions in the database by those of the version in work.
replace_code() {
    query -f "build/code-$(sed -n "s/^default_version = '\(.*\)'$/\1/p" extension/handelsregister.control).sql" >/dev/null
}
