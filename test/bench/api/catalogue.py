"""Owns the list of what is measured: the reads that the catalogue of the database has, each with the lowest role
that may call it. A read without arguments to call it with ends the benchmark, so that none is forgotten.
"""
import sys

from calls import ORDINARY
from hostile import HOSTILE

__all__ = ['Read', 'list_reads']

ELSEWHERE = ('check_search',)  # reads the whole index of names for an operator; section search calls it

READS = """
select p.proname, coalesce(p.proargnames[:p.pronargs], '{}'),
       (select r.role
        from unnest('{anon,authenticated,service_role}'::text[]) with ordinality r (role, height)
        where has_function_privilege(r.role, p.oid, 'execute') order by r.height limit 1)
from pg_proc p
where p.pronamespace = 'handelsregister'::regnamespace and p.prokind = 'f' and p.provolatile in ('s', 'i')
order by p.proname"""


class Read:
    def __init__(self, name, arguments, role):
        self.name, self.arguments, self.role = name, arguments, role
        self.is_public = role != 'service_role'
        self.given = set()  # arguments that calls have had so far

    def known(self, arguments):
        """Notes that a call gives these; those that the function does not have are left out."""
        self.given.update(arguments)
        return {name: value for name, value in arguments.items() if name in self.arguments}

    def problems(self):
        """Arguments that no call has had, and those that the function does not have."""
        for argument in sorted(set(self.arguments) - self.given):
            yield '%s: no call gives %s' % (self.name, argument)
        for argument in sorted(self.given - set(self.arguments)):
            yield '%s has no argument %s' % (self.name, argument)


def list_reads(session, wanted):
    reads = [Read(*row) for row in session.rows(READS) if row[0] not in ELSEWHERE]
    lost = [read.name for read in reads if read.name not in ORDINARY or read.name not in HOSTILE]
    if lost:
        sys.exit('no arguments to call with, in calls.py or hostile.py: %s' % ', '.join(lost))
    barred = [read.name for read in reads if not read.role]
    if barred:
        sys.exit('no role may call: %s' % ', '.join(barred))
    return [read for read in reads if not wanted or read.name in wanted]
