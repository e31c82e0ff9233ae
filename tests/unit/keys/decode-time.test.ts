import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import cases from '../../cases/keys/decode-time.json' with { type: 'json' };
import { epochOf } from '../../../lib/keys/index.ts';
import { day, now } from './builders.ts';

describe('a time in an answer', () => {
  it.each(cases)('reads $what', ({ value, ms }) => {
    expect(epochOf(value, now)).toBe(ms);
  });

  it('is null where the field is missing', () => {
    expect(epochOf(undefined, now)).toBeNull();
  });

  it.each([Number.NaN, Infinity, 10n, Symbol('x'), () => now, new Date(now)])('cannot be %s', (value) => {
    expect(epochOf(value, now)).toBe('unreadable');
  });

  it('means the same as number, text, seconds and ISO', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20 * 365, max: 2 * 365 }), fc.nat(86_399), (days, seconds) => {
        const ms = Math.floor((now + days * day) / 1000) * 1000 + seconds * 1000;
        for (const form of [ms, String(ms), ms / 1000, String(ms / 1000), new Date(ms).toISOString()])
          expect(epochOf(form, now)).toBe(ms);
      }),
    );
  });

  it('never throws and never gives anything but an instant, null or "unreadable"', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const time = epochOf(value, now);
        expect(time === null || time === 'unreadable' || Number.isSafeInteger(time)).toBe(true);
      }),
    );
  });
});
