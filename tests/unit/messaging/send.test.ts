import { afterEach, beforeEach, expect, test } from 'vitest';
import { problemOf } from '../../../lib/api/problem.ts';
import { send } from '../../../lib/messaging/send.ts';
import { Rig } from '../rig/rig.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

/** The popup's side: what its `sendMessage` comes to. */
const answering = (answer: () => unknown) =>
  Object.assign(rig.extension.browser.runtime, { sendMessage: answer });
const undo = () => rig.run(send('revocations.undo', { id: 'x' }));
const problem = async () => problemOf(await undo().catch((thrown: unknown) => thrown));

test('a good answer is given on', async () => {
  answering(() => Promise.resolve({ ok: true, reply: { undone: true } }));
  expect(await undo()).toEqual({ undone: true });
});

test('the background’s own problem is thrown as it is', async () => {
  answering(() => Promise.resolve({ ok: false, problem: { code: 'busy' } }));
  expect(await problem()).toEqual({ code: 'busy' });
});

test.each([
  ['nobody listens', () => Promise.reject(new Error('Receiving end does not exist.'))],
  [
    'the extension was reloaded',
    () => {
      throw new Error('Extension context invalidated.');
    },
  ],
  ['the background never answers', () => new Promise(() => undefined)],
  ['the answer is none', () => Promise.resolve(undefined)],
  ['the answer has another shape', () => Promise.resolve({ ok: true, reply: { undone: 'perhaps' } })],
  ['the problem is none that is known', () => Promise.resolve({ ok: false, problem: { code: 'new' } })],
])('it settles with "background" where %s', async (_, answer) => {
  answering(answer);
  expect(await problem()).toEqual({ code: 'background' });
});
