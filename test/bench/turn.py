#!/usr/bin/python3
"""Measures how one system reads all waiting documents: turn.py SYSTEM ROUND DOCUMENTS POSTMASTER

SYSTEM is ours1 or ours2 (our background workers), simple or tuned (a Python worker). Prints a line of values:
system, round, documents, seconds, CPU seconds of the server and of the client, bytes of WAL.
"""
import os
import subprocess
import sys
import time

import psycopg2

PATIENCE_SECONDS = 3600
WORKERS = {'ours1': 1, 'ours2': 2}
SCRIPTS = {'simple': 'worker_simple.py', 'tuned': 'worker_tuned.py'}


def stat_of(pid):
    """Parent, own ticks, ticks of reaped children; of a process that has ended nothing."""
    try:
        with open('/proc/%s/stat' % pid, encoding='utf-8', errors='replace') as file:
            fields = file.read().rpartition(')')[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None, 0, 0
    return int(fields[1]), int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])


def cpu_seconds(postmaster):
    """Of the postmaster, its children, living and reaped; looks again if one is reaped meanwhile."""
    while True:
        _, own, reaped = stat_of(postmaster)
        children = [stat_of(pid) for pid in os.listdir('/proc') if pid.isdigit()]
        if stat_of(postmaster)[2] == reaped:
            ticks = own + reaped + sum(stat[1] + stat[2] for stat in children if stat[0] == postmaster)
            return ticks / os.sysconf('SC_CLK_TCK')


def one(cursor, query):
    cursor.execute(query)
    row = cursor.fetchone()
    return row and row[0]


def set_enabled(cursor, value, workers=1):
    cursor.execute('alter system set handelsregister.workers_per_database = %s', (workers,))
    cursor.execute('alter system set handelsregister.enabled = %s', (value,))
    cursor.execute('select pg_reload_conf()')


def wait_until_drained(cursor, begin):
    """The end of the queue is looked at, where a job remains until the last batch has committed."""
    while one(cursor, 'select r.id from hr_queue.ready r order by r.priority desc, r.id desc limit 1'):
        if time.monotonic() - begin > PATIENCE_SECONDS:
            sys.exit('the queue is not empty after %d s' % PATIENCE_SECONDS)
        time.sleep(0.05)
    return time.monotonic() - begin


def run_ours(cursor, workers):
    """From the order to start workers, so that their start counts. Seconds, and CPU seconds of the client."""
    begin = time.monotonic()
    set_enabled(cursor, 'on', workers)
    return wait_until_drained(cursor, begin), 0.0


def run_python(script):
    """The worker connects and waits; what it did before the word counts neither as time nor as CPU."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), script)
    with subprocess.Popen(
        [sys.executable, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as worker:
        if worker.stdout.readline().strip() != 'ready':
            sys.exit('%s did not start' % script)
        begin = time.monotonic()
        worker.stdin.write('go\n')
        worker.stdin.flush()
        answer = worker.stdout.readline().split()
        seconds = time.monotonic() - begin
    if not answer or answer[0] != 'done':
        sys.exit('%s failed' % script)
    return seconds, float(answer[1])


def check(cursor, documents):
    failed = one(cursor, 'select count(*) from hr_queue.dead') + one(
        cursor, 'select count(*) from hr_queue.deferred'
    )
    read = one(cursor, 'select count(*) from hr_registry.reading')
    if failed or read != documents:
        sys.exit('%d documents were read, %d jobs failed' % (read, failed))


def main():
    system, turn, documents, postmaster = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    connection = psycopg2.connect('')
    connection.autocommit = True
    cursor = connection.cursor()
    cpu = cpu_seconds(postmaster)
    wal = one(cursor, 'select pg_current_wal_insert_lsn()')
    if system in WORKERS:
        seconds, client = run_ours(cursor, WORKERS[system])
    else:
        seconds, client = run_python(SCRIPTS[system])
    cpu = cpu_seconds(postmaster) - cpu
    wal = one(cursor, "select pg_current_wal_insert_lsn() - '%s'::pg_lsn" % wal)
    if system in WORKERS:
        set_enabled(cursor, 'off')
    check(cursor, documents)
    print(system, turn, documents, '%.3f' % seconds, '%.2f' % cpu, '%.2f' % client, wal, sep='\t')


if __name__ == '__main__':
    main()
