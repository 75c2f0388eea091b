"""Owns what arguments are drawn from: companies, words of their names, jobs, and what users own."""
import random

__all__ = ['Facts']

SAMPLE = 20000

COMPANIES = """
select c.id, n.name, r.court, r.register_label, r.euid, r.is_parsed, i.lei, i.vat_id, i.business_id
from unnest(%s) c (id)
join hr_registry.company_name n on n.company_id = c.id and n.valid_to is null
cross join lateral (
    select r.court, r.euid, l.label as register_label,
           (handelsregister.parse_register_id(l.label)).is_valid as is_parsed
    from hr_registry.registration r
    join hr_registry.court court on court.code = r.court
    cross join lateral concat_ws(' ', r.register_type, r.register_number, nullif(r.suffix, ''), court.name,
                                 'früher ' || nullif(r.former_court, '')) l (label)
    where r.company_id = c.id and r.valid_to is null limit 1) r
left join hr_registry.company_identifier i on i.company_id = c.id and i.valid_to is null
order by c.id"""

WORDS = """
select w.word from hr_registry.company_name n
cross join lateral regexp_split_to_table(lower(n.name), '[^[:alnum:]]+') w (word)
where n.company_id %% 20 = 0 and length(w.word) between 1 and 30
group by w.word order by count(*) desc, w.word limit 30"""

PREFIXES = """
select left(lower(n.name), %s) from hr_registry.company_name n
group by 1 order by count(*) desc, 1 limit %s"""

CITIES = """
select distinct s.city from hr_registry.company_seat s where s.company_id %% 5000 = 0 order by 1"""

KINDS = """
select distinct e.kind from hr_registry.change_event e where e.company_id = %s order by 1"""

DOCUMENTS = """
select d.id from hr_registry.document d where d.id %% 37 = 0 order by d.id limit 5000"""

JOBS = """
select j.id from hr_queue.job j join bench.member m on m.subject = j.subject
where m.n = 1 and j.id %% 10 = 0 order by j.id"""


PERSONS = """
select v.person_id::text, o.last_name, o.first_names, substring(o.birth_date for 4)::integer, o.residence
from hr_registry.mention_person v join hr_registry.officer o using (company_id, item, document_id)
where v.company_id = any (%s) and v.is_full order by v.company_id, v.item limit 5000"""


class Company:
    def __init__(self, row):
        self.id, self.name, self.court, label, euid, is_parsed, self.lei, self.vat, self.business = row
        identifiers = (str(self.id), euid, label if is_parsed else None)
        self.identifiers = [identifier for identifier in identifiers if identifier]


class Facts:
    def __init__(self, session, seed):
        rng = random.Random(seed)

        def column(query, *parameters):
            return [row[0] for row in session.rows(query, parameters)]

        (real,) = column('select max(id) from bench.entry')
        (giant,) = column('select id from bench.giant')
        drawn = [rng.randint(1, real) for _ in range(SAMPLE * 4 // 5)]
        drawn += [rng.randint(real + 1, giant - 1) for _ in range(SAMPLE // 5)]
        self.companies = [Company(row) for row in session.rows(COMPANIES, (drawn,))]
        self.generated = [company for company in self.companies if company.id > real]
        self.giant = Company(session.rows(COMPANIES, ([giant],))[0])
        self.courts = column("select code from hr_registry.court where status = 'keeps registers' order by code")
        self.cities = column(CITIES)
        self.words = column(WORDS)
        lengths = ((1, 10), (2, 30), (3, 10))
        self.prefixes = [prefix for length, count in lengths for prefix in column(PREFIXES, length, count)]
        self.persons = session.rows(PERSONS, ([company.id for company in self.generated[:2000]],))
        self.imports = column('select id from hr_registry.import order by id')
        (self.last_seq,) = column('select max(seq) from hr_registry.change_event')
        self.epoch = str(column('select hr_queue.epoch()')[0])
        self.kinds = column(KINDS, giant)
        self.jobs = column(JOBS)
        self.documents = column(DOCUMENTS)
        # What the two users of user.sql own: the first one is like most, the second one has as much as may be.
        self.members = column('select subject from bench.member order by n')
        lists = 'select id::text from hr_user.%s where subject = %%s order by name'
        self.watchlists, self.full_watchlists = (column(lists % 'watchlist', m) for m in self.members)
        self.searches, self.broad_searches = (column(lists % 'saved_search', m) for m in self.members)

    def company(self, rng):
        """Every hundredth time the giant, else one of the sample."""
        return self.giant if rng.random() < 0.01 else rng.choice(self.companies)

    def identifier(self, rng):
        return rng.choice(self.company(rng).identifiers)

    def person(self, rng):
        """Number, last name, first names, year of birth and residence of somebody."""
        return rng.choice(self.persons)
