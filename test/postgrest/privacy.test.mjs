// Birth dates, bytes of documents and what the queue holds reach no reader and no member: planted, and looked for in every
// response of every function.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { bytes, client, member, operator, reader } from './client.mjs';
import { psql, rows, submitted, variant } from './fixture.mjs';
import { responses } from './reach.mjs';

const subject = 'privacy';
const user = client(member(subject));
const births = ['geb. 1984-09-02', 'geb. am 02.09.1984', 'geboren am 2.9.1984', '*02.09.84', '* 2.9.1984', 'geb. 02. 09. 1984',
    'geboren am 2. September 1984', 'Geburtsdatum: 02.09.1984', 'Geburtsdatum 2.9.84'];
const born = births.map((birth) => `Hallgruber, Korbinian, Bad Tölz, ${birth}`).join('; ');
const listed = 'Hallgruber, Korbinian, Bad Tölz, 02.09.1984; Zeisl, Annegret, München, 2. September 1984';
/// However it is written.
const date = /(?<![0-9a-f])1984\W{0,3}0?9\W{0,3}0?2(?!\d)|(?<!\d)0?2\W{1,3}(0?9\W{1,3}|Sept?(ember|\.)?\W{0,3})(19)?84/;
const formerNames = [`Planwerk Miriam Hallgruber (${births[1]}) e.K.`];
const company = {
    identifier: 'HRB 891001 München', words: ['Planwerk Feinmechanik', 'Planwerk'], names: ['Hallgruber', 'korbinian hall'], days: ['1800-01-01', '2025-09-15', '2026-01-15'],
    identifiers: ['HRB 891001 München', 'HRB 891001', 'DED2601V.HRB891001', 'Planwerk'],
};
let everything, letter, planted_document;

/// A company whose document has the dates wherever a text can stand.
async function planted(number, more = {}) {
    const rule = (text) => `<tns:vertretungsbefugnisFreitext>${text}</tns:vertretungsbefugnisFreitext>`;
    const text = await variant('ag_in_liquidation', {
        98231: number, Isartaler: 'Planwerk', '1961-07-24': '1984-09-02',
        '<tns:bezeichnung.alt>Planwerk Feinmechanik AG<': `<tns:bezeichnung.alt>${formerNames[0]}<`,
        'Die Gesellschaft ist durch': `${born}; ${listed}. Die Gesellschaft ist durch`,
        'Herstellung und Vertrieb': `${born}. Herstellung und Vertrieb`,
        '<tns:nachname>Hallgruber<': `<tns:nachname>Hallgruber, ${births[2]}<`,
        '<tns:ort>Bad Tölz<': `<tns:ort>Bad Tölz, ${births[3]}<`,
        '<tns:strasse>': `<tns:anschriftenzusatz>bei ${born}</tns:anschriftenzusatz><tns:strasse>`,
        '</tns:hoehe>': `</tns:hoehe><tns:zusatz>Einlage von ${born}</tns:zusatz>`,
        '<tns:ref.rollennummer>2</tns:ref.rollennummer>': `<tns:ref.rollennummer>2</tns:ref.rollennummer>
            <tns:besondereVertretungsregelung><tns:auswahl_vertretungsbefugnis>${rule(`einzelvertretungsberechtigt: ${born}`)}
            </tns:auswahl_vertretungsbefugnis></tns:besondereVertretungsregelung>`,
        ...more,
    });
    return text.replace(/<tns:vertretungsbefugnis listURI="[^"]*allgemeine[^]*?<\/tns:vertretungsbefugnis>/,
        rule(`Die Abwickler vertreten gemeinsam. ${born}`));
}

