"""Owns the check that what is bounded still finds: a search for the whole name must bring a company of that name."""
import random

from session import Session

__all__ = ['measure_found']

NAMES = 200
LEAST = 0.98


def measure_found(facts, seed):
    """Prints the share; returns what is wrong."""
    rng = random.Random(seed)
    session = Session('anon')
    lost = []
    for name in (rng.choice(facts.companies).name[:500] for _ in range(NAMES)):
        found = session.rows('select matched_name from handelsregister.search_companies(%s)', (name,))
        if (name,) not in found:
            lost.append(name)
    share = 1 - len(lost) / NAMES
    print('\nsearch_companies finds %.1f %% of %d companies by their whole name' % (100 * share, NAMES))
    if share >= LEAST:
        return []
    return ['search_companies: finds %.1f %% of the whole names, not "%s"' % (100 * share, lost[0])]
