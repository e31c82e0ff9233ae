/** Mounts the side panel. */
import '../../components/app/start.ts';
import { createRoot } from 'react-dom/client';
import { PanelApp } from '../../components/app/panel-app.tsx';
import { Providers } from '../../components/app/providers.tsx';
import { createQueryClient } from '../../lib/query/hooks.ts';

createRoot(document.getElementById('root')!).render(
  <Providers client={createQueryClient()}>
    <PanelApp />
  </Providers>,
);
