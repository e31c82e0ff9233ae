import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

test('the one Trusted Types policy lets an element be emptied and nothing else', async () => {
  const createPolicy = vi.fn<(name: string, rules: { createHTML(html: string): string | null }) => void>();
  vi.stubGlobal('trustedTypes', { createPolicy });
  await import('../../../lib/platform/trusted-types.ts');
  expect(createPolicy).toHaveBeenCalledOnce();
  const [name, rules] = createPolicy.mock.calls[0]!;
  expect(name).toBe('default');
  expect(Object.keys(rules)).toEqual(['createHTML']);
  expect(rules.createHTML('')).toBe('');
  for (const html of ['<b>', ' ', '<img src=x onerror=alert(1)>', 'text']) {
    expect(rules.createHTML(html)).toBeNull();
  }
});
