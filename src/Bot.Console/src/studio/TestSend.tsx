import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Input } from '../parts/Field.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import type { Draft } from './useDraft.ts';

const kept = 'qunzhu.testTo';

/** Says the unsaved text to oneself or to a test group, marked as a test. */
export function TestSend({ path, draft, onClose }: { path: string; draft: Draft; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const toast = useToast();
  const act = useAct();
  const before = (localStorage.getItem(kept) ?? '|').split('|');
  const [channel, setChannel] = useState(before[0] ?? '');
  const [id, setId] = useState(before[1] ?? '');
  const send = async (): Promise<void> => {
    localStorage.setItem(kept, `${channel}|${id}`);
    const done = await act.run(async () => { await post('/content/test-send', { path, text: draft.text, to: { channel, conversation: id } }); return true; });
    if (done) { toast(t('studio.test.done')); onClose(); }
  };
  return (
    <Dialog title={t('studio.test')} onClose={onClose} acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="main" busy={act.busy} disabled={!channel || !id} onClick={() => void send()}>{t('studio.test.send')}</Button></>}>
      <div className="stack">
        <p className="soft">{t('studio.test.hint')}</p>
        {act.error?.missing ? <p className="notice">{t('notHere.text', { route: '/api/v1/content/test-send' })}</p> : <Refusal error={act.error} />}
        <Input label={t('field.channel')} hint={t('field.channel.hint')} required value={channel} onChange={(event) => setChannel(event.target.value.trim())} />
        <Input label={t('field.conversation')} hint={t('field.conversation.hint')} required value={id} onChange={(event) => setId(event.target.value.trim())} />
      </div>
    </Dialog>
  );
}
