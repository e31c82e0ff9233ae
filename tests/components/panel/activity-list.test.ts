import { describe, expect, test } from 'vitest';
import { activityPage, searchActivity } from '../../../components/panel/activity-list.ts';
import type { ActivityEntry } from '../../../lib/storage/records.ts';

function entry(keyName: string, over: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    at: 0,
    account: 'us/acme',
    accountName: 'Acme Security',
    viewer: 'dana@acme.example',
    action: 'create',
    outcome: 'done',
    keyId: null,
    keyName,
    policyHash: null,
    problem: null,
    ...over,
  };
}

const names = (entries: readonly ActivityEntry[]) => entries.map(({ keyName }) => keyName);

describe('the activity log', () => {
  test('shows the newest first', () => {
    expect(names(searchActivity([entry('first'), entry('second')], ''))).toEqual(['second', 'first']);
  });

  test('finds every word in the key, its id, the account or the person', () => {
    const entries = [
      entry('splunk-prod'),
      entry('terraform', { viewer: 'kim@beta.example', keyId: 'tok-9' }),
    ];
    expect(names(searchActivity(entries, 'KIM terra'))).toEqual(['terraform']);
    expect(names(searchActivity(entries, 'tok-9'))).toEqual(['terraform']);
    expect(names(searchActivity(entries, 'kim splunk'))).toEqual([]);
  });

  test('comes in pages of fifty', () => {
    const entries = Array.from({ length: 120 }, (_, index) => entry(`${index}`));
    expect(activityPage(entries, 0)).toMatchObject({ newer: false, older: true });
    expect(activityPage(entries, 0).rows).toHaveLength(50);
    expect(activityPage(entries, 2)).toMatchObject({ newer: true, older: false });
    expect(activityPage(entries, 2).rows).toHaveLength(20);
  });
});
