/**
 * What every page is wrapped in: the query client, the chosen appearance and the last line of defence against our
 * own errors. Without react-aria, which first views do not wait for; `UiProvider` goes around what uses it.
 */
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useSettings } from '../../lib/query/hooks.ts';
import { ErrorBoundary } from './error-boundary.tsx';

function Appearance() {
  const { data } = useSettings();
  const appearance = data?.appearance ?? 'system';
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (appearance === 'system') delete dataset['appearance'];
    else dataset['appearance'] = appearance;
  }, [appearance]);
  return null;
}

export function Providers({
  client,
  children,
}: {
  readonly client: QueryClient;
  readonly children: ReactNode;
}) {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <Appearance />
        {children}
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
