-- Documents and calls that mean harm, in any number: what `make bench BENCH=hostile` times, and what the tests count.
create schema hostile;

create function hostile.code(element text, list text, code text) returns text language sql immutable as $$
    select format('<tns:%1$s listURI="urn:xoev-de:xjustiz:codeliste:%2$s" listVersionID="3.5"><code>%3$s</code></tns:%1$s>', element, list, code)
$$;

create function hostile.participant(role integer, role_code text, content text) returns text language sql immutable as $$
    select format('<tns:beteiligung><tns:rolle><tns:rollennummer>%1$s</tns:rollennummer>%2$s</tns:rolle><tns:beteiligter>'
        '<tns:beteiligtennummer>%1$s</tns:beteiligtennummer><tns:auswahl_beteiligter>%3$s</tns:auswahl_beteiligter></tns:beteiligter>'
        '</tns:beteiligung>', role, hostile.code('rollenbezeichnung', 'gds.rollenbezeichnung', role_code), content)
$$;

create function hostile.person(role integer, first_names text, last_name text, birth_date text, residence text default 'Hamburg')
    returns text language sql immutable as $$
    select hostile.participant(role, '086', format('<tns:natuerlichePerson><tns:vollerName><tns:vorname>%s</tns:vorname>'
        '<tns:nachname>%s</tns:nachname></tns:vollerName>%s<tns:anschrift>%s<tns:ort>%s</tns:ort></tns:anschrift>'
        '</tns:natuerlichePerson>', first_names, last_name,
        '<tns:geburt><tns:geburtsdatum>' || nullif(birth_date, '') || '</tns:geburtsdatum></tns:geburt>',
        hostile.code('anschriftstyp', 'gds.anschriftstyp', '017'), residence))
$$;

-- A register document of a company (HRB number, Hamburg) with these participants; references, where given, stand in the
-- register part beside those to the officers.
create function hostile.document(number integer, participants text, name text default null, texts text default '')
    returns bytea language sql immutable as $$
    select convert_to(format('<?xml version="1.0" encoding="UTF-8"?>
<tns:nachricht.reg.0400003 xmlns:tns="http://www.xjustiz.de">
<tns:nachrichtenkopf xjustizVersion="3.5.1"><tns:erstellungszeitpunkt>2025-03-01T10:00:00Z</tns:erstellungszeitpunkt>
<tns:auswahl_absender>%1$s</tns:auswahl_absender><tns:eigeneNachrichtenID>%2$s</tns:eigeneNachrichtenID></tns:nachrichtenkopf>
<tns:grunddaten><tns:verfahrensdaten><tns:instanzdaten><tns:instanznummer>0</tns:instanznummer>
<tns:auswahl_instanzbehoerde>%3$s</tns:auswahl_instanzbehoerde>
<tns:aktenzeichen><tns:auswahl_aktenzeichen><tns:aktenzeichen.strukturiert>%4$s<tns:laufendeNummer>%2$s</tns:laufendeNummer><tns:jahr/>
</tns:aktenzeichen.strukturiert></tns:auswahl_aktenzeichen></tns:aktenzeichen></tns:instanzdaten>
%5$s%6$s</tns:verfahrensdaten></tns:grunddaten>
<tns:fachdatenRegister fachdatenRegisterVersion="3.4">
<tns:betroffenerRechtstraeger><tns:ref.rollennummer>1</tns:ref.rollennummer></tns:betroffenerRechtstraeger>
<tns:auszug><tns:abrufuhrzeit>10:00:00</tns:abrufuhrzeit><tns:abrufdatum>2025-03-01</tns:abrufdatum>
<tns:letzteEintragung>2025-02-01</tns:letzteEintragung><tns:anzahlEintragungen>1</tns:anzahlEintragungen></tns:auszug>
<tns:basisdatenRegister><tns:rechtstraeger>%7$s</tns:rechtstraeger>
<tns:gegenstand>Handel</tns:gegenstand></tns:basisdatenRegister>%8$s</tns:fachdatenRegister></tns:nachricht.reg.0400003>',
        hostile.code('absender.gericht', 'gds.gerichte', 'K1101R'), number::text, hostile.code('gericht', 'gds.gerichte', 'K1101R'),
        hostile.code('register', 'gds.registerzeichen', 'HRB'),
        hostile.participant(1, '287', format('<tns:organisation>%s</tns:organisation>', c.xml)), participants, c.xml, texts), 'UTF8')
    from (select format('<tns:bezeichnung><tns:bezeichnung.aktuell>%s</tns:bezeichnung.aktuell></tns:bezeichnung>',
                        coalesce(document.name, 'Quitte ' || number || ' GmbH')) as xml) c
