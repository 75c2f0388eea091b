#!/usr/bin/python3
"""Measures every read of the API: measure.py [FUNCTION...]

Settings in the environment: BENCH_CALLS (2000), BENCH_SEED (1), BENCH_TOLERANT=1 ends with 0 also where a limit
is missed. Over HTTP too, where POSTGREST_URL says where.
"""
import os
import sys

from catalogue import list_reads
from facts import Facts
from found import measure_found
from ordinary import measure_ordinary
from postgrest import measure_http
from session import Session
from worst import measure_worst


def main():
    session = Session()
    reads = list_reads(session, sys.argv[1:])
    seed, calls = int(os.environ.get('BENCH_SEED', 1)), int(os.environ.get('BENCH_CALLS', 2000))
    facts = Facts(session, seed)
    times, missed = measure_ordinary(reads, facts, seed, calls)
    if 'POSTGREST_URL' in os.environ:
        missed += measure_http(reads, facts, seed, calls // 4, times)
    missed += measure_worst(reads, facts)
    missed += measure_found(facts, seed)
    missed += [problem for read in reads for problem in read.problems()]
    print('\nlimits: ' + ('all met' if not missed else '%d missed' % len(missed)))
    for line in missed:
        print('  ' + line)
    sys.exit(bool(missed) and os.environ.get('BENCH_TOLERANT') != '1')


if __name__ == '__main__':
    main()
