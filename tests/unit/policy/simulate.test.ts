import { describe, expect, it } from 'vitest';
import { simulate, type SimulationRequest } from '../../../lib/policy/index.ts';
import { caseFile, textOf } from './cases.ts';

interface Case {
  name: string;
  policy: unknown;
  request: SimulationRequest;
  decision: string;
  rule: number | null;
  says?: string;
}

describe('simulate', () => {
  it.each(caseFile<Case[]>('simulate/requests.json'))(
    '$name',
    ({ policy, request, decision, rule, says }) => {
      const simulation = simulate(textOf(policy), request);
      expect(simulation).toMatchObject({ decision, rule });
      expect(simulation.reason).toMatch(/\.$/);
      if (says !== undefined) expect(simulation.reason).toContain(says);
    },
  );
});
