"""Owns the labelled queries: what is asked, and which company is meant."""
import csv

__all__ = ['Query', 'read_queries']


class Query:
    def __init__(self, kind, text, company):
        self.kind, self.text, self.company = kind, text, company


def read_queries(session, path):
    """Those whose company is there; in a part of the companies many are not."""
    session.rows('select 1')
    with open(path, encoding='utf-8', newline='') as file:
        rows = list(csv.reader(file, delimiter='\t', quoting=csv.QUOTE_NONE))[1:]
    ids = dict(session.rows('select company_number, id from bench.entry where company_number = any (%s)',
                            ([row[2] for row in rows],)))
    return [Query(row[0], row[1], ids[row[2]]) for row in rows if row[2] in ids]
