import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { go } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Area, Input, Select } from '../parts/Field.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { blank } from './sections.ts';
import { editorOf } from './shapes.ts';

const kinds = ['answer', 'advice', 'product', 'promo', 'service', 'chat'] as const;

interface Props { onClose: () => void; taken: string[]; asks?: string[]; name?: string }

/** A new reply: a name, a key, and what people say to get it. */
export function NewFile({ onClose, taken, asks = [], name: first = '' }: Props): ReactNode {
  const { t } = useWords();
  const act = useAct();
  const [name, setName] = useState(first);
  const [key, setKey] = useState('faq.');
  const [kind, setKind] = useState<string>('answer');
  const [said, setSaid] = useState(asks.join('\n'));
  const path = `templates/${key.replace(/^([^.]+)\./, '$1/')}.tmpl`;
  const bad = !/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(key) ? t('new.key.bad') : taken.includes(path) ? t('new.key.taken') : null;
  const make = async (): Promise<void> => {
    const lines = said.split('\n').map((line) => line.trim()).filter(Boolean);
    const done = await act.run(async () => { await post('/content/create', { path, text: blank(name.trim(), kind, lines) }); return true; });
    if (done) go(editorOf(path, 'template'));
  };
  return (
    <Dialog title={t('studio.new')} onClose={onClose} acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="main" busy={act.busy} disabled={bad !== null || name.trim() === ''} onClick={() => void make()}>{t('new.make')}</Button></>}>
      <div className="stack">
        {act.error?.missing ? <p className="notice">{t('notHere.text', { route: '/api/v1/content/create' })}</p> : <Refusal error={act.error} />}
        <Input label={t('new.name')} hint={t('new.name.hint')} required value={name} onChange={(event) => setName(event.target.value)} />
        <Input label={t('new.key')} hint={bad ? t('new.key.hint') : path} wrong={bad} required value={key} onChange={(event) => setKey(event.target.value.trim().toLowerCase())} />
        <Select label={t('new.kind')} value={kind} onChange={(event) => setKind(event.target.value)}>{kinds.map((one) => <option key={one} value={one}>{t(`kind.${one}`)}</option>)}</Select>
        <Area label={t('new.asks')} hint={t('new.asks.hint')} rows={5} value={said} onChange={(event) => setSaid(event.target.value)} />
      </div>
    </Dialog>
  );
}
