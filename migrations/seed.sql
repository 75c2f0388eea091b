-- Demo data for a branch: register documents, and two users who watch companies. Run again, it adds what is missing: after
-- an update from a version without watchlists, those.
-- To copy: as supabase/seed.sql, for "supabase db push --include-seed" (or "psql -1 -f"), after the migrations and as the
-- owner of the extension. The roles are Supabase's. A user is the claim "sub" of a JWT: make users with these numbers in
-- your login service, or put its numbers in here.
set lock_timeout = '10s';
set statement_timeout = '5min';

create or replace function pg_temp.seed_document(retrieved_at timestamptz, content text) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    job bigint;
    job_state text;
begin
    set local role service_role;
    select s.job_id into job
        from handelsregister.submit_document(convert_to(content, 'UTF8'), source => 'seed', retrieved_at => retrieved_at) s;
    reset role;
    -- Read here and now, because what follows needs the company; so is what waits in the queue before it.
    loop
        select j.state into job_state from hr_queue.job j where j.id = job;
        exit when job_state is distinct from 'ready' or hr_queue.drain() = 0;
    end loop;
    if job_state <> 'done' then
        raise exception 'a sample document cannot be read: job % is %', job, job_state
            using hint = 'Look at it in hr_queue.job.';
    end if;
end
$$;

create or replace function pg_temp.seed_user(subject uuid, list_name text, identifiers text[]) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    list uuid;
    identifier text;
begin
    if to_regprocedure('handelsregister.create_watchlist(text)') is null then
        raise notice 'this version has no watchlists: run the seed again after an update';
        return;
    end if;
    perform set_config('request.jwt.claims', json_build_object('role', 'authenticated', 'sub', subject)::text, true);
    set local role authenticated;
    if not exists (select from handelsregister.list_watchlists() l where l.name = list_name) then
        select w.watchlist_id into list from handelsregister.create_watchlist(list_name) w;
        foreach identifier in array identifiers loop
            perform from handelsregister.watch_company(identifier, list);
        end loop;
    end if;
    reset role;
    perform set_config('request.jwt.claims', '', true);
end
$$;

