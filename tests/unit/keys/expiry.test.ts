import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import dateCases from '../../cases/keys/expiry-from-date.json' with { type: 'json' };
import dayCases from '../../cases/keys/days-from-text.json' with { type: 'json' };
import {
  daysFromText,
  expiryFromDate,
  expiryFromDays,
  expiryPresets,
  expiryProblemText,
} from '../../../lib/keys/index.ts';
import { day, now } from './builders.ts';

describe('a number of days in a text field', () => {
  it.each(dayCases)('reads "$text"', ({ text, days, code }) => {
    expect(daysFromText(text)).toMatchObject(
      code ? { ok: false, error: { code } } : { ok: true, value: days },
    );
  });
});

describe('an expiry in days', () => {
  it.each(expiryPresets)('of %i days is that many times 24 hours away', (days) => {
    expect(expiryFromDays(days, now)).toEqual({ ok: true, value: now + days * day });
  });

  it.each([
    [0, 'too-soon'],
    [0.5, 'too-soon'],
    [-5, 'too-soon'],
    [366, 'too-late'],
    [365.5, 'too-late'],
    [Infinity, 'too-late'],
    [1e20, 'too-late'],
    [1.5, 'days-not-whole'],
    [Number.NaN, 'days-unreadable'],
  ])('of %d days is refused', (days, code) => {
    expect(expiryFromDays(days, now)).toMatchObject({ ok: false, error: { code } });
  });

  it('is 24 hours a day across a change of clocks', () => {
    const beforeChange = Date.parse('2027-03-14T00:30:00-05:00');
    expect(expiryFromDays(1, beforeChange)).toEqual({
      ok: true,
      value: Date.parse('2027-03-15T01:30:00-04:00'),
    });
  });
});

describe('an expiry on a date', () => {
  it.each(dateCases)('$what: $date in $zone', ({ date, zone, utc, code }) => {
    const answer = expiryFromDate(date, now, zone);
    if (code) expect(answer).toMatchObject({ ok: false, error: { code } });
    else expect(answer.ok && new Date(answer.value).toISOString()).toBe(utc);
  });

  it('never lies outside 1 to 365 days, and never throws', () => {
    const zones = [
      'UTC',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Asia/Kathmandu',
      'no zone',
    ];
    const dates = fc.oneof(
      fc.string(),
      fc
        .date({ min: new Date('2026-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(dates, fc.constantFrom(...zones), (date, zone) => {
        const answer = expiryFromDate(date, now, zone);
        if (!answer.ok) return;
        expect(answer.value - now).toBeGreaterThanOrEqual(day);
        expect(answer.value - now).toBeLessThanOrEqual(365 * day);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is said of a wrong expiry', () => {
  it('names the bound', () => {
    expect(expiryProblemText({ code: 'too-late', days: 365 })).toBe('A key lives for 365 days at most.');
    expect(expiryProblemText({ code: 'too-soon', days: 1 })).toBe('A key lives for at least 1 day.');
  });

  it('names the zone that is unknown', () => {
    expect(expiryProblemText({ code: 'zone-unknown', zone: 'Mars/Olympus' })).toContain('Mars/Olympus');
  });

  it('comes from the text file, whatever the problem', () => {
    const plain = [
      'days-missing',
      'days-unreadable',
      'days-not-whole',
      'date-missing',
      'date-unreadable',
      'in-past',
    ];
    for (const code of plain) expect(expiryProblemText({ code } as never, 'en-XA')).toMatch(/^⟦.*⟧$/);
  });
});
