"""Owns how well labelled queries find their company, and how long that takes."""
from figure import Figure
from labelled import read_queries
from table import milliseconds, percentile, print_table

__all__ = ['measure_quality', 'rank_of']

RUNS = 3

NAMES = '''
select n.company_id, hr_registry.normalize_company_name(n.name), n.name, s.city
from (select company_id, name from hr_registry.company_name union
      select company_id, name from hr_registry.company_former_name) n
left join hr_registry.company_seat s using (company_id)
where n.company_id = any (%s)'''

# How many companies have a name like the one that is meant, among which only chance can choose.
ALIKE = '''
select count(distinct n.company_id)
from bench.normalised n
left join hr_registry.company_seat s using (company_id)
where n.normalised = %s and (%s::text is null or n.name = %s) and (%s::text is null or s.city = %s)'''


def rank_of(found, is_right):
    return next((i for i, row in enumerate(found) if is_right(row)), 99)


class Judge:
    """Knows the names of the companies that are meant."""

    def __init__(self, session, queries):
        self.session = session
        self.names = {}
        for company, normalised, name, city in session.rows(NAMES, ([q.company for q in queries],)):
            self.names.setdefault(company, []).append((normalised, name, city))

    def normalised(self, company):
        return {entry[0] for entry in self.names[company]}

    def chance(self, query):
        """The part of the places that a search can win which knows no more than the query tells."""
        if query.kind == 'prefix55':
            return 1.0
        best = 1
        for normalised, name, city in self.names[query.company]:
            exact = name if name == query.text else None
            place = city if query.kind == 'name_city' else None
            alike = self.session.rows(ALIKE, (normalised, exact, exact, place, place))[0][0]
            asked = self.session.rows('select hr_registry.normalize_company_name(%s)', (query.text,))[0][0]
            if exact is not None or asked == normalised or place is not None:
                best = max(best, alike)
        return 1 / best


def prepare(session):
    session.rows('''create table if not exists bench.normalised as
        select n.company_id, n.name, hr_registry.normalize_company_name(n.name) as normalised
        from (select company_id, name from hr_registry.company_name union all
              select company_id, name from hr_registry.company_former_name) n;
        create index if not exists normalised_name on bench.normalised (normalised);
        analyze bench.normalised; select 1''')


def measure_quality(session, path):
    prepare(session)
    queries = read_queries(session, path)
    judge = Judge(session, queries)
    kinds, times = {}, []
    for query in queries:
        own, same = [], []
        for run in range(RUNS):
            outcome = session.call('search_companies', {'q': query.text, 'page_size': 10})
            if run > 0:
                times.append(outcome.milliseconds)
        found = session.rows(session.command('search_companies', ('q', 'page_size')), (query.text, 10))
        alike = judge.normalised(query.company)
        by_name = dict(session.rows('select t, hr_registry.normalize_company_name(t) from unnest(%s) t',
                                    ([row[2] for row in found],)))
        own = rank_of(found, lambda row: row[0] == query.company)
        same = rank_of(found, lambda row: row[0] == query.company or by_name[row[2]] in alike)
        kinds.setdefault(query.kind, []).append((own, same, judge.chance(query)))
    return show(kinds, sorted(times))


def shares(ranks):
    count = len(ranks)
    return (sum(own < 1 for own, _, _ in ranks) / count, sum(own < 10 for own, _, _ in ranks) / count,
            sum(same < 1 for _, same, _ in ranks) / count, sum(same < 10 for _, same, _ in ranks) / count,
            sum(chance for _, _, chance in ranks) / count)


def show(kinds, times):
    whole = [rank for ranks in kinds.values() for rank in ranks]
    rows = [[kind, str(len(ranks)), *('%.3f' % share for share in shares(ranks)), '']
            for kind, ranks in [*sorted(kinds.items()), ('all', whole)]]
    print_table('labelled queries: first, and among ten; the company itself, and any of the same name; ceiling of the first',
                ['kind', 'queries', 'hit@1', 'hit@10', 'same@1', 'same@10', 'ceiling', ''], rows)
    first, ten, _, _, ceiling = shares(whole)
    p50, p95, p99 = (percentile(times, share) for share in (0.5, 0.95, 0.99))
    print('\nsearch_companies: p50 %s, p95 %s, p99 %s, longest %s ms' %
          tuple(milliseconds(value) for value in (p50, p95, p99, times[-1])))
    return [Figure('hit@1', first, '>=', min(0.97, ceiling - 0.01)), Figure('hit@10', ten, '>=', 0.985),
            Figure('hit@10 of the worst kind', min(shares(ranks)[1] for ranks in kinds.values()), '>=', 0.9),
            Figure('search p50', p50, '<=', 3, ' ms'), Figure('search p95', p95, '<=', 20, ' ms'),
            Figure('search p99', p99, '<=', 50, ' ms')]
