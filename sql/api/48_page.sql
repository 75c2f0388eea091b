-- The profile of a company as a page for a browser, without scripts and without anything from elsewhere.

create or replace function hr_registry.html(text text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return replace(replace(replace(replace(replace(coalesce(text, ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'),
                           '"', '&quot;'), '''', '&#39;');
comment on function hr_registry.html(text) is 'A text as content of an element or an attribute; empty for null';

create or replace function hr_registry.html_table(head text[], cells text[]) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    select '<table><thead><tr>' || (select string_agg('<th scope="col">' || hr_registry.html(h.title) || '</th>', '' order by h.n)
                                        from unnest(head) with ordinality h (title, n))
           || '</tr></thead><tbody>'
           || coalesce(string_agg(r.line, e'\n' order by r.line_number), '') || '</tbody></table>'
        from (select (c.n - 1) / cardinality(head) as line_number,
                     '<tr>' || string_agg('<td>' || hr_registry.html(c.value) || '</td>', '' order by c.n) || '</tr>' as line
                  from unnest(cells) with ordinality c (value, n)
                  group by 1) r;
end;
comment on function hr_registry.html_table(text[], text[]) is 'A table: titles of its columns, and its cells, row after row';

create or replace function hr_registry.html_profile(company handelsregister.company) returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    select '<dl>' || string_agg('<dt>' || v.title || '</dt><dd>' || hr_registry.html(v.value) || '</dd>', e'\n' order by v.place)
               || '</dl>'
        from (values
            (1, 'Register', company.register_label),
            (2, 'EUID', company.euid),
            (3, 'Rechtsform', company.legal_form),
            (4, 'Status', company.status),
            (5, 'Sitz', company.seat),
            (6, 'Anschrift', nullif(concat_ws(', ', nullif(concat_ws(' ', company.street, company.house_number), ''),
                                              company.po_box, nullif(concat_ws(' ', company.postal_code, company.city), '')), '')),
            (7, 'Kapital', nullif(concat_ws(' ', company.capital_amount, company.capital_currency), '')),
            (8, 'Gegenstand', company.purpose),
            (9, 'Vertretung', nullif(concat_ws(' ', company.representation, company.representation_exemption), '')),
            (10, 'Frühere Firmen', nullif(array_to_string(company.former_names, '; '), '')),
            (11, 'Letzte Eintragung', company.last_entry::text)) v (place, title, value)
        where v.value is not null;
end;
comment on function hr_registry.html_profile(handelsregister.company) is 'The facts of a profile as a list of terms';

create or replace function handelsregister.render_company(identifier text, as_of date default null)
    returns handelsregister."text/html"
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    company handelsregister.company;
    target bigint;
    officers text[];
    events text[];
    births text;
begin
    select c.* into company from handelsregister.get_company(identifier, as_of) c;
    target := company.company_id;
    births := hr_registry.births_in(target);
    select array_agg(u.cell order by o.line, u.n) into officers
        from (select row_number() over () as line, p.officer
                  from hr_registry.officers_at(target, coalesce(as_of, 'infinity'), false, most => 200) p) o
        cross join lateral unnest(array[(o.officer).role, (o.officer).name, (o.officer).birth_year::text, (o.officer).residence,
                                        coalesce((o.officer).representation, (o.officer).procuration),
                                        (o.officer).valid_from::text])
            with ordinality u (cell, n);
    select array_agg(u.cell order by e.effective_date desc, e.seq desc, u.n) into events
        from (select e.* from hr_registry.standing_event e
                  where e.company_id = target and e.effective_date <= coalesce(as_of, 'infinity')
                  order by e.effective_date desc, e.seq desc limit 50) e
        cross join lateral unnest(array[e.effective_date::text, e.kind, hr_registry.text_without_births(e.subject, births),
                                        hr_registry.text_without_births(e.old_value, births),
                                        hr_registry.text_without_births(e.new_value, births)])
            with ordinality u (cell, n);
    return concat('<!doctype html>', e'\n', '<html lang="de"><head><meta charset="utf-8"><title>', hr_registry.html(company.name),
        '</title></head>', e'\n', '<body><main><h1>', hr_registry.html(company.name), '</h1>', e'\n',
        hr_registry.html_profile(company), e'\n', '<h2>Personen</h2>', e'\n',
        hr_registry.html_table('{Funktion,Name,Jahrgang,Wohnort,Vertretung,Seit}', officers), e'\n', '<h2>Verlauf</h2>', e'\n',
        hr_registry.html_table('{Tag,Ereignis,Wer oder was,Bisher,Neu}', events), e'\n', '</main></body></html>', e'\n');
end
$$;
comment on function handelsregister.render_company(text, date) is
    'Profile, officers and latest changes of a company as a page of HTML, today or on a day. Errors: PT400, PT404';
