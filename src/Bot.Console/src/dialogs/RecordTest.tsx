import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { go } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Input } from '../parts/Field.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { editorOf } from '../studio/shapes.ts';

/** The talk as a test that asserts what was said: kept beside the dialogs as a draft, or taken home as a file. */
export function RecordTest({ chat, name: first }: { chat: string; name: string }): ReactNode {
  const { t } = useWords();
  const { may } = useSession();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(`${first}-1`);
  const [url, setUrl] = useState<string | null>(null);
  const make = (): void => { if (url) URL.revokeObjectURL(url); setUrl(URL.createObjectURL(new Blob([chat], { type: 'text/plain' }))); };
  const path = `dialogs/tests/${name}.chat`;
  const bad = /^[a-z0-9_-]+$/i.test(name) ? null : t('sim.record.bad');
  const keep = async (): Promise<void> => {
    if (await act.run(async () => { await post('/content/create', { path, text: chat }); return true; })) go(editorOf(path, 'test'));
  };
  return (
    <>
      <Button small onClick={() => setOpen(true)}>{t('sim.record')}</Button>
      {open ? (
        <Dialog title={t('sim.record')} onClose={() => setOpen(false)}
          acts={<><a className="button" download={`${name}.chat`} href={url ?? '#'} onMouseDown={make} onFocus={make}>{t('sim.record.file')}</a>{may('edit') ? <Button look="main" busy={act.busy} disabled={bad !== null} onClick={() => void keep()}>{t('sim.record.keep')}</Button> : null}</>}>
          <div className="stack">
            <Refusal error={act.error} />
            <p>{t('sim.record.is')}</p>
            <Input label={t('sim.record.name')} hint={path} wrong={bad} required value={name} maxLength={80} onChange={(event) => setName(event.target.value.trim())} />
            <pre className="sample" tabIndex={0} role="region" aria-label={t('dialogs.text')}>{chat}</pre>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
