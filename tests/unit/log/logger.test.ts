import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLogger, type LogLevel } from '../../../lib/log/logger.ts';
import { Secret } from '../../../lib/secret.ts';

function listen() {
  const lines: [LogLevel, string][] = [];
  const log = makeLogger((level, line) => lines.push([level, line]));
  return { log, lines, text: () => lines.map(([, line]) => line).join('\n') };
}

const letters = 'Ab3dEf9hIj';
const opaque = letters.repeat(8).slice(0, 76);
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJhY2NvdW50IjoiYWNtZSJ9.c2lnbmF0dXJl-_x';
const hex = '0123456789abcdef0123456789abcdef01234567';

describe('the logger', () => {
  it('hands each line and its level to the sink', () => {
    const { log, lines } = listen();
    log.debug('a');
    log.info('b', { n: 1 });
    log.warn('c', 'd');
    log.error('e', undefined);
    expect(lines).toEqual([
      ['debug', 'a'],
      ['info', 'b {"n":1}'],
      ['warn', 'c "d"'],
      ['error', 'e'],
    ]);
  });

  it.each([
    ['an opaque J1 key', opaque],
    ['a JWT', jwt],
    ['a JWT without its signature', jwt.slice(0, jwt.lastIndexOf('.'))],
    ['long hexadecimal text', hex],
    ['an AWS key', 'AKIAIOSFODNN7EXAMPLE'],
    ['a GitHub key', `ghp_${letters.repeat(4).slice(0, 36)}`],
    ['a Slack key', 'xoxb-1234567890-abcdef'],
  ])('masks %s wherever it stands', (_, canary) => {
    const { log, text } = listen();
    log.info(`got ${canary}.`);
    log.info('answer', { body: `{"data":{"value":"${canary}"}}`, list: [canary] });
    log.error('failed', new Error(`no ${canary}`, { cause: new Error(canary) }));
    log.info('address', `https://x.example/?q=${canary}&r=1`);
    log.info('map', new Map([['k', new Set([canary])]]));
    expect(text()).not.toContain(canary);
    expect(text().match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ['Authorization: Bearer short-one'],
    ['{"authorization":"Bearer short-one"}'],
    ['{\\"secret\\":\\"short-one\\"}'],
    ['token=short-one&x=1'],
    ["api_key: 'short-one'"],
  ])('masks what is introduced as a credential in %s', (line) => {
    const { log, text } = listen();
    log.info(line);
    expect(text()).not.toContain('short-one');
    expect(text()).toContain('[secret]');
  });

  it('masks the value of a property that is called a secret', () => {
    const { log, text } = listen();
    log.info('answer', { createToken: { secret: 'abc', token: ['abc'], csrf: 'abc', id: 'k1' } });
    expect(text()).toBe(
      'answer {"createToken":{"secret":"[secret]","token":"[secret]","csrf":"[secret]","id":"k1"}}',
    );
  });

  it('masks a Secret', () => {
    const { log, text } = listen();
    log.info(`it is ${new Secret('abc')}`, { value: new Secret('abc') });
    expect(text()).not.toContain('abc');
  });

  it('masks a guarded value of any shape until it is let go', () => {
    const { log, lines } = listen();
    const release = log.guard('plain "words"/ü');
    log.info('one plain "words"/ü');
    log.info('two', { text: 'plain "words"/ü' });
    log.info(`three ${encodeURIComponent('plain "words"/ü')}`);
    release();
    log.info('four plain "words"/ü');
    expect(lines.map(([, line]) => line)).toEqual([
      'one [secret]',
      'two {"text":"[secret]"}',
      'three [secret]',
      'four plain "words"/ü',
    ]);
  });

  it('masks a guarded value that begins like another', () => {
    const { log, text } = listen();
    log.guard('value');
    log.guard('value-and-more');
    log.info('value-and-more');
    expect(text()).toBe('[secret]');
  });

  it('keeps masking a value that was guarded twice and let go once', () => {
    const { log, text } = listen();
    const release = log.guard('value-1');
    log.guard('value-1');
    release();
    log.info('value-1');
    expect(text()).toBe('[secret]');
  });

  it('never lets a guarded value through', () => {
    const shape = fc.string({ unit: 'binary', minLength: 6 }).filter((value) => !'[secret]'.includes(value));
    fc.assert(
      fc.property(shape, fc.string(), (secret, around) => {
        const { log, lines } = listen();
        log.guard(secret);
        log.info(`${around}${secret}${around}`);
        log.info('', [{ deep: { deeper: secret } }]);
        const [first = '', second = ''] = lines.map(([, line]) => line);
        expect(first).not.toContain(secret);
        expect(second).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });

  it('leaves ids, names and times readable', () => {
    const { log, text } = listen();
    const line =
      'key 0b5c2f1e-7a52-4f7c-9a3e-52f1a7c0d9e1 of acme-security expires 2026-11-24T17:30:00.000Z, token expired';
    log.info(line);
    expect(text()).toBe(line);
  });

  it('tells what an error is and what caused it', () => {
    const { log, text } = listen();
    log.error('failed', new TypeError('outer', { cause: new Error('inner') }));
    expect(text()).toMatch(/^failed \{"name":"TypeError","message":"outer","stack":.*"message":"inner"/);
  });

  it('writes something for what cannot be written', () => {
    const circle: Record<string, unknown> = { n: 10n };
    circle['self'] = circle;
    const { log, lines } = listen();
    log.info('a', circle);
    log.info('b', {
      toJSON: () => {
        throw new Error('no');
      },
    });
    log.info('c', () => 1);
    expect(lines.map(([, line]) => line)).toEqual([
      'a {"n":"10","self":"[seen above]"}',
      'b [unreadable]',
      'c () => 1',
    ]);
  });

  it('cuts long lines only after masking, so that no half of a secret is left', () => {
    const { log, text } = listen();
    log.info(`${' '.repeat(3990)}${opaque}${' '.repeat(3000)}`);
    expect(text().length).toBeLessThanOrEqual(4001);
    expect(text()).not.toContain(opaque.slice(0, 8));
  });
});
