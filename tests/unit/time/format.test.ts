import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import instants from '../../cases/time/exact-instant.json' with { type: 'json' };
import { age, dayName, duration, exactInstant, localZone, relativeTime } from '../../../lib/time/index.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 24, 17, 30);
const nowhere = [Number.NaN, Infinity, -Infinity, 8.64e15 + 1];

describe('how far a time is', () => {
  it.each([
    [5 * day, 'in 5 days'],
    [4 * day + 1, 'in 5 days'],
    [day + 1, 'in 2 days'],
    [day, 'in 1 day'],
    [day - 1, 'in 1 day'],
    [23 * hour, 'in 23 hours'],
    [4 * hour + minute, 'in 5 hours'],
    [hour, 'in 1 hour'],
    [hour - second, 'in 1 hour'],
    [59 * minute, 'in 59 minutes'],
    [minute + 1, 'in 2 minutes'],
    [minute, 'in 1 minute'],
    [minute - 1, 'in less than a minute'],
    [0, 'less than a minute ago'],
    [-minute, '1 minute ago'],
    [-hour + 1, '59 minutes ago'],
    [-3.9 * hour, '3 hours ago'],
    [-day, '1 day ago'],
    [-2.9 * day, '2 days ago'],
    [1500 * day, 'in 1,500 days'],
  ])('%d ms reads "%s"', (offset, text) => {
    expect(relativeTime(now + offset, now)).toBe(text);
  });

  it('is 24 hours a day whatever the clocks do that night', () => {
    const evening = Date.parse('2026-10-31T20:00:00-04:00');
    expect(relativeTime(Date.parse('2026-11-01T20:00:00-05:00'), evening)).toBe('in 2 days');
    expect(relativeTime(Date.parse('2026-11-01T19:00:00-05:00'), evening)).toBe('in 1 day');
  });
});

describe('how long a time is', () => {
  it.each([
    [12 * day, '12 days'],
    [11 * day + 1, '12 days'],
    [5 * hour, '5 hours'],
    [90 * second, '2 minutes'],
    [0, 'less than a minute'],
    [-day, 'less than a minute'],
  ])('%d ms reads "%s"', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe('how old a time is', () => {
  it.each([
    [4 * minute + 59 * second, '4 min ago'],
    [59 * second, 'just now'],
    [-hour, 'just now'],
    [5.5 * hour, '5 h ago'],
    [day, '1 day ago'],
    [2.5 * day, '2 days ago'],
  ])('%d ms reads "%s"', (ms, text) => {
    expect(age(now - ms, now)).toBe(text);
  });
});

describe('an exact instant', () => {
  it.each(instants)('$at in $zone', ({ at, zone, local, utc }) => {
    expect(exactInstant(Date.parse(at), { timeZone: zone })).toEqual({ local, utc });
  });

  it("is in this machine's zone unless another is named", () => {
    expect(exactInstant(now)).toEqual(exactInstant(now, { timeZone: localZone() }));
  });

  it('may be told by its day alone', () => {
    expect(dayName(now, { timeZone: 'Pacific/Apia' })).toBe('25 Nov 2026');
  });
});

describe('what is no time', () => {
  it.each(nowhere)('%d reads "unknown date" everywhere', (odd) => {
    const { local, utc } = exactInstant(odd, { timeZone: 'UTC' });
    const texts = [
      relativeTime(odd, now),
      relativeTime(now, odd),
      duration(odd),
      age(odd, now),
      age(now, odd),
    ];
    for (const text of [...texts, dayName(odd), local, utc]) expect(text).toBe('unknown date');
  });

  it('never shows as "Invalid Date", NaN or an unfilled place, whatever the number', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (a, b) => {
        const { local, utc } = exactInstant(a, { timeZone: 'Asia/Kathmandu' });
        const text = [relativeTime(a, b), duration(a), age(a, b), dayName(a), local, utc].join('|');
        expect(text).not.toMatch(/invalid|nan|undefined|infinity|∞|[{}]/i);
      }),
    );
  });
});

describe('in the pseudo-locale', () => {
  it('every text is marked', () => {
    for (const ms of [0, 1, minute, hour, day, -minute, -hour, -day]) {
      for (const text of [
        relativeTime(now + ms, now, 'en-XA'),
        duration(ms, 'en-XA'),
        age(now - ms, now, 'en-XA'),
      ])
        expect(text).toMatch(/^⟦.*⟧$/);
    }
    expect(exactInstant(Number.NaN, { locale: 'en-XA' }).local).toMatch(/^⟦.*⟧$/);
  });
});
