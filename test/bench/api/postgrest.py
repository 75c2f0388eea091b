"""Owns the measuring over HTTP: the same ordinary calls through PostgREST, on one connection that is kept."""
import http.client
import os
import random
import time
import urllib.parse

from ordinary import LEAST_CALLS, MOST_ERRORS, WARM_UP_CALLS, draw
from session import array
from table import milliseconds, percentile, print_table

__all__ = ['measure_http']

TOKENS = {'anon': 'TOKEN_READER', 'authenticated': 'TOKEN_MEMBER', 'service_role': 'TOKEN_OPERATOR'}
PATIENCE_SECONDS = 30
BASELINE = 'parse_register_id'  # asks no table: what it takes is PostgREST's own cost


class Client:
    def __init__(self, role):
        address = urllib.parse.urlsplit(os.environ['POSTGREST_URL']).netloc
        self.connection = http.client.HTTPConnection(address)
        self.headers = {'Authorization': 'Bearer ' + os.environ[TOKENS[role]]}

    def get(self, function, arguments):
        """Milliseconds until the whole answer is there. An error of the server itself ends the benchmark."""
        texts = {name: array(value) if isinstance(value, list) else value for name, value in arguments.items()}
        path = '/rpc/%s?%s' % (function, urllib.parse.urlencode(texts))
        begin = time.perf_counter()
        self.connection.request('GET', path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        elapsed = (time.perf_counter() - begin) * 1000
        if answer.status >= 500:
            raise RuntimeError('%s: HTTP %d %s' % (path, answer.status, body[:500]))
        return elapsed, answer.status


def run(read, facts, seed, calls):
    rng = random.Random(seed)
    client = Client(read.role)
    times, errors = [], 0
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(times) < WARM_UP_CALLS + (calls if time.monotonic() < deadline else LEAST_CALLS):
        elapsed, status = client.get(read.name, draw(read, rng, facts, None))
        times.append(elapsed)
        errors += status >= 400
    client.connection.close()
    return sorted(times[WARM_UP_CALLS:]), errors / len(times)


def measure_http(reads, facts, seed, calls, in_sql):
    """Prints a table beside the times in SQL; returns what is wrong."""
    rows, missed = [], []
    for read in sorted(reads, key=lambda read: read.name != BASELINE):
        times, errors = run(read, facts, seed, calls)
        if errors > MOST_ERRORS:
            missed.append('%s over HTTP: %.0f %% of the calls are errors' % (read.name, 100 * errors))
        figures = []
        for share in (0.5, 0.95):
            sql, over_http = percentile(in_sql[read.name], share), percentile(times, share)
            figures += [milliseconds(sql), milliseconds(over_http), milliseconds(over_http - sql)]
        rows.append([read.name, str(len(times)), *figures, 'baseline' if read.name == BASELINE else ''])
    print_table(
        'the same over HTTP (GET, one connection kept alive); milliseconds, also those waited for a CPU',
        ['function', 'calls', 'p50 SQL', 'HTTP', 'more', 'p95 SQL', 'HTTP', 'more', ''],
        rows,
    )
    return missed
