import { Component } from 'react';
import type { ReactNode } from 'react';
import { Empty } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { Button } from '../parts/Button.tsx';

/** A mistake in one screen leaves the menu standing. */
export class Broken extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } { return { failed: true }; }

  override render(): ReactNode {
    return this.state.failed ? <Sorry /> : this.props.children;
  }
}

function Sorry(): ReactNode {
  const { t } = useWords();
  return <Empty title={t('broken')} act={<Button onClick={() => location.reload()}>{t('retry')}</Button>}>{t('broken.text')}</Empty>;
}
