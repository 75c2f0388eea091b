-- Who may act for a company: in the words of the register, and as structure derived from them.

create or replace view hr_registry.representation_rule as
    select null::text as alone,
           null::text as together,
           null::boolean as with_procurist
    where false;
comment on view hr_registry.representation_rule is 'Row type of parse_representation()';
comment on column hr_registry.representation_rule.alone is 'always, if_only_one, never; null where the words do not say';
comment on column hr_registry.representation_rule.together is 'two, all or majority: how several act; null where they need not or the words do not say';
comment on column hr_registry.representation_rule.with_procurist is 'One may act together with a Prokurist instead';

-- The words are those of the code lists REG.Allgemeine_Vertretungsregelung and REG.Besondere_Vertretungsregelung; free texts
-- mostly use the same.
create or replace function hr_registry.parse_representation(words text) returns hr_registry.representation_rule
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
    return row(
        case
            when words ~* 'von der Vertretung ausgeschlossen' then 'never'
            when words ~* '(ist|wird) nur ein[^.]* bestellt[^.]* allein|ist ein [^.]* bestellt[^.]* allein' then 'if_only_one'
            when words ~* 'einzelvertretung|einzelprokura|vertritt (stets )?(einzeln|allein)|durch den (Liquidator|Abwickler) vertreten'
                then 'always'
            when words ~* 'gemeinsam|gemeinschaftlich|gesamtprokura|Gesamthand|mehrheitlich|durch zwei' then 'never' end,
        case
            when words ~* '(durch|jeweils|vertreten) zwei |zwei [^.]*vertreten|gemeinsam mit einem|Gesamtprokura|gemeinsam mit dem' then 'two'
            when words ~* 'mehrheitlich' then 'majority'
            when words ~* 'gemeinsam|gemeinschaftlich|Gesamthand|durch (den/die|die) (Liquidator|Abwickler)' then 'all' end,
        words ~* 'Prokurist')::hr_registry.representation_rule;
comment on function hr_registry.parse_representation(text) is 'What the words of a rule of representation mean; nulls where they are not understood';

create or replace view handelsregister.company_representation as
    select null::bigint as company_id,
           null::text as scope,
           null::text as name,
           null::text as role_code,
           null::text as role,
           null::text as rule_code,
           null::text as rule,
           null::text as may_act_alone,
           null::text as act_together,
           null::boolean as with_procurist,
           null::text as exemption,
           null::boolean as may_deal_with_self,
           null::boolean as may_represent_both_sides,
           null::text as procuration,
           null::text as limits
    where false;
comment on view handelsregister.company_representation is 'Row type of get_company_representation()';
comment on column handelsregister.company_representation.scope is 'general for the rule of the company, officer for one person or organisation';
comment on column handelsregister.company_representation.name is 'Whom a special rule concerns; null in the general one';
comment on column handelsregister.company_representation.rule is 'The rule in the words of the register; of an officer without one of his own null: the general one holds';
comment on column handelsregister.company_representation.may_act_alone is 'always, if_only_one or never; null where the words do not say';
comment on column handelsregister.company_representation.act_together is 'two, all or majority: how several act together; null where the words do not say';
comment on column handelsregister.company_representation.with_procurist is 'One may act together with a Prokurist instead';
comment on column handelsregister.company_representation.exemption is 'Exemption from section 181 BGB in the words of the register';
comment on column handelsregister.company_representation.may_deal_with_self is 'May deal with himself in his own name (section 181 BGB)';
comment on column handelsregister.company_representation.may_represent_both_sides is 'May represent a third party in dealings with the company (section 181 BGB)';
comment on column handelsregister.company_representation.procuration is 'Extension of the Prokura in substance';
comment on column handelsregister.company_representation.limits is 'Limits of the authority to a branch or a place';

create or replace function handelsregister.get_company_representation(identifier text, as_of date default null)
    returns setof handelsregister.company_representation
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target constant bigint := hr_registry.find_company(identifier);
    births constant text := hr_registry.births_in(target);
    day constant date := coalesce(as_of, 'infinity');
begin
    return query
        with rule (place, officer, rule_code, rule, exemption) as materialized (
            select 0::bigint, null::handelsregister.company_officer, r.rule_code,
                   hr_registry.text_without_births(hr_registry.shown(r.rule_code, r.rule_label, r.rule_text), births),
                   hr_registry.text_without_births(
                       hr_registry.shown(r.exemption_code, r.exemption_label, r.exemption_text), births)
                from hr_registry.company_representation r
                where r.company_id = target and r.valid_from <= day and coalesce(r.valid_to > day, true)
            union all
            select row_number() over (), p.officer, null, (p.officer).representation, (p.officer).exemption
                from hr_registry.officers_at(target, day, false) p
                where (p.officer).role_group in ('management', 'procuration', 'liquidation', 'partner')
                   or (p.officer).representation is not null),
        -- Many have the same rule.
        meaning as materialized (
            select w.words, (m.parsed).*
                from (select distinct r.rule as words from rule r where r.rule is not null) w
                cross join lateral (select hr_registry.parse_representation(w.words) as parsed offset 0) m)
        select target, case when r.place = 0 then 'general' else 'officer' end, (r.officer).name, (r.officer).role_code,
               (r.officer).role, r.rule_code, r.rule, m.alone, m.together, m.with_procurist, r.exemption,
               r.exemption ~* 'im eigenen Namen|mit sich selbst|von den Beschränkungen des § ?181 BGB',
               r.exemption ~* 'Vertreter eines Dritten|von den Beschränkungen des § ?181 BGB',
               (r.officer).procuration, (r.officer).limits
            from rule r left join meaning m on m.words = r.rule
            order by r.place;
end
$$;
comment on function handelsregister.get_company_representation(text, date) is
    'Who may act for a company, today or on a day: the general rule, then everyone who can represent it, in words and as structure. Errors: PT400, PT404';
