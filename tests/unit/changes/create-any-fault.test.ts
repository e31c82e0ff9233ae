import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageAnswer } from '../../../lib/messaging/page-contract.ts';
import { gatewayPage, json, signedOut, validationError } from '../rig/fake-j1.ts';
import { Rig } from '../rig/rig.ts';
import { acme, create, creationOf, reveal } from '../rig/scenes.ts';

/** Answers that leave it open whether J1 made the key. */
const open: readonly PageAnswer[] = [
  { kind: 'timeout' },
  { kind: 'network' },
  { kind: 'too-large' },
  gatewayPage(500),
  gatewayPage(502),
  gatewayPage(504),
  gatewayPage(200),
  json({ data: null }),
  json({ data: null, errors: [{ message: 'boom', path: ['createToken'] }] }),
  json({
    data: null,
    errors: [{ message: 'no', path: ['createToken', 'secret'], extensions: { code: 'FORBIDDEN' } }],
  }),
];

/** Answers after which nothing ran. */
const shut: readonly PageAnswer[] = [
  signedOut,
  { kind: 'redirect' },
  gatewayPage(403),
  json({}, 429),
  validationError('Unknown argument "input" on field "Mutation.createToken".'),
  validationError('Cannot query field "secret" on type "IamToken".'),
];

const fault = fc.oneof(
  fc.record({
    answer: fc.constantFrom(...open),
    ran: fc.boolean(),
    delayMs: fc.constantFrom(0, 700, 24_000),
  }),
  fc.record({ answer: fc.constantFrom(...shut), delayMs: fc.constantFrom(0, 700) }),
  fc.record({ ran: fc.constant(true), delayMs: fc.constantFrom(0, 700, 24_000, 40_000) }),
  fc.record({ ran: fc.constant('twice' as const) }),
);

type Event = {
  readonly afterMs: number;
  readonly what: 'kill' | 'reload' | 'changed' | 'close' | 'silence' | 'speak';
};
const event: fc.Arbitrary<Event> = fc.record({
  afterMs: fc.constantFrom(0, 3, 300, 1000, 6000),
  what: fc.constantFrom('kill', 'reload', 'changed', 'close', 'silence', 'speak'),
});

async function happen(rig: Rig, { afterMs, what }: Event): Promise<void> {
  await rig.advance(afterMs);
  const page = rig.pages.findLast(({ tab }) => rig.extension.tabs.includes(tab));
  if (what === 'kill') await rig.kill();
  else if (!page) return;
  else if (what === 'reload') void page.reload().catch(() => undefined);
  else if (what === 'changed') void page.report('page.changed').catch(() => undefined);
  else if (what === 'close') page.close();
  else page.answering = what === 'speak';
}

function mostUnitsInASecond(rig: Rig): number {
  const { requests } = rig.j1;
  const inSecondOf = ({ at }: { at: number }) =>
    requests
      .filter((other) => other.at >= at && other.at < at + 1000)
      .reduce((sum, { units }) => sum + units, 0);
  return Math.max(0, ...requests.map(inSecondOf));
}

test('whatever goes wrong, at most one post may have run, and the row tells what is in the account', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 3 }),
      fc.array(fc.record({ on: fc.constantFrom('keys', 'identity'), answer: fc.constantFrom(...open) }), {
        maxLength: 2,
      }),
      fc.array(event, { maxLength: 4 }),
      async (faults, others, events) => {
        const rig = new Rig();
        try {
          await acme(rig);
          for (const each of faults) rig.j1.fault({ on: 'create', ...each });
          for (const each of others) rig.j1.fault({ on: each.on as 'keys', answer: each.answer });
          const id = await create(rig);
          for (const each of events) await happen(rig, each);
          await rig.advance(5 * 60_000);
          for (const page of rig.pages) page.answering = true;
          rig.j1.faults.length = 0;
          await rig.start();
          await rig.advance(2 * 60_000);
          await rig.get('changes.check', { id });
          await rig.advance(2 * 60_000);

          const posts = rig.j1.of('create');
          const mayHaveRun = posts.filter((_, index) => {
            const { answer } = (faults[index] ?? {}) as { answer?: PageAnswer };
            return !answer || !shut.includes(answer);
          });
          expect(mayHaveRun.length).toBeLessThanOrEqual(1);
          expect(mostUnitsInASecond(rig)).toBeLessThanOrEqual(5);

          const row = await creationOf(rig, id);
          const made = rig.j1.accounts.get('acme')!.tokens.filter(({ name }) => name === 'ci-deploy');
          const told = row.keyId ? [row.keyId, ...row.extraKeyIds] : row.extraKeyIds;
          expect(['created', 'not-created', 'failed', 'signed-out']).toContain(row.state);
          expect(told.toSorted()).toEqual(made.map((key) => key.id).toSorted());
          if (row.secret === 'shown') {
            const secret = made.find((key) => key.id === row.keyId)!.secret;
            expect((await reveal(rig, id))?.secret).toBe(secret);
          }
          if (row.state === 'created' && row.secret !== 'shown')
            expect(['lost', 'expired']).toContain(row.secret);
        } finally {
          await rig.stop();
        }
      },
    ),
    { numRuns: 120 },
  );
}, 60_000);
