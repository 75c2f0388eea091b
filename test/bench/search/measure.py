"""Owns the measurement of searching by name: builds the index, asks labelled queries, types names, changes names.

Usage: measure.py search_queries.tsv
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'api'))

from figure import judge  # noqa: E402
from quality import measure_quality  # noqa: E402
from reconcile import measure_reconciliation  # noqa: E402
from session import Session  # noqa: E402
from speed import measure_build, measure_change, measure_fold, measure_hostile, measure_suggestions  # noqa: E402
from trigram import measure_trigrams  # noqa: E402


def main():
    session = Session()
    figures = [*measure_build(session)]
    figures += measure_quality(session, sys.argv[1])
    figures += measure_reconciliation(session, sys.argv[1])
    figures += measure_suggestions(session)
    figures += measure_hostile(session)
    figures += measure_change(session)
    figures += measure_fold(session)
    measure_trigrams(session, sys.argv[1])
    return judge(figures)


if __name__ == '__main__':
    sys.exit(main())
