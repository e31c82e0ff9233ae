/** Mounts the settings. */
import '../../components/app/start.ts';
import { createRoot } from 'react-dom/client';
import { OptionsApp } from '../../components/app/options-app.tsx';
import { Providers } from '../../components/app/providers.tsx';
import { createQueryClient } from '../../lib/query/hooks.ts';

createRoot(document.getElementById('root')!).render(
  <Providers client={createQueryClient()}>
    <OptionsApp />
  </Providers>,
);
