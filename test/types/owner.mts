// What the owner of the extension calls: who may call the rest.
import { test } from 'node:test';
import { answer, owner, reader, same } from './connect.mjs';

test('grant_access, revoke_access', async () => {
    const nothing: undefined = await answer(owner.rpc('revoke_access', { reader: true }));
    same((await reader.rpc('parse_register_id', { input: 'HRB 1' })).status, 401);
    same(await answer(owner.rpc('grant_access', { reader: 'anon' })), nothing);
    same((await reader.rpc('parse_register_id', { input: 'HRB 1' })).status, 200);
});