$$;

create function hostile.people(first integer, last integer, first_names text, last_name text, birth_date text) returns text
    language sql immutable as $$
    select string_agg(hostile.person(i, format(first_names, i), format(last_name, i), birth_date), '') from generate_series(first, last) i
$$;

-- Every shape makes n documents, or one document with n parts, and says how many there are to be read.

create function hostile.partial_officers(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + i, hostile.person(2, 'Hans', 'Müller', '')) from generate_series(1, n) i
$$;
comment on function hostile.partial_officers is 'n companies, each with an officer of one name and no birth date';

create function hostile.namesakes(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + i, hostile.person(2, 'Hans', 'Müller',
                                                      case when i % 2 = 0 then (date '1900-01-01' + (shift + i) * 3)::text else '' end))
        from generate_series(1, n) i
$$;
comment on function hostile.namesakes is 'the same, but half of them with birth dates, each with another one';

create function hostile.offices_of_one(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + i, hostile.person(2, 'Erika', 'Muster', '1960-05-17')) from generate_series(1, n) i
$$;
comment on function hostile.offices_of_one is 'one person in n companies';

create function hostile.offices_and_partial(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + i, hostile.person(2, 'Erika', 'Muster', case when i % 2 = 0 then '1960-05-17' else '' end))
        from generate_series(1, n) i
$$;
comment on function hostile.offices_and_partial is 'one person in half of n companies, and the name without a birth date in the others';

create function hostile.officers_in_one(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + 1, hostile.people(2, n + 1, 'Hans', 'Müller-%s', ''))
$$;
comment on function hostile.officers_in_one is 'n officers in one company';

