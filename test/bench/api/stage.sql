-- Owns the schema "bench": the rows of the two files as they are, and what the other scripts share.
create schema bench;

create unlogged table bench.entry (
    id bigint generated always as identity primary key,
    company_number text not null,
    native_number text not null,
    register_type text,
    register_number text,
    court text,
    state text,
    seat text,
    status text,
    name text not null,
    address text,
    retrieved timestamptz
);

create unlogged table bench.rename (
    company_number text not null,
    former_name text not null,
    current_name text
);

-- One of the list, always the same one for a number.
create function bench.pick(list text[], number bigint) returns text language sql immutable parallel safe
    return list[1 + (hashint8(number) & 2147483647) % cardinality(list)];

create function bench.generated_name(number bigint) returns text language sql immutable parallel safe
    return initcap(bench.pick('{ber,bau,del,fen,gar,hol,kam,lin,mar,nor,ost,pel,rad,sal,tor,ulm,wal,zen,ahl,bri}', number)
                   || bench.pick('{dorf,eck,fels,heid,jung,kirch,löw,müh,nau,pfalz,roß,stein,thal,vogt,weiß}', number + 1))
           || ' ' || bench.pick('{Bau,Handels,Verwaltungs,Beteiligungs,Immobilien,Software,Logistik,Energie}', number + 2)
           || ' ' || bench.pick('{und,&,Service,Technik,Vertriebs,Gruppe,Holding,Deutschland}', number + 3)
           || ' ' || bench.pick('{Nord,Süd,West,Ost,Rhein,Elbe,Main,Spree}', number + 4) || ' ' || number
           || ' ' || bench.pick('{GmbH,GmbH,GmbH,GmbH & Co. KG,AG,e.V.,OHG}', number + 5);

create function bench.generated_city(number bigint) returns text language sql immutable parallel safe
    return bench.pick('{Hamburg,Berlin,München,Köln,Leipzig,Ulm,Kiel,Bonn,Essen,Freiburg im Breisgau,Münster,Mainz}', number);

-- A day between 2005 and 2025.
create function bench.generated_day(number bigint) returns date language sql immutable parallel safe
    return date '2005-01-01' + (hashint8(number) & 2147483647) % 7600;
