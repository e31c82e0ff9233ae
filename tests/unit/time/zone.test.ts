import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay, endOfDay, isCalendarDay, isTimeZone } from '../../../lib/time/index.ts';

const zones = [
  'UTC',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Africa/Cairo',
];

describe('the end of a day', () => {
  it.each([
    ['2011-12-29', 'Pacific/Apia', '2011-12-30T09:59:59.999Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-31T09:59:59.999Z'],
    ['2018-11-03', 'America/Sao_Paulo', '2018-11-04T02:59:59.999Z'],
    ['2028-02-29', 'Asia/Kathmandu', '2028-02-29T18:14:59.999Z'],
  ])('%s in %s', (day, zone, utc) => {
    expect(new Date(endOfDay(day, zone) ?? 0).toISOString()).toBe(utc);
  });

  it('does not exist for what is no day, nor in a zone nobody knows', () => {
    expect(endOfDay('2027-02-29', 'UTC')).toBeNull();
    expect(endOfDay('2027-02-28', 'Mars/Olympus')).toBeNull();
  });

  it('is the last instant of that day in every zone, through every change of clocks', () => {
    const instant = fc.integer({ min: Date.UTC(2012, 0, 2), max: Date.UTC(2037, 0) });
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (ms, zone) => {
        const today = calendarDay(ms, zone);
        const end = endOfDay(today, zone) ?? 0;
        expect(end).toBeGreaterThanOrEqual(ms);
        expect(calendarDay(end, zone)).toBe(today);
        expect(calendarDay(end + 1, zone) > today).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('days and zones', () => {
  it('exist or do not', () => {
    expect(['2028-02-29', '2027-02-29', '2027-06-31', 'today'].map(isCalendarDay)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(['Asia/Kathmandu', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, false, false]);
  });
});