before(async () => {
    const first = await planted('891001');
    await submitted([first]);
    const [{ company_id }] = await rows(reader, 'get_company', { identifier: company.identifier });
    Object.assign(company, { company_id, before_seq: (await rows(reader, 'get_company_timeline', { identifier: company.identifier }))[0].seq - 1 });
    const list = (await rows(user, 'create_watchlist', { name: 'privacy' })).watchlist_id;
    const spare = (await rows(user, 'create_watchlist', { name: 'spare' })).watchlist_id;
    await rows(user, 'watch_company', { identifier: company.identifier, watchlist_id: list });
    const { search_id } = await rows(user, 'save_search', { name: 'privacy', q: 'Planwerk' });
    const [{ job_id: read }] = await submitted([first.replaceAll('2025-09-30', '2025-12-30').replaceAll('2025-09-12', '2025-12-12')
        .replaceAll('Bad Tölz', 'Starnberg').replaceAll('einzelvertretungs', 'allein vertretungs').replaceAll('Einlage', 'Sacheinlage')
        .replaceAll('Herstellung', 'Entwicklung').replaceAll('bei Hall', 'c/o Hall').replaceAll('vertreten gemeinsam', 'vertreten einzeln')
        .replaceAll('durch Beschluss', 'nach Beschluss').replaceAll('Planwerk Miriam', 'Planwerk Karin')]);
    const dead = Number(psql(`insert into hr_queue.dead (id, kind, owner, subject, payload, enqueued_at, error_code, error_message)
        values (nextval('hr_queue.job_id_seq'), 'register_content', 'service_role', '${subject}', '{"planted": "payload-of-a-job"}',
                now(), '22023', 'planted') returning id`));
    planted_document = first;
    letter = (await rows(operator, 'list_dead_jobs', { page_size: 1000 })).find((job) => job.job_id === dead);
    for (const job of [read, dead])
        psql(`insert into hr_user.refresh_request (subject, job_id, company_id) values ('${subject}', ${job}, ${company_id})`);
    // As a release that knew fewer ways to write a date may have stored it.
    psql(`update hr_registry.change_event set subject = '${born}', new_value = '${listed}' where company_id = ${company_id}
          and kind in ('purpose_changed', 'register_entry_changed')`);
    everything = [...await responses(company),
        ...await responses({ ...company, own: { subject, list, spare, search: search_id, jobs: [read, dead] } })];
});

/// The calls whose response has it, and around it what.
const where = (pattern) => everything.flatMap(({ name, body, Accept, text }) => {
    const found = text.match(pattern);
    return found ? [`${name} ${JSON.stringify(body)} ${Accept}: …${text.slice(Math.max(0, found.index - 60), found.index + 40)}…`] : [];
});

test('the company is in what is looked through, as are its officers, texts and former names', () => {
    for (const name of ['get_company', 'get_company_officers', 'get_company_representation', 'get_company_capital', 'get_company_entries',
        'get_company_addresses', 'get_company_names', 'get_company_timeline', 'diff_company', 'search_companies', 'suggest_companies',
        'lookup_company', 'get_changes', 'list_alerts', 'list_watched_companies', 'run_saved_search', 'render_company',
        'match_companies'])
        assert.ok(everything.some((answer) => answer.name === name && answer.status === 200 && /Planwerk|Hallgruber/.test(answer.text)),
            name);
    for (const accept of ['text/csv', 'text/html'])
        assert.ok(everything.some((answer) => answer.Accept === accept && answer.text.includes('Hallgruber')), accept);
    assert.ok(where(/1984/).length > 10, 'the year may be seen');
});

test('the dates are in the registry, wherever a text can stand', () => {
    for (const [table, column] of [['officer', 'birth_date'], ['officer', 'last_name'], ['officer', 'residence'],
        ['officer_authority', 'rule_text'], ['company_representation', 'rule_text'], ['company_capital', 'note'],
        ['company_purpose', 'purpose'], ['company_address', 'addition'], ['company_former_name', 'name'], ['register_entry', 'text'],
        ['change_event', 'subject'], ['change_event', 'new_value']])
        assert.match(psql(`select string_agg(${column}, ' ') from hr_registry.${table} where company_id = ${company.company_id}`), date,
            `${table}.${column}`);
});

test('no full birth date comes out, however it is written', () => assert.deepEqual(where(date), []));

test('neither bytes of documents nor payloads of jobs come out', () => {
    assert.equal(letter.payload.planted, 'payload-of-a-job', 'operators see it');
    assert.match(planted_document, /^<\?xml[^]*<tns:/);
    for (const pattern of [/<tns:/, /<\?xml/, new RegExp(bytes('<?xml').slice(2)), /PD94bWwg/, /payload-of-a-job/, /"payload"/])
        assert.deepEqual(where(pattern), [], String(pattern));
    assert.ok(everything.some(({ name, text }) => name === 'get_job' && text.includes('planted')), 'the job itself may be seen');
});

test('the pattern finds every way in which the dates were planted', () => {
    for (const text of [...births, '1984-09-02', '02.09.1984', '19840902', '2. Sept. 1984', '2 September 1984'])
        assert.match(text, date);
    for (const text of ['1984', '02.09.1985', '2984-09-02T', '12.09.1984', '1984-09-20'])
        assert.doesNotMatch(text.replace('2984', '2025'), date);
});
