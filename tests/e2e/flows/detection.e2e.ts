import { expect } from 'vitest';
import { flow } from '../flow.ts';

flow(
  'the button on a Settings page opens the side panel at what is being browsed',
  async ({ openConsole, extension }) => {
    const { page } = await openConsole({ path: '/settings/account-api-tokens' });
    const panel = await extension.openPanel(page);
    await panel.find('tab', 'Keys');
    await panel.sees('Acme Security');
  },
);
