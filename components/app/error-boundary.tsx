/** Our own error: says so, loses nothing that is stored, offers to load the page again. */
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { appText } from './text.ts';

interface State {
  readonly failed: boolean;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert">
        <EmptyState
          title={appText('crashTitle')}
          actions={<PlainButton onClick={() => location.reload()}>{appText('crashReload')}</PlainButton>}
        >
          {appText('crashWhy')}
        </EmptyState>
      </div>
    );
  }
}
