#!/usr/bin/python3
"""Owns the connection of the Python workers and its prepared statements. As a program tells the driver.

psycopg2 is the compiled driver that Debian has (its psycopg 3 comes without the compiled part). It does not
prepare by itself, so this does. Lists go as array literals: ARRAY[...] takes longer on both sides.
"""
import resource
import sys

import psycopg2
from psycopg2 import Binary

from catalogue import ATTRIBUTES
from document import Courts

__all__ = ['Binary', 'Database', 'array', 'byte_array', 'run_worker']


def array(values):
    """The literal of an array of texts, numbers or booleans; None is null."""
    return (
        '{'
        + ','.join(
            [
                'NULL'
                if v is None
                else '"' + v.replace('\\', '\\\\').replace('"', '\\"') + '"'
                if isinstance(v, str)
                else str(v)
                for v in values
            ]
        )
        + '}'
    )


def byte_array(values):
    return '{' + ','.join(['"\\\\x' + v.hex() + '"' for v in values]) + '}'


class Database:
    """A connection on which every statement is prepared at its first use."""

    def __init__(self):
        self.connection = psycopg2.connect('')
        self.cursor = self.connection.cursor()
        self.commands = {}
        self.filled = set()  # attributes whose tables have rows

    def run(self, sql, *parameters):
        """Executes a statement with $1, $2, …; returns its rows, or nothing where it has none."""
        command = self.commands.get(sql)
        if command is None:
            command = self.prepare(sql, len(parameters))
        self.cursor.execute(command, parameters)
        return self.cursor.fetchall() if self.cursor.description else None

    def prepare(self, sql, parameters):
        name = 's%d' % len(self.commands)
        self.cursor.execute('prepare %s as %s' % (name, sql))
        command = self.commands[sql] = 'execute %s%s' % (
            name,
            ' (' + ', '.join(['%s'] * parameters) + ')' if parameters else '',
        )
        return command

    def commit(self):
        self.connection.commit()

    def find_filled(self):
        """From then on the only writer keeps `filled` itself: tables without rows cost it nothing."""
        for attribute in ATTRIBUTES:
            if self.run('select from %s limit 1' % attribute.table):
                self.filled.add(attribute)
        self.commit()

    def courts(self):
        courts = Courts(self.run("select code, base_code from hr_registry.court where status = 'keeps registers' order by code"))
        self.commit()
        return courts


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def run_worker(step):
    """Calls step(database, courts) until there is nothing to do; waits for a word, tells its CPU seconds."""
    database = Database()
    courts = database.courts()
    database.find_filled()
    print('ready', flush=True)
    sys.stdin.readline()
    begin = cpu_seconds()
    while step(database, courts):
        pass
    print('done %.3f' % (cpu_seconds() - begin), flush=True)


def main():
    print(
        'Python %s, psycopg2 %s (compiled; Debian has no compiled psycopg 3), statements prepared'
        % (sys.version.split()[0], psycopg2.__version__.split()[0])
    )


if __name__ == '__main__':
    main()
