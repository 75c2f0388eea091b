"""Owns a database session that calls functions as PostgREST does: prepared, as a role, with the claims of a JWT.

What is timed is execute() of the driver: until all rows have arrived, without making Python values of them. The
time in which server or client were ready to run and another program had the CPU is taken off, and told.
"""
import json
import time

import psycopg2

__all__ = ['Outcome', 'Session', 'array']


def array(texts):
    """The literal of an array: ARRAY[...] takes longer to read."""
    return '{%s}' % ','.join('null' if text is None else '"%s"' % text.replace('\\', '\\\\').replace('"', '\\"')
                             for text in texts)


class Outcome:
    """What came of a call: milliseconds, the error if there was one, and where its last row says to read on."""

    def __init__(self, milliseconds, waited, error=None, next_cursor=None):
        self.milliseconds = max(milliseconds - waited, 0.0)
        self.waited = waited
        self.code = error and error.pgcode
        self.error = error
        self.next_cursor = next_cursor

    def detail(self, key):
        """A member of DETAIL, which is JSON in errors of ours."""
        text = self.error and self.error.diag.message_detail
        return json.loads(text).get(key) if text and text.startswith('{') else None


class Session:
    def __init__(self, role='postgres', subject=None, timeout_seconds=0):
        self.connection = psycopg2.connect('')
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()
        self.prepared = {}
        claims = {'role': role, **({'sub': subject} if subject else {})}
        self.cursor.execute("select set_config('request.jwt.claims', %s, false)", (json.dumps(claims),))
        own = '/proc/thread-self/schedstat'
        self.schedules = (own, own.replace('thread-self', str(self.connection.info.backend_pid)))
        self.cursor.execute('set statement_timeout = %s', (timeout_seconds * 1000,))
        self.cursor.execute('set role %s' % role)

    def rows(self, query, parameters=()):
        self.cursor.execute(query, parameters)
        return self.cursor.fetchall()

    def call(self, function, arguments):
        """Calls a function of the API with arguments by name; an error of SQL is an outcome, too."""
        command = self.command(function, tuple(arguments))
        values = [array(value) if isinstance(value, list) else value for value in arguments.values()]
        failure = None
        waited = self.waited()
        begin = time.perf_counter()
        try:
            self.cursor.execute(command, values)
        except psycopg2.Error as error:
            if self.connection.closed:
                raise
            failure = error
        milliseconds = (time.perf_counter() - begin) * 1000
        return Outcome(milliseconds, self.waited() - waited, failure, self.next_cursor(failure))

    def waited(self):
        """Milliseconds that the client and the server's process have waited for a CPU so far."""
        total = 0
        for path in self.schedules:
            with open(path, encoding='ascii') as file:
                total += int(file.read().split()[1])
        return total / 1e6

    def next_cursor(self, failure):
        names = [] if failure else [column.name for column in self.cursor.description]
        if 'next_cursor' not in names or not self.cursor.rowcount:
            return None
        self.cursor.scroll(self.cursor.rowcount - 1)
        return self.cursor.fetchone()[names.index('next_cursor')]

    def command(self, function, names):
        if (function, names) not in self.prepared:
            given = ', '.join('%s => $%d' % (name, i) for i, name in enumerate(names, 1))
            statement = 'call%d' % len(self.prepared)
            self.cursor.execute(
                'prepare %s as select * from handelsregister.%s(%s)' % (statement, function, given)
            )
            marks = ' (%s)' % ', '.join(['%s'] * len(names)) if names else ''
            self.prepared[function, names] = 'execute ' + statement + marks
        return self.prepared[function, names]
