-- Everything that belongs to the extension, as lines of text that say for themselves what they are about: two databases
-- with the same lines have the same extension. For psql -At; columns are counted without the gaps
-- that dropped ones leave, and pg_attver, which the server counts for itself, is left out.
\set QUIET on
set search_path = pg_catalog, pg_temp;
with
space as (
    select n.oid, n.nspname, n.nspowner, n.nspacl from pg_namespace n
    where n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user')),
extension as (select e.* from pg_extension e where e.extname = 'handelsregister'),
relation as (
    select c.*, format('%s %I.%I', case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
                   when 'S' then 'sequence' when 'i' then 'index' when 'I' then 'partitioned index' when 'm' then 'materialized view'
                   when 'c' then 'composite type' else c.relkind::text end, s.nspname, c.relname) as name
    from pg_class c join space s on s.oid = c.relnamespace),
routine as (
    select p.*, format('%s %s', case p.prokind when 'p' then 'procedure' else 'function' end,
                       p.oid::regprocedure) as name
    from pg_proc p join space s on s.oid = p.pronamespace),
access (name, owner, acl) as (  -- what is written out though it is the default is none
    select 'schema ' || s.nspname, s.nspowner, nullif(s.nspacl, acldefault('n', s.nspowner)) from space s
    union all select r.name, r.relowner, nullif(r.relacl, acldefault(case r.relkind when 'S' then 's'::"char" else 'r' end, r.relowner))
        from relation r
    union all select r.name, r.proowner, nullif(r.proacl, acldefault('f', r.proowner)) from routine r
    union all select 'type ' || t.oid::regtype, t.typowner, t.typacl
        from pg_type t join space s on s.oid = t.typnamespace where t.typtype in ('d', 'e', 'r')
    union all select format('column %s.%I', r.name, a.attname), r.relowner, a.attacl
        from relation r join pg_attribute a on a.attrelid = r.oid where a.attacl is not null),
line (text) as (
    select concat_ws(' ', 'extension', e.extname, e.extversion, 'owner', e.extowner::regrole,
                     case when e.extrelocatable then 'relocatable' end, e.extnamespace::regnamespace)
        from extension e
    union all
    select concat_ws(' ', 'member', i.type, i.identity)
        from extension e join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid and d.deptype = 'e',
             pg_identify_object(d.classid, d.objid, d.objsubid) i
    union all
    select format('config %s condition "%s"', c.relation::regclass, c.condition)
        from extension e, unnest(e.extconfig, e.extcondition) c (relation, condition)

    -- Owners and what is granted: today, and recorded as the state that a dump need not repeat.
    union all select format('%s owner %s', a.name, a.owner::regrole) from access a where a.name not like 'column %'
    union all
    select format('%s acl %s', a.name, coalesce((select string_agg(i::text, ' ' order by i::text) from unnest(a.acl) i), 'default'))
        from access a
    union all
    select format('initial acl %s %s %s', i.type, i.identity,
                  (select string_agg(x::text, ' ' order by x::text) from unnest(p.initprivs) x))
        from pg_init_privs p, pg_identify_object(p.classoid, p.objoid, p.objsubid) i
        where i.identity ~ '^(handelsregister|hr_(queue|registry|user))\M'
          and not exists (select from pg_class c where p.classoid = 'pg_class'::regclass and p.objoid = c.oid
                            and p.initprivs = acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner))
    union all
    select format('default acl in %s for %s: %s', s.nspname, d.defaclobjtype, d.defaclacl)
        from pg_default_acl d join space s on s.oid = d.defaclnamespace

    union all
    select concat_ws(' ', r.name, 'persistence', r.relpersistence, 'method', (select a.amname from pg_am a where a.oid = r.relam),
                     'options', r.reloptions, case when r.relrowsecurity then 'row security' end,
                     case when r.relforcerowsecurity then 'forced' end, 'identity', r.relreplident,
                     'tablespace', r.reltablespace, pg_get_partkeydef(r.oid), pg_get_expr(r.relpartbound, r.oid),
                     'of', (select string_agg(h.inhparent::regclass::text, ' ' order by h.inhseqno) from pg_inherits h where h.inhrelid = r.oid),
                     'toast', (select t.reloptions from pg_class t where t.oid = r.reltoastrelid and t.reloptions is not null))
        from relation r
    union all
    select concat_ws(' ', r.name, 'column', lpad(a.place::text, 2, '0'), quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                     case when a.attcollation <> t.typcollation then 'collate ' || a.attcollation::regcollation end,
                     case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid),
                     'generated ' || nullif(a.attgenerated::text, ''), 'identity ' || nullif(a.attidentity::text, ''),
                     'storage', a.attstorage, 'compression ' || nullif(a.attcompression::text, ''), 'options', nullif(array(select o from unnest(a.attoptions) o where o !~ '^pg_attver='), '{}'),
                     'statistics ' || nullif(a.attstattarget, -1))
        from relation r
        join (select *, row_number() over (partition by attrelid order by attnum) as place from pg_attribute
              where attnum > 0 and not attisdropped) a on a.attrelid = r.oid
        join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where r.relkind not in ('i', 'I', 'S')
    union all
    select concat_ws(' ', 'constraint', quote_ident(c.conname), 'on', r.name, pg_get_constraintdef(c.oid),
                     case when not c.convalidated then 'not validated' end)
        from relation r join pg_constraint c on c.conrelid = r.oid
    union all
    select concat_ws(' ', 'constraint', quote_ident(c.conname), 'on domain', c.contypid::regtype, pg_get_constraintdef(c.oid))
        from pg_constraint c join pg_type t on t.oid = c.contypid join space s on s.oid = t.typnamespace
    union all
    select concat_ws(' ', r.name, 'definition', pg_get_indexdef(r.oid), case when not x.indisvalid then 'invalid' end,
                     case when x.indisclustered then 'clustered' end, case when x.indisreplident then 'replica identity' end)
        from relation r join pg_index x on x.indexrelid = r.oid
    union all
    select concat_ws(' ', r.name, 'type', q.seqtypid::regtype, 'start', q.seqstart, 'increment', q.seqincrement, 'range', q.seqmin, q.seqmax,
                     'cache', q.seqcache, case when q.seqcycle then 'cycle' end, 'owned by', (select format('%s.%s', d.refobjid::regclass, d.refobjsubid)
                         from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype in ('a', 'i')
                           and d.refclassid = 'pg_class'::regclass))
        from relation r join pg_sequence q on q.seqrelid = r.oid
    union all
    select concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid), 'enabled', t.tgenabled)
        from relation r join pg_trigger t on t.tgrelid = r.oid where not t.tgisinternal
    union all
    select concat_ws(' ', 'event trigger', t.evtname, 'on', t.evtevent, t.evttags, t.evtfoid::regprocedure, 'enabled', t.evtenabled,
                     'owner', t.evtowner::regrole)
        from pg_event_trigger t join routine r on r.oid = t.evtfoid
    union all
    select concat_ws(' ', 'policy', quote_ident(p.polname), 'on', r.name, p.polcmd, case when p.polpermissive then 'permissive' end,
                     p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
        from relation r join pg_policy p on p.polrelid = r.oid
    union all
    select concat_ws(' ', 'rule', quote_ident(w.rulename), 'on', r.name) from relation r join pg_rewrite w on w.ev_class = r.oid
    union all
    select concat_ws(' ', 'type', t.oid::regtype, t.typtype, 'base', nullif(t.typbasetype, 0)::regtype, case when t.typnotnull then 'not null' end,
                     t.typdefault, (select string_agg(quote_literal(e.enumlabel), ' ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
        from pg_type t join space s on s.oid = t.typnamespace where t.typtype in ('d', 'e', 'r')
    union all
    select concat_ws(' ', 'statistics', pg_get_statisticsobjdef(x.oid)) from pg_statistic_ext x join space s on s.oid = x.stxnamespace

    -- Texts of several lines: a line each, numbered. The definition of a function states all of its attributes.
    union all
    select format('%s line %s: %s', r.name, lpad(l.n::text, 3, '0'), l.text)
        from routine r, regexp_split_to_table(pg_get_functiondef(r.oid), e'\n') with ordinality l (text, n) where r.prokind <> 'a'
    union all
    select format('%s line %s: %s', r.name, lpad(l.n::text, 3, '0'), l.text)
        from relation r, regexp_split_to_table(pg_get_viewdef(r.oid), e'\n') with ordinality l (text, n) where r.relkind in ('v', 'm')

    union all
    select format('comment on %s %s: %s', i.type, i.identity, d.description)
        from pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
        where i.identity ~ '(^|[^a-z_])(handelsregister|hr_(queue|registry|user))(_guard_[a-z_]*)?\M'

    -- Rows that the scripts bring.
    union all select 'row of hr_registry.court ' || c::text from hr_registry.court c where c.builtin
    union all select 'row of hr_queue.processor ' || p::text from hr_queue.processor p where p.builtin)
select text from line order by text collate "C";