create function hostile.renamed_officers(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select convert_to(replace(convert_from(hostile.document(shift + 1, hostile.people(2, n + 1, 'Hans', name, '')), 'UTF8'),
                              '2025-03-01', retrieved), 'UTF8')
        from (values ('Alt %s', '2025-03-01'), ('Neu %s', '2025-03-02')) v (name, retrieved)
$$;
comment on function hostile.renamed_officers is 'n officers of equal first names go, and as many come';

create function hostile.similar_names(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + i, '', 'Muster Handel und Verwaltung ' || (shift + i) || ' GmbH') from generate_series(1, n) i
$$;
comment on function hostile.similar_names is 'n companies of almost the same name';

create function hostile.equal_names(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + i, '', 'Muster Handel und Verwaltung GmbH') from generate_series(1, n) i
$$;
comment on function hostile.equal_names is 'n companies of the same name';

create function hostile.snapshots(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select convert_to(replace(convert_from(hostile.document(shift + 1, hostile.person(2, 'Erika', 'Muster', '1960-05-17'), 'Quitte ' || i), 'UTF8'),
                              '2025-03-01', (date '2000-01-01' + i)::text), 'UTF8')
        from generate_series(1, n) i
$$;
comment on function hostile.snapshots is 'n documents of one company, each with another name';

-- One text of the register sheet for each number.
create function hostile.with_entries(texts text[], shift integer) returns bytea language sql immutable as $$
    select convert_to(replace(convert_from(hostile.document(shift + 1, hostile.person(2, 'Erika', 'Muster', '1960-05-17')), 'UTF8'), '<tns:auszug>',
        '<tns:auszug>' || string_agg(format('<tns:eintragungstext><tns:spalte>6</tns:spalte><tns:position>%s</tns:position>'
            '<tns:laufendeNummer>%s</tns:laufendeNummer>%s<tns:text>%s</tns:text></tns:eintragungstext>',
            1, e.place, hostile.code('eintragungsart', 'reg.eintragungstyp', '016'), e.text), '')), 'UTF8')
        from unnest(texts) with ordinality e (text, place)
$$;

create function hostile.giant_entry(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.with_entries(array[repeat('Muster, Erika, Hamburg, geb. am 17.05.1960, Vertrag vom 2.5.1990 mit der Quitte GmbH (Amtsgericht Hamburg HRB 12); ', n)], shift)
$$;
comment on function hostile.giant_entry is 'a text of n sentences with names, dates and register numbers';

create function hostile.dates_entry(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.with_entries(array[repeat('2.5.1990 ', n)], shift)
$$;
comment on function hostile.dates_entry is 'a text of n dates';

create function hostile.openings_entry(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.with_entries(array[repeat(' ((  geb.  „Amtsgericht HRB ', n)], shift)
$$;
comment on function hostile.openings_entry is 'a text of n openings that nothing closes';

create function hostile.letters_entry(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.with_entries(array[repeat('Amtsgericht', n)], shift)
$$;
comment on function hostile.letters_entry is 'a text of one word';

create function hostile.many_entries(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.with_entries(array(select format('Verschmelzung mit der Quitte %s GmbH mit Sitz in Hamburg (Amtsgericht Hamburg HRB %s) vom 2.5.1990.', i, i)
                                          from generate_series(1, n) i), shift)
$$;
comment on function hostile.many_entries is 'n texts';

create function hostile.name_of_words(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + 1, '', (select string_agg('Quitte' || i, ' ') from generate_series(1, n) i))
$$;
comment on function hostile.name_of_words is 'a company whose name has n words';

create function hostile.name_of_letters(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.document(shift + 1, '', repeat('quitte', n / 6))
$$;
comment on function hostile.name_of_letters is 'a company whose name is a word of n letters';

create function hostile.parts_and_participants(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select convert_to(replace(replace(d.xml, d.part, repeat(d.part, n)), d.entity, replace(d.entity, '</tns:organisation>',
               repeat('<tns:anschrift>' || hostile.code('anschriftstyp', 'gds.anschriftstyp', '003') || '<tns:ort>Kiel</tns:ort></tns:anschrift>', n)
               || '</tns:organisation>')), 'UTF8')
        from (select x.xml, substring(x.xml from '<tns:fachdatenRegister .*</tns:fachdatenRegister>') as part,
                     substring(x.xml from '<tns:organisation>.*</tns:organisation>') as entity
                  from (select convert_from(hostile.document(shift + 1, ''), 'UTF8') as xml) x) d
$$;
comment on function hostile.parts_and_participants is 'n register parts that all refer to a participant with n addresses';

-- Announcements of the portal.
create function hostile.announcement(body text, number integer) returns bytea language sql immutable as $$
    select convert_to(concat_ws(e'\n\n', '02.06.2025 (Bekanntmachungsdatum)', format(e'Hamburg Amtsgericht Hamburg HRB %s\n', number)
            || 'Registerbekanntmachung nach dem Umwandlungsgesetz 02.06.2025 (Eintragungsdatum)',
        e'Quitte GmbH\nGesellschaft mit beschränkter Haftung\nHamburg', body), 'UTF8')
$$;

create function hostile.announced_parties(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.announcement('Die Gesellschaft hat am 30.05.2025 den Verschmelzungsvertrag vom 28.05.2025 zwischen '
        || string_agg(format('"Apfelwerk %s AG", Hamburg (Amtsgericht Hamburg HRB %s)', i, i), ', ')
        || ' und der hiesigen Gesellschaft (übernehmender Rechtsträger) zum Handelsregister eingereicht.', shift + 1) from generate_series(1, n) i
$$;
comment on function hostile.announced_parties is 'an announcement with n parties';

create function hostile.announced_openings(n integer, shift integer default 0) returns setof bytea language sql immutable as $$
    select hostile.announcement(repeat('"Quitte GmbH (Amtsgericht Hamburg HRB ', n), shift + 1)
$$;
comment on function hostile.announced_openings is 'an announcement with n openings that nothing closes';


create procedure hostile.submit(shape text, n integer, shift integer default 0) language plpgsql as $$
declare
    documents bytea[];
begin
    execute format('select array_agg(d) from hostile.%I($1, $2) d', shape) into documents using n, shift;
    if shape like 'announced%' then
        perform count(*) from handelsregister.submit_announcements(documents, retrieved_at => '2030-01-01');
    else
        perform count(*) from handelsregister.submit_documents(documents, retrieved_at => '2030-01-01');
    end if;
end
$$;

create function hostile.cpu() returns numeric language sql volatile as $$
    select split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::numeric / 1000000
$$;
comment on function hostile.cpu is 'Milliseconds that this session has run';

create function hostile.took(before numeric) returns numeric language plpgsql volatile as $$
begin
    if exists (select from hr_queue.ready) or exists (select from hr_queue.dead where kind <> 'hostile' and error_code <> '54000') then
        raise exception 'not all documents were read: %', (select d.error_message from hr_queue.dead d limit 1);
    end if;
    return round(greatest(hostile.cpu() - before, 1), 2);
end
$$;
comment on function hostile.took is 'Milliseconds that this session has run since then; all documents must have been read, or refused by a bound';

-- The last one of each batch fails, so that all of the batch are run again one by one.
create function hostile.fail_at_last(job bigint, payload jsonb) returns jsonb language plpgsql as $$
begin
    if (payload ->> 'n')::integer % 100 = 0 then
        raise exception 'failed' using errcode = '22000';
    end if;
    return payload;
end
$$;

-- Calls with an argument of n letters or words.
create procedure hostile.call_long_word(n integer) language plpgsql as $$
begin
    perform count(*) from handelsregister.search_companies(left(repeat('mustarvervaltunk', n), n)), generate_series(1, 20);
    perform count(*) from handelsregister.search_persons(left(repeat('mustarvervaltunk', n), n)), generate_series(1, 20);
end
$$;

create procedure hostile.call_many_words(n integer) language plpgsql as $$
begin
    perform count(*) from handelsregister.search_companies(left(repeat('mustr verwaltunk ', n), n)), generate_series(1, 20);
end
$$;

create procedure hostile.call_many_names(n integer) language plpgsql as $$
begin
    perform count(*) from handelsregister.match_companies(
        array(select 'Muster Handel und Verwaltunk ' || i from generate_series(1, n) i));
end
$$;

create procedure hostile.call_similar_names(n integer) language plpgsql as $$
begin
    perform count(*) from generate_series(1, 20), handelsregister.match_names(repeat('Muster ', n / 7), repeat('Mustre ', n / 7));
end
$$;

create procedure hostile.call_register_id(n integer) language plpgsql as $$
begin
    perform count(*) from generate_series(1, 20), handelsregister.parse_register_id(repeat('Amtsgericht HRB ', n / 16));
end
$$;

-- What does not depend on the machine: entries of indexes and rows of tables that were read. Counts of a transaction may still
-- hold those of the ones before.
create function hostile.rows_read() returns numeric language sql volatile as $$
    select sum(pg_stat_get_xact_tuples_returned(c.oid) + pg_stat_get_xact_tuples_fetched(c.oid))
        from pg_class c where c.relnamespace in ('hr_registry'::regnamespace, 'hr_queue'::regnamespace) and c.relkind in ('r', 'i')
$$;

create function hostile.whole_reads() returns text[] language sql volatile as $$
    select array_agg(c.relname::text || pg_stat_get_xact_numscans(c.oid) order by c.relname) from pg_class c
        where c.relnamespace in ('hr_registry'::regnamespace, 'hr_queue'::regnamespace) and c.relkind = 'r'
$$;
comment on function hostile.whole_reads is 'Tables, each with how often it was read from beginning to end';

create function hostile.drain_counted() returns text language plpgsql volatile as $$
declare
    before constant numeric := hostile.rows_read();
    whole constant text[] := hostile.whole_reads();
begin
    perform hr_queue.drain(200);
    return hostile.rows_read() - before || ' ' || array(select unnest(hostile.whole_reads()) except select unnest(whole))::text;
end
$$;
comment on function hostile.drain_counted is 'Processes a batch; how many rows that has read, and which tables from beginning to end';

create function hostile.submit_counted(shape text, n integer, shift integer) returns text language plpgsql volatile as $$
declare
    whole constant text[] := hostile.whole_reads();
begin
    call hostile.submit(shape, n, shift);
    return '0 ' || array(select unnest(hostile.whole_reads()) except select unnest(whole))::text;
end
$$;
