// Compares what the linters found with the list of what is allowed, as TAP: judge.mjs ALLOWED ADVISORS LINT
// A finding that is not on the list fails, and so does an entry of the list that nothing matches.
import { readFileSync } from 'node:fs';

const [allowedFile, advisorsFile, lintFile] = process.argv.slice(2);
const results = (file) => JSON.parse(readFileSync(file, 'utf8')).results;

const findings = [
    ...results(advisorsFile).map(({ name, detail, metadata }) =>
        ({ rule: name, object: `${metadata.schema}.${metadata.name}`, text: detail })),
    ...results(lintFile).flatMap((found) => found.issues.map((issue) =>
        ({ rule: 'plpgsql_check', object: found.function, text: [issue.message, issue.detail, issue.context].filter(Boolean).join('; ') }))),
];

const allowed = readFileSync(allowedFile, 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => {
    const [rule, object, reason, ...rest] = line.split('\t');
    if (!reason || rest.length) throw new Error(`${allowedFile} must have three columns: ${line}`);
    return { rule, object, pattern: new RegExp(`^(${object})$`), reason, count: 0 };
});

let number = 0;
const say = (good, text) => console.log(`${good ? 'ok' : 'not ok'} ${++number} - ${text.replaceAll(/\s+/g, ' ')}`);

for (const { rule, object, text } of findings) {
    const entry = allowed.find((candidate) => candidate.rule === rule && candidate.pattern.test(object));
    if (entry) entry.count++;
    else say(false, `${rule} ${object}: ${text}`);
}
for (const { rule, object, reason, count } of allowed)
    say(count > 0, `${rule} ${object}, ${count} times: ${reason}`);
console.log(`1..${number}`);