-- A company as it was in 2023, and an association: of the documents in sample/.
select pg_temp.seed_document('2023-03-14 09:12:05Z', $xml$<?xml version="1.0" encoding="UTF-8"?>
<tns:nachricht.reg.0400003 xmlns:tns="http://www.xjustiz.de"><tns:nachrichtenkopf xjustizVersion="3.5.1">
<tns:erstellungszeitpunkt>2023-03-14T09:12:05Z</tns:erstellungszeitpunkt><tns:auswahl_absender>
<tns:absender.gericht listURI="urn:xoev-de:xjustiz:codeliste:gds.gerichte" listVersionID="3.5"><code>K1101R</code>
</tns:absender.gericht></tns:auswahl_absender><tns:auswahl_empfaenger>
<tns:empfaenger.sonstige>Abruf</tns:empfaenger.sonstige></tns:auswahl_empfaenger>
<tns:eigeneNachrichtenID>5b0b8c2e-0001-4c11-9a55-000000000001</tns:eigeneNachrichtenID>
<tns:ereignis listURI="urn:xoev-de:xjustiz:codeliste:gds.ereignis" listVersionID="1.5"><code>002</code></tns:ereignis>
</tns:nachrichtenkopf><tns:grunddaten><tns:verfahrensdaten><tns:instanzdaten><tns:instanznummer>0</tns:instanznummer>
<tns:auswahl_instanzbehoerde><tns:gericht listURI="urn:xoev-de:xjustiz:codeliste:gds.gerichte" listVersionID="3.5">
<code>K1101R</code></tns:gericht></tns:auswahl_instanzbehoerde><tns:aktenzeichen><tns:auswahl_aktenzeichen>
<tns:aktenzeichen.strukturiert>
<tns:register listURI="urn:xoev-de:xjustiz:codeliste:gds.registerzeichen" listVersionID="3.4"><code>HRB</code>
</tns:register><tns:laufendeNummer>170001</tns:laufendeNummer><tns:jahr/></tns:aktenzeichen.strukturiert>
</tns:auswahl_aktenzeichen></tns:aktenzeichen><tns:verfahrensgegenstand>
<tns:gegenstand>Strukturierter Registerinhalt</tns:gegenstand></tns:verfahrensgegenstand></tns:instanzdaten>
<tns:beteiligung><tns:rolle><tns:rollennummer>1</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>287</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>1</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:organisation><tns:bezeichnung>
<tns:bezeichnung.aktuell>Elbkante Systems GmbH</tns:bezeichnung.aktuell></tns:bezeichnung><tns:angabenZurRechtsform>
<tns:rechtsform listURI="urn:xoev-de:xunternehmen:codeliste:rechtsformen" listVersionID="2.2"><code>221110</code>
</tns:rechtsform></tns:angabenZurRechtsform><tns:sitz><tns:ort>Hamburg</tns:ort></tns:sitz><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>003</code>
</tns:anschriftstyp><tns:strasse>Am Sandtorkai</tns:strasse><tns:hausnummer>18</tns:hausnummer>
<tns:postleitzahl>20457</tns:postleitzahl><tns:ort>Hamburg</tns:ort>
<tns:staat listURI="urn:xoev-de:bund:bfj:codeliste:bfj.staat" listVersionID="6.1"><code>000</code></tns:staat>
</tns:anschrift></tns:organisation></tns:auswahl_beteiligter></tns:beteiligter></tns:beteiligung><tns:beteiligung>
<tns:rolle><tns:rollennummer>2</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>086</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>2</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:natuerlichePerson><tns:vollerName><tns:vorname>Jonas</tns:vorname>
<tns:nachname>Albrecht</tns:nachname></tns:vollerName><tns:geburt><tns:geburtsdatum>1978-05-11</tns:geburtsdatum>
</tns:geburt><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>017</code>
</tns:anschriftstyp><tns:ort>Hamburg</tns:ort></tns:anschrift></tns:natuerlichePerson></tns:auswahl_beteiligter>
</tns:beteiligter></tns:beteiligung><tns:beteiligung><tns:rolle><tns:rollennummer>3</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>086</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>3</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:natuerlichePerson><tns:vollerName><tns:vorname>Miriam</tns:vorname>
<tns:namensvorsatz>von der</tns:namensvorsatz><tns:nachname>Heyde</tns:nachname></tns:vollerName><tns:geburt>
<tns:geburtsdatum>1984-09-02</tns:geburtsdatum></tns:geburt><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>017</code>
</tns:anschriftstyp><tns:ort>Lüneburg</tns:ort></tns:anschrift></tns:natuerlichePerson></tns:auswahl_beteiligter>
</tns:beteiligter></tns:beteiligung></tns:verfahrensdaten></tns:grunddaten>
<tns:fachdatenRegister fachdatenRegisterVersion="3.4">
<tns:mitteilungsart listURI="urn:xoev-de:xjustiz:codeliste:gds.ereignis" listVersionID="1.5"><code>002</code>
</tns:mitteilungsart><tns:betroffenerRechtstraeger><tns:ref.rollennummer>1</tns:ref.rollennummer>
</tns:betroffenerRechtstraeger><tns:auszug><tns:abrufuhrzeit>09:12:05</tns:abrufuhrzeit>
<tns:abrufdatum>2023-03-14</tns:abrufdatum><tns:letzteEintragung>2023-02-20</tns:letzteEintragung>
<tns:anzahlEintragungen>3</tns:anzahlEintragungen><tns:letzteAenderung>
<tns:aenderungsdatum>2023-02-20</tns:aenderungsdatum></tns:letzteAenderung></tns:auszug><tns:basisdatenRegister>
<tns:satzungsdatum><tns:aktuellesSatzungsdatum>2019-04-08</tns:aktuellesSatzungsdatum></tns:satzungsdatum>
<tns:rechtstraeger><tns:bezeichnung><tns:bezeichnung.aktuell>Elbkante Systems GmbH</tns:bezeichnung.aktuell>
</tns:bezeichnung><tns:angabenZurRechtsform>
<tns:rechtsform listURI="urn:xoev-de:xunternehmen:codeliste:rechtsformen" listVersionID="2.2"><code>221110</code>
</tns:rechtsform></tns:angabenZurRechtsform><tns:sitz><tns:ort>Hamburg</tns:ort></tns:sitz><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>003</code>
</tns:anschriftstyp><tns:strasse>Am Sandtorkai</tns:strasse><tns:hausnummer>18</tns:hausnummer>
<tns:postleitzahl>20457</tns:postleitzahl><tns:ort>Hamburg</tns:ort>
<tns:staat listURI="urn:xoev-de:bund:bfj:codeliste:bfj.staat" listVersionID="6.1"><code>000</code></tns:staat>
</tns:anschrift></tns:rechtstraeger><tns:vertretung><tns:allgemeineVertretungsregelung>
<tns:auswahl_vertretungsbefugnis>
<tns:vertretungsbefugnis listURI="urn:xoev-de:xjustiz:codeliste:reg.allgemeine-vertretungsregelung" listVersionID="2.3">
<code>066</code></tns:vertretungsbefugnis></tns:auswahl_vertretungsbefugnis></tns:allgemeineVertretungsregelung>
<tns:vertretungsberechtigte><tns:ref.rollennummer>2</tns:ref.rollennummer><tns:besondereVertretungsregelung>
<tns:auswahl_vertretungsbefugnis>
<tns:vertretungsbefugnis listURI="urn:xoev-de:xjustiz:codeliste:reg.besondere-vertretungsregelung" listVersionID="2.3">
<code>003</code></tns:vertretungsbefugnis></tns:auswahl_vertretungsbefugnis><tns:auswahl_befreiungVon181BGB>
<tns:befreiungVon181BGB listURI="urn:xoev-de:xjustiz:codeliste:reg.besondere-befreiung" listVersionID="2.0">
<code>011</code></tns:befreiungVon181BGB></tns:auswahl_befreiungVon181BGB></tns:besondereVertretungsregelung>
</tns:vertretungsberechtigte><tns:vertretungsberechtigte><tns:ref.rollennummer>3</tns:ref.rollennummer>
</tns:vertretungsberechtigte></tns:vertretung>
<tns:gegenstand>Entwicklung und Vertrieb von Software für den Hafenumschlag sowie die damit verbundene Beratung.</tns:gegenstand>
<tns:statusRechtstraeger listURI="urn:xoev-de:xjustiz:codeliste:reg.status-rechtstraeger" listVersionID="2.0">
<code>001</code></tns:statusRechtstraeger></tns:basisdatenRegister><tns:auswahl_zusatzangaben>
<tns:kapitalgesellschaft><tns:zusatzGmbH><tns:stammkapital><tns:zahl>25000.00</tns:zahl><tns:auswahl_waehrung>
<tns:waehrung listURI="urn:xoev-de:bund:kba:codeliste:waehrung" listVersionID="1.0"><code>EUR</code></tns:waehrung>
</tns:auswahl_waehrung></tns:stammkapital></tns:zusatzGmbH></tns:kapitalgesellschaft></tns:auswahl_zusatzangaben>
</tns:fachdatenRegister></tns:nachricht.reg.0400003>$xml$);
select pg_temp.seed_document('2025-05-02 10:00:59Z', $xml$<?xml version="1.0" encoding="UTF-8"?>
<tns:nachricht.reg.0400003 xmlns:tns="http://www.xjustiz.de"><tns:nachrichtenkopf xjustizVersion="3.5.1">
<tns:erstellungszeitpunkt>2025-05-02T10:00:59Z</tns:erstellungszeitpunkt><tns:auswahl_absender>
<tns:absender.gericht listURI="urn:xoev-de:xjustiz:codeliste:gds.gerichte" listVersionID="3.5"><code>R3306</code>
</tns:absender.gericht></tns:auswahl_absender><tns:auswahl_empfaenger>
<tns:empfaenger.sonstige>Abruf</tns:empfaenger.sonstige></tns:auswahl_empfaenger>
<tns:eigeneNachrichtenID>5b0b8c2e-0004-4c11-9a55-000000000001</tns:eigeneNachrichtenID>
<tns:ereignis listURI="urn:xoev-de:xjustiz:codeliste:gds.ereignis" listVersionID="1.5"><code>002</code></tns:ereignis>
</tns:nachrichtenkopf><tns:grunddaten><tns:verfahrensdaten><tns:instanzdaten><tns:instanznummer>0</tns:instanznummer>
<tns:auswahl_instanzbehoerde><tns:gericht listURI="urn:xoev-de:xjustiz:codeliste:gds.gerichte" listVersionID="3.5">
<code>R3306</code></tns:gericht></tns:auswahl_instanzbehoerde><tns:aktenzeichen><tns:auswahl_aktenzeichen>
<tns:aktenzeichen.strukturiert>
<tns:register listURI="urn:xoev-de:xjustiz:codeliste:gds.registerzeichen" listVersionID="3.4"><code>VR</code>
</tns:register><tns:laufendeNummer>21477</tns:laufendeNummer><tns:jahr/></tns:aktenzeichen.strukturiert>
</tns:auswahl_aktenzeichen></tns:aktenzeichen><tns:verfahrensgegenstand>
<tns:gegenstand>Strukturierter Registerinhalt</tns:gegenstand></tns:verfahrensgegenstand></tns:instanzdaten>
<tns:beteiligung><tns:rolle><tns:rollennummer>1</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>287</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>1</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:organisation><tns:bezeichnung>
<tns:bezeichnung.aktuell>Freunde der Nachtzüge e.V.</tns:bezeichnung.aktuell></tns:bezeichnung>
<tns:angabenZurRechtsform>
<tns:rechtsform listURI="urn:xoev-de:xunternehmen:codeliste:rechtsformen" listVersionID="2.2"><code>211000</code>
</tns:rechtsform></tns:angabenZurRechtsform><tns:sitz><tns:ort>Köln</tns:ort></tns:sitz><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>003</code>
</tns:anschriftstyp><tns:strasse>Breslauer Platz</tns:strasse><tns:hausnummer>3</tns:hausnummer>
<tns:postleitzahl>50668</tns:postleitzahl><tns:ort>Köln</tns:ort>
<tns:staat listURI="urn:xoev-de:bund:bfj:codeliste:bfj.staat" listVersionID="6.1"><code>000</code></tns:staat>
</tns:anschrift></tns:organisation></tns:auswahl_beteiligter></tns:beteiligter></tns:beteiligung><tns:beteiligung>
<tns:rolle><tns:rollennummer>2</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>294</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>2</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:natuerlichePerson><tns:vollerName><tns:vorname>Ömer</tns:vorname>
<tns:nachname>Brühl</tns:nachname></tns:vollerName><tns:geburt><tns:geburtsdatum>1988-02-29</tns:geburtsdatum>
</tns:geburt><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>017</code>
</tns:anschriftstyp><tns:ort>Köln</tns:ort></tns:anschrift></tns:natuerlichePerson></tns:auswahl_beteiligter>
</tns:beteiligter></tns:beteiligung><tns:beteiligung><tns:rolle><tns:rollennummer>3</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>194</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>3</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:natuerlichePerson><tns:vollerName><tns:vorname>Agnieszka</tns:vorname>
<tns:nachname>Wiśniewska</tns:nachname></tns:vollerName><tns:geburt><tns:geburtsdatum>1992-06-17</tns:geburtsdatum>
</tns:geburt><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>017</code>
</tns:anschriftstyp><tns:ort>Bonn</tns:ort></tns:anschrift></tns:natuerlichePerson></tns:auswahl_beteiligter>
</tns:beteiligter></tns:beteiligung></tns:verfahrensdaten></tns:grunddaten>
<tns:fachdatenRegister fachdatenRegisterVersion="3.4">
<tns:mitteilungsart listURI="urn:xoev-de:xjustiz:codeliste:gds.ereignis" listVersionID="1.5"><code>002</code>
</tns:mitteilungsart><tns:betroffenerRechtstraeger><tns:ref.rollennummer>1</tns:ref.rollennummer>
</tns:betroffenerRechtstraeger><tns:auszug><tns:abrufuhrzeit>10:00:59</tns:abrufuhrzeit>
<tns:abrufdatum>2025-05-02</tns:abrufdatum><tns:letzteEintragung>2025-04-11</tns:letzteEintragung>
<tns:anzahlEintragungen>2</tns:anzahlEintragungen><tns:letzteAenderung>
<tns:aenderungsdatum>2025-04-11</tns:aenderungsdatum></tns:letzteAenderung></tns:auszug><tns:basisdatenRegister>
<tns:satzungsdatum><tns:aktuellesSatzungsdatum>2021-11-13</tns:aktuellesSatzungsdatum></tns:satzungsdatum>
<tns:rechtstraeger><tns:bezeichnung><tns:bezeichnung.aktuell>Freunde der Nachtzüge e.V.</tns:bezeichnung.aktuell>
</tns:bezeichnung><tns:angabenZurRechtsform>
<tns:rechtsform listURI="urn:xoev-de:xunternehmen:codeliste:rechtsformen" listVersionID="2.2"><code>211000</code>
</tns:rechtsform></tns:angabenZurRechtsform><tns:sitz><tns:ort>Köln</tns:ort></tns:sitz><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>003</code>
</tns:anschriftstyp><tns:strasse>Breslauer Platz</tns:strasse><tns:hausnummer>3</tns:hausnummer>
<tns:postleitzahl>50668</tns:postleitzahl><tns:ort>Köln</tns:ort>
<tns:staat listURI="urn:xoev-de:bund:bfj:codeliste:bfj.staat" listVersionID="6.1"><code>000</code></tns:staat>
</tns:anschrift></tns:rechtstraeger><tns:vertretung><tns:allgemeineVertretungsregelung>
<tns:auswahl_vertretungsbefugnis>
<tns:vertretungsbefugnis listURI="urn:xoev-de:xjustiz:codeliste:reg.allgemeine-vertretungsregelung" listVersionID="2.3">
<code>095</code></tns:vertretungsbefugnis></tns:auswahl_vertretungsbefugnis></tns:allgemeineVertretungsregelung>
<tns:vertretungsberechtigte><tns:ref.rollennummer>2</tns:ref.rollennummer></tns:vertretungsberechtigte>
<tns:vertretungsberechtigte><tns:ref.rollennummer>3</tns:ref.rollennummer></tns:vertretungsberechtigte>
</tns:vertretung><tns:gegenstand>Förderung des Nachtzugverkehrs in Europa.</tns:gegenstand>
<tns:statusRechtstraeger listURI="urn:xoev-de:xjustiz:codeliste:reg.status-rechtstraeger" listVersionID="2.0">
<code>001</code></tns:statusRechtstraeger></tns:basisdatenRegister></tns:fachdatenRegister>
</tns:nachricht.reg.0400003>$xml$);

