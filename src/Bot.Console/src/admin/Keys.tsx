import { useState } from 'react';
import type { ReactNode } from 'react';
import { drop, post } from '../api/client.ts';
import { useNames } from '../api/names.ts';
import { useAct, useLoad } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Check, Input } from '../parts/Field.tsx';
import { Empty, Loaded, Refusal } from '../parts/Loaded.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';

const scopes = ['view', 'edit', 'serve', 'publish', 'send', 'admin'] as const;
interface KeyItem { id: string; name: string; scopes: string[]; by?: string; createdAt: string; usedAt?: string | null }

/** Keys of a merchant's own tools; a token is shown once. */
export function Keys(): ReactNode {
  const { t, named, day, ago } = useWords();
  const names = useNames();
  const toast = useToast();
  const list = useLoad<{ items: KeyItem[] }>('/keys');
  const act = useAct();
  const [making, setMaking] = useState(false);
  const [gone, setGone] = useState<KeyItem | null>(null);
  const remove = async (id: string): Promise<void> => { if (await act.run(async () => { await drop(`/keys/${encodeURIComponent(id)}`); return true; })) { setGone(null); toast(t('keys.removed')); list.reload(); } };
  return (
    <Box title={t('admin.keys')} acts={<Button small look="main" icon="plus" onClick={() => setMaking(true)}>{t('keys.new')}</Button>}>
      <Loaded of={list} route="/api/v1/keys">
        {(data) => data.items.length === 0 ? <Empty title={t('keys.none')}>{t('keys.none.text')}</Empty> : (
          <table className="table cards">
            <thead><tr><th scope="col">{t('keys.name')}</th><th scope="col">{t('keys.scopes')}</th><th scope="col">{t('keys.made')}</th><th scope="col">{t('keys.used')}</th><th scope="col"><span className="sr">{t('keys.remove')}</span></th></tr></thead>
            <tbody>{data.items.map((one) => <tr key={one.id}><td>{one.name}</td><td data-name={t('keys.scopes')}><span className="row">{one.scopes.map((scope) => <Tag key={scope}>{named('permission', scope)}</Tag>)}</span></td><td data-name={t('keys.made')}>{day(one.createdAt)} {names.colleague(one.by)}</td><td data-name={t('keys.used')}>{one.usedAt ? ago(one.usedAt) : '—'}</td><td data-name={t('keys.remove')}><Button small look="danger" onClick={() => setGone(one)}>{t('keys.remove')}<span className="sr"> {one.name}</span></Button></td></tr>)}</tbody>
          </table>
        )}
      </Loaded>
      {making ? <NewKey onClose={() => { setMaking(false); list.reload(); }} /> : null}
      {gone ? <Dialog title={t('keys.remove')} onClose={() => setGone(null)} acts={<><Button onClick={() => setGone(null)}>{t('cancel')}</Button><Button look="danger" busy={act.busy} onClick={() => void remove(gone.id)}>{t('keys.remove')}</Button></>}><Refusal error={act.error} /><p>{t('keys.remove.ask', { name: gone.name })}</p></Dialog> : null}
    </Box>
  );
}

function NewKey({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const toast = useToast();
  const act = useAct();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>(['view']);
  const [token, setToken] = useState<string | null>(null);
  const make = async (): Promise<void> => { const made = await act.run(() => post<{ token: string }>('/keys', { name, scopes: chosen })); if (made) setToken(made.token); };
  return token === null ? (
    <Dialog title={t('keys.new')} onClose={onClose} acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="main" busy={act.busy} disabled={!name.trim() || chosen.length === 0} onClick={() => void make()}>{t('keys.new')}</Button></>}>
      <div className="stack"><Refusal error={act.error} /><Input label={t('keys.name')} hint={t('keys.name.hint')} required value={name} onChange={(event) => setName(event.target.value)} />
        <fieldset><legend>{t('keys.scopes')}</legend>{scopes.map((scope) => <Check key={scope} label={t(`permission.${scope}`)} checked={chosen.includes(scope)} onChange={(on) => setChosen((old) => (on ? [...old, scope] : old.filter((one) => one !== scope)))} />)}</fieldset></div>
    </Dialog>
  ) : (
    <Dialog title={t('keys.token')} onClose={onClose} acts={<Button look="main" onClick={() => { navigator.clipboard.writeText(token).then(() => toast(t('copied')), () => undefined); }}>{t('copy')}</Button>}>
      <div className="stack"><p className="notice">{t('keys.token.hint')}</p><p className="mono token">{token}</p><p><code>Authorization: Bearer …</code></p></div>
    </Dialog>
  );
}
