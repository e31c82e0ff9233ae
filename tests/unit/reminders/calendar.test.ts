import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownName } from '../../../lib/keys/index.ts';
import { toCalendar, type KeyExpiry } from '../../../lib/reminders/index.ts';
import { account, day, hour, keyExpiry, makeKey, minute, now } from './builders.ts';

interface Component {
  readonly name: string;
  readonly properties: Record<string, string>;
  readonly parts: Component[];
}

/** Reads the format by its own grammar (RFC 5545 §3.1), without the library that wrote it. */
function read(text: string): Component {
  expect(text.endsWith('\r\n')).toBe(true);
  const octets = (line: string) => new TextEncoder().encode(line).length;
  const lines = text.slice(0, -2).split('\r\n');
  for (const line of lines) expect(octets(line)).toBeLessThanOrEqual(75);
  const root: Component = { name: '', properties: {}, parts: [] };
  const open = [root];
  for (const line of lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n')) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/s.exec(line) ?? [];
    expect(name).not.toBe('');
    const here = open.at(-1) as Component;
    if (name === 'BEGIN') {
      const part = { name: value, properties: {}, parts: [] };
      here.parts.push(part);
      open.push(part);
    } else if (name === 'END') {
      expect(open.pop()?.name).toBe(value);
    } else {
      expect(here.properties).not.toHaveProperty(name);
      here.properties[name] = value.replace(/\\([\\;,n])/g, (_, c: string) => (c === 'n' ? '\n' : c));
    }
  }
  expect(open).toEqual([root]);
  return root.parts[0] as Component;
}

const events = (keys: readonly KeyExpiry[], ...more: [number?, Parameters<typeof toCalendar>[2]?]) =>
  read(toCalendar(keys, more[0] ?? now, more[1])).parts;
const eventOf = (key: KeyExpiry, ...more: [number?, Parameters<typeof toCalendar>[2]?]) =>
  events([key], ...more)[0]?.properties ?? {};