-- Anna follows the company, Ben the association. The next document comes while they watch, so that Anna has alerts.
select pg_temp.seed_user('5eed0000-0000-4000-8000-00000000000a', 'Kunden', '{HRB 170001 Hamburg,VR 21477 Köln}');
select pg_temp.seed_user('5eed0000-0000-4000-8000-00000000000b', 'Vereine', '{VR 21477 Köln}');

-- The company two years later: renamed, another director, more capital.
select pg_temp.seed_document('2025-11-05 11:03:44Z', $xml$<?xml version="1.0" encoding="UTF-8"?>
<tns:nachricht.reg.0400003 xmlns:tns="http://www.xjustiz.de"><tns:nachrichtenkopf xjustizVersion="3.5.1">
<tns:erstellungszeitpunkt>2025-11-05T11:03:44Z</tns:erstellungszeitpunkt><tns:auswahl_absender>
<tns:absender.gericht listURI="urn:xoev-de:xjustiz:codeliste:gds.gerichte" listVersionID="3.5"><code>K1101R</code>
</tns:absender.gericht></tns:auswahl_absender><tns:auswahl_empfaenger>
<tns:empfaenger.sonstige>Abruf</tns:empfaenger.sonstige></tns:auswahl_empfaenger>
<tns:eigeneNachrichtenID>5b0b8c2e-0001-4c11-9a55-000000000003</tns:eigeneNachrichtenID>
<tns:ereignis listURI="urn:xoev-de:xjustiz:codeliste:gds.ereignis" listVersionID="1.5"><code>002</code></tns:ereignis>
</tns:nachrichtenkopf><tns:grunddaten><tns:verfahrensdaten><tns:instanzdaten><tns:instanznummer>0</tns:instanznummer>
<tns:auswahl_instanzbehoerde><tns:gericht listURI="urn:xoev-de:xjustiz:codeliste:gds.gerichte" listVersionID="3.5">
<code>K1101R</code></tns:gericht></tns:auswahl_instanzbehoerde><tns:aktenzeichen><tns:auswahl_aktenzeichen>
<tns:aktenzeichen.strukturiert>
<tns:register listURI="urn:xoev-de:xjustiz:codeliste:gds.registerzeichen" listVersionID="3.4"><code>HRB</code>
</tns:register><tns:laufendeNummer>170001</tns:laufendeNummer><tns:jahr/></tns:aktenzeichen.strukturiert>
</tns:auswahl_aktenzeichen></tns:aktenzeichen><tns:verfahrensgegenstand>
<tns:gegenstand>Strukturierter Registerinhalt</tns:gegenstand></tns:verfahrensgegenstand></tns:instanzdaten>
<tns:beteiligung><tns:rolle><tns:rollennummer>1</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>287</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>1</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:organisation><tns:bezeichnung>
<tns:bezeichnung.aktuell>Elbkante Software GmbH</tns:bezeichnung.aktuell>
<tns:bezeichnung.alt>Elbkante Systems GmbH</tns:bezeichnung.alt></tns:bezeichnung><tns:angabenZurRechtsform>
<tns:rechtsform listURI="urn:xoev-de:xunternehmen:codeliste:rechtsformen" listVersionID="2.2"><code>221110</code>
</tns:rechtsform></tns:angabenZurRechtsform><tns:sitz><tns:ort>Hamburg</tns:ort></tns:sitz><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>003</code>
</tns:anschriftstyp><tns:strasse>Am Sandtorkai</tns:strasse><tns:hausnummer>18</tns:hausnummer>
<tns:postleitzahl>20457</tns:postleitzahl><tns:ort>Hamburg</tns:ort>
<tns:staat listURI="urn:xoev-de:bund:bfj:codeliste:bfj.staat" listVersionID="6.1"><code>000</code></tns:staat>
</tns:anschrift></tns:organisation></tns:auswahl_beteiligter></tns:beteiligter></tns:beteiligung><tns:beteiligung>
<tns:rolle><tns:rollennummer>2</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>086</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>2</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:natuerlichePerson><tns:vollerName><tns:vorname>Miriam</tns:vorname>
<tns:namensvorsatz>von der</tns:namensvorsatz><tns:nachname>Heyde</tns:nachname></tns:vollerName><tns:geburt>
<tns:geburtsdatum>1984-09-02</tns:geburtsdatum></tns:geburt><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>017</code>
</tns:anschriftstyp><tns:ort>Lüneburg</tns:ort></tns:anschrift></tns:natuerlichePerson></tns:auswahl_beteiligter>
</tns:beteiligter></tns:beteiligung><tns:beteiligung><tns:rolle><tns:rollennummer>3</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>086</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>3</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:natuerlichePerson><tns:vollerName><tns:vorname>Leyla</tns:vorname>
<tns:titel>Dr.</tns:titel><tns:nachname>Öztürk</tns:nachname></tns:vollerName><tns:geburt>
<tns:geburtsdatum>1990-12-01</tns:geburtsdatum></tns:geburt><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>017</code>
</tns:anschriftstyp><tns:ort>Hamburg</tns:ort></tns:anschrift></tns:natuerlichePerson></tns:auswahl_beteiligter>
</tns:beteiligter></tns:beteiligung><tns:beteiligung><tns:rolle><tns:rollennummer>4</tns:rollennummer>
<tns:rollenbezeichnung listURI="urn:xoev-de:xjustiz:codeliste:gds.rollenbezeichnung" listVersionID="3.3">
<code>285</code></tns:rollenbezeichnung></tns:rolle><tns:beteiligter><tns:beteiligtennummer>4</tns:beteiligtennummer>
<tns:auswahl_beteiligter><tns:natuerlichePerson><tns:vollerName><tns:vorname>Sören</tns:vorname>
<tns:nachname>Thießen</tns:nachname></tns:vollerName><tns:geburt><tns:geburtsdatum>1969-01-30</tns:geburtsdatum>
</tns:geburt><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>017</code>
</tns:anschriftstyp><tns:ort>Stade</tns:ort></tns:anschrift></tns:natuerlichePerson></tns:auswahl_beteiligter>
</tns:beteiligter></tns:beteiligung></tns:verfahrensdaten></tns:grunddaten>
<tns:fachdatenRegister fachdatenRegisterVersion="3.4">
<tns:mitteilungsart listURI="urn:xoev-de:xjustiz:codeliste:gds.ereignis" listVersionID="1.5"><code>002</code>
</tns:mitteilungsart><tns:betroffenerRechtstraeger><tns:ref.rollennummer>1</tns:ref.rollennummer>
</tns:betroffenerRechtstraeger><tns:auszug><tns:eintragungstext><tns:spalte>6</tns:spalte>
<tns:position>1</tns:position><tns:laufendeNummer>6</tns:laufendeNummer>
<tns:eintragungsart listURI="urn:xoev-de:xjustiz:codeliste:reg.eintragungstyp" listVersionID="1.1"><code>016</code>
</tns:eintragungsart>
<tns:text>Das Stammkapital ist durch Beschluss der Gesellschafterversammlung vom 15.09.2025 um 35.000,00 EUR auf 60.000,00 EUR erhöht.</tns:text>
</tns:eintragungstext><tns:abrufuhrzeit>11:03:44</tns:abrufuhrzeit><tns:abrufdatum>2025-11-05</tns:abrufdatum>
<tns:letzteEintragung>2025-10-22</tns:letzteEintragung><tns:anzahlEintragungen>6</tns:anzahlEintragungen>
<tns:letzteAenderung><tns:aenderungsdatum>2025-10-22</tns:aenderungsdatum></tns:letzteAenderung></tns:auszug>
<tns:basisdatenRegister><tns:satzungsdatum><tns:aktuellesSatzungsdatum>2025-09-15</tns:aktuellesSatzungsdatum>
</tns:satzungsdatum><tns:rechtstraeger><tns:bezeichnung>
<tns:bezeichnung.aktuell>Elbkante Software GmbH</tns:bezeichnung.aktuell>
<tns:bezeichnung.alt>Elbkante Systems GmbH</tns:bezeichnung.alt></tns:bezeichnung><tns:angabenZurRechtsform>
<tns:rechtsform listURI="urn:xoev-de:xunternehmen:codeliste:rechtsformen" listVersionID="2.2"><code>221110</code>
</tns:rechtsform></tns:angabenZurRechtsform><tns:sitz><tns:ort>Hamburg</tns:ort></tns:sitz><tns:anschrift>
<tns:anschriftstyp listURI="urn:xoev-de:xjustiz:codeliste:gds.anschriftstyp" listVersionID="3.0"><code>003</code>
</tns:anschriftstyp><tns:strasse>Am Sandtorkai</tns:strasse><tns:hausnummer>18</tns:hausnummer>
<tns:postleitzahl>20457</tns:postleitzahl><tns:ort>Hamburg</tns:ort>
<tns:staat listURI="urn:xoev-de:bund:bfj:codeliste:bfj.staat" listVersionID="6.1"><code>000</code></tns:staat>
</tns:anschrift></tns:rechtstraeger><tns:vertretung><tns:allgemeineVertretungsregelung>
<tns:auswahl_vertretungsbefugnis>
<tns:vertretungsbefugnis listURI="urn:xoev-de:xjustiz:codeliste:reg.allgemeine-vertretungsregelung" listVersionID="2.3">
<code>066</code></tns:vertretungsbefugnis></tns:auswahl_vertretungsbefugnis></tns:allgemeineVertretungsregelung>
<tns:vertretungsberechtigte><tns:ref.rollennummer>2</tns:ref.rollennummer></tns:vertretungsberechtigte>
<tns:vertretungsberechtigte><tns:ref.rollennummer>3</tns:ref.rollennummer><tns:besondereVertretungsregelung>
<tns:auswahl_vertretungsbefugnis>
<tns:vertretungsbefugnis listURI="urn:xoev-de:xjustiz:codeliste:reg.besondere-vertretungsregelung" listVersionID="2.3">
<code>003</code></tns:vertretungsbefugnis></tns:auswahl_vertretungsbefugnis><tns:auswahl_befreiungVon181BGB>
<tns:befreiungVon181BGB listURI="urn:xoev-de:xjustiz:codeliste:reg.besondere-befreiung" listVersionID="2.0">
<code>011</code></tns:befreiungVon181BGB></tns:auswahl_befreiungVon181BGB></tns:besondereVertretungsregelung>
</tns:vertretungsberechtigte><tns:vertretungsberechtigte><tns:ref.rollennummer>4</tns:ref.rollennummer>
<tns:besondereVertretungsregelung><tns:auswahl_vertretungsbefugnis>
<tns:vertretungsbefugnis listURI="urn:xoev-de:xjustiz:codeliste:reg.besondere-vertretungsregelung" listVersionID="2.3">
<code>010</code></tns:vertretungsbefugnis></tns:auswahl_vertretungsbefugnis></tns:besondereVertretungsregelung>
</tns:vertretungsberechtigte></tns:vertretung>
<tns:gegenstand>Entwicklung und Vertrieb von Software für den Hafenumschlag sowie die damit verbundene Beratung.</tns:gegenstand>
<tns:statusRechtstraeger listURI="urn:xoev-de:xjustiz:codeliste:reg.status-rechtstraeger" listVersionID="2.0">
<code>001</code></tns:statusRechtstraeger></tns:basisdatenRegister><tns:auswahl_zusatzangaben>
<tns:kapitalgesellschaft><tns:zusatzGmbH><tns:stammkapital><tns:zahl>60000.00</tns:zahl><tns:auswahl_waehrung>
<tns:waehrung listURI="urn:xoev-de:bund:kba:codeliste:waehrung" listVersionID="1.0"><code>EUR</code></tns:waehrung>
</tns:auswahl_waehrung></tns:stammkapital></tns:zusatzGmbH></tns:kapitalgesellschaft></tns:auswahl_zusatzangaben>
</tns:fachdatenRegister></tns:nachricht.reg.0400003>$xml$);

drop function pg_temp.seed_document(timestamptz, text), pg_temp.seed_user(uuid, text, text[]);
reset lock_timeout;
reset statement_timeout;