describe('the calendar file', () => {
  it('is an all-day event on the expiry date, ending on the next', () => {
    expect(eventOf(makeKey({ expiresAt: Date.UTC(2026, 11, 31, 23, 59) }))).toMatchObject({
      DTSTART: '20261231',
      DTEND: '20270101',
      SUMMARY: `J1 key splunk-prod expires (${account})`,
      STATUS: 'CONFIRMED',
    });
  });

  it.each([
    ['UTC', '20261101'],
    ['America/New_York', '20261101'],
    ['Pacific/Apia', '20261101'],
    ['Australia/Lord_Howe', '20261101'],
    ['Asia/Kathmandu', '20261101'],
    ['Pacific/Honolulu', '20261031'],
  ])('puts an expiry in the hour of a clock change on the day that %s has', (timeZone, date) => {
    // 1 November 2026, 05:30 UTC: the first 01:30 of that morning in New York.
    expect(eventOf(makeKey({ expiresAt: Date.UTC(2026, 10, 1, 5, 30) }), now, { timeZone })['DTSTART']).toBe(
      date,
    );
  });

  it.each([
    ['Pacific/Apia', '20261125'],
    ['Asia/Kathmandu', '20261125'],
    ['America/New_York', '20261124'],
  ])('moves an evening in UTC to the day that %s has', (timeZone, date) => {
    expect(
      eventOf(makeKey({ expiresAt: Date.UTC(2026, 10, 24, 18, 30) }), now, { timeZone })['DTSTART'],
    ).toBe(date);
  });

  it('rings at each threshold that fits the lifetime, to the second', () => {
    const [event] = events([makeKey({ createdAt: now, expiresAt: now + 30 * day })]);
    expect(event?.parts.map(({ name, properties }) => [name, properties['TRIGGER']])).toEqual([
      ['VALARM', '20261217T173000Z'],
      ['VALARM', '20261221T173000Z'],
      ['VALARM', '20261223T173000Z'],
    ]);
  });

  it('rings by the settings it is given', () => {
    const [event] = events([makeKey({ expiresAt: now + 30 * day })], now, { settings: { thresholds: [2] } });
    expect(event?.parts.map(({ properties }) => properties['TRIGGER'])).toEqual(['20261222T173000Z']);
  });

  it('cancels revoked keys, and rings for neither them nor replaced ones', () => {
    const [revoked, replaced] = events([
      makeKey({ id: 'a', revoked: true }),
      makeKey({ id: 'b', replacedBy: 'c' }),
    ]);
    expect(revoked).toMatchObject({ properties: { STATUS: 'CANCELLED' }, parts: [] });
    expect(replaced).toMatchObject({ properties: { STATUS: 'CONFIRMED' }, parts: [] });
  });

  it('keeps a UID and counts SEQUENCE in minutes from the creation', () => {
    const key = makeKey({ createdAt: now - 90.5 * minute });
    const [first, later] = [eventOf(key), eventOf({ ...key, expiresAt: now + day, name: 'new' }, now + hour)];
    expect(first['SEQUENCE']).toBe('90');
    expect(later['SEQUENCE']).toBe('150');
    expect(later['UID']).toBe(first['UID']);
    expect(eventOf({ ...key, createdAt: now + hour })['SEQUENCE']).toBe('0');
  });

  it('gives every key of every account a UID of its own, which tells neither', () => {
    const keys = Array.from({ length: 2000 }, (_, n) =>
      makeKey({ id: `id-${n % 1000}`, account: n < 1000 ? 'acme' : 'beta' }),
    );
    const uids = events(keys).map(({ properties }) => properties['UID'] ?? '');
    expect(new Set(uids).size).toBe(2000);
    expect(uids.every((uid) => /^[0-9a-f]{16}@latchkey$/.test(uid))).toBe(true);
  });

  it('leaves out keys that never expire and dates that cannot be', () => {
    const keys = [
      makeKey({ expiresAt: null }),
      makeKey({ createdAt: now, expiresAt: now - day }),
      makeKey({ expiresAt: Number.NaN }),
      makeKey({ createdAt: now, expiresAt: 8.64e15 }),
    ];
    expect(events(keys)).toEqual([]);
  });

  it('holds nothing of a key but what is asked for, even where more was passed in', () => {
    const key = { ...makeKey(), secret: 'CANARY-1', policy: '{"CANARY-2":1}' };
    expect(toCalendar([key], now)).not.toContain('CANARY');
  });

  it('says of which day it is', () => {
    const { properties } = read(toCalendar([], now));
    expect(properties['NAME']).toBe('JupiterOne keys as of 24 Nov 2026');
  });

  it('is the same wherever the machine stands', () => {
    const before = process.env['TZ'];
    const texts = ['UTC', 'Pacific/Apia', 'America/New_York'].map((zone) => {
      process.env['TZ'] = zone;
      return toCalendar([makeKey()], now, { timeZone: 'Asia/Kathmandu' });
    });
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    expect(new Set(texts).size).toBe(1);
  });

  it('can be read whatever keys are called, and holds their names', () => {
    const named = fc.record({ key: keyExpiry, name: fc.string({ unit: 'grapheme', minLength: 1 }) });
    fc.assert(
      fc.property(fc.array(named, { maxLength: 5 }), (rows) => {
        const read = events(rows.map(({ key, name }) => ({ ...key, name })));
        const summaries = read.map(({ properties }) => properties['SUMMARY'] ?? '').join('\n');
        for (const { key, name } of rows) {
          const written =
            key.expiresAt !== null && key.expiresAt >= key.createdAt && key.createdAt <= now + day;
          if (written) expect(summaries).toContain(shownName(name, Infinity));
        }
      }),
      // A line separator is written out, as everywhere that names are shown in plain text.
      { examples: [[[{ key: makeKey(), name: '\u2028 ' }]]] },
    );
  });

  it('can be read when names hold what breaks lines and texts', () => {
    fc.assert(
      fc.property(fc.array(keyExpiry, { maxLength: 5 }), (keys) => {
        for (const { properties } of events(keys)) expect(properties['SUMMARY']).not.toMatch(/\n/);
      }),
    );
  });
});
