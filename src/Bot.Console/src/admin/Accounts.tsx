import { useState } from 'react';
import type { ReactNode } from 'react';
import { post, put } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Check, Input } from '../parts/Field.tsx';
import { Loaded, Refusal } from '../parts/Loaded.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';

const roles = ['viewer', 'editor', 'publisher', 'approver', 'admin'] as const;
interface AccountItem { name: string; display: string; roles: string[]; disabled: boolean; createdAt?: string; etag?: string | null }

export function Accounts(): ReactNode {
  const { t, named, day } = useWords();
  const list = useLoad<{ items: AccountItem[] }>('/accounts');
  const [open, setOpen] = useState<AccountItem | 'new' | null>(null);
  return (
    <Box title={t('admin.accounts')} acts={<Button small look="main" icon="plus" onClick={() => setOpen('new')}>{t('account.new')}</Button>}>
      <Loaded of={list} route="/api/v1/accounts">
        {(data) => (
          <table className="table cards">
            <thead><tr><th scope="col">{t('signIn.name')}</th><th scope="col">{t('account.roles')}</th><th scope="col">{t('account.since')}</th><th scope="col"><span className="sr">{t('account.edit')}</span></th></tr></thead>
            <tbody>{data.items.map((one) => (
              <tr key={one.name}>
                <td>{one.display || one.name} <span className="soft mono">{one.name}</span> {one.disabled ? <Tag tone="bad">{t('account.disabled')}</Tag> : null}</td>
                <td data-name={t('account.roles')}><span className="row">{one.roles.map((role) => <Tag key={role} tone="main">{named('role', role)}</Tag>)}</span></td>
                <td data-name={t('account.since')}>{one.createdAt ? day(one.createdAt) : '—'}</td><td data-name={t('account.edit')}><Button small icon="pen" onClick={() => setOpen(one)}>{t('account.edit')}<span className="sr"> {one.name}</span></Button></td>
              </tr>
            ))}</tbody>
          </table>
        )}
      </Loaded>
      {open ? <AccountDialog of={open === 'new' ? null : open} onClose={() => setOpen(null)} onDone={() => { setOpen(null); list.reload(); }} /> : null}
    </Box>
  );
}

function AccountDialog({ of, onClose, onDone }: { of: AccountItem | null; onClose: () => void; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const toast = useToast();
  const act = useAct();
  const [name, setName] = useState(of?.name ?? '');
  const [display, setDisplay] = useState(of?.display ?? '');
  const [chosen, setChosen] = useState<string[]>(of?.roles ?? ['viewer']);
  const [disabled, setDisabled] = useState(of?.disabled ?? false);
  const [password, setPassword] = useState('');
  const short = password.length > 0 && password.length < 10;
  const save = async (): Promise<void> => {
    const done = await act.run(async () => {
      if (of) await put(`/accounts/${encodeURIComponent(of.name)}`, { display, roles: chosen, disabled, password: password || undefined }, of.etag ? { etag: of.etag } : {});
      else await post('/accounts', { name, display: display || name, roles: chosen, password });
      return true;
    });
    if (done) { toast(t('account.saved')); onDone(); }
  };
  return (
    <Dialog title={of ? t('account.edit') : t('account.new')} onClose={onClose} acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="main" busy={act.busy} disabled={!name || chosen.length === 0 || short || (!of && !password)} onClick={() => void save()}>{t('save')}</Button></>}>
      <div className="stack">
        <Refusal error={act.error} />
        <Input label={t('signIn.name')} required disabled={of !== null} autoComplete="off" value={name} onChange={(event) => setName(event.target.value.trim())} />
        <Input label={t('account.display')} hint={t('account.display.hint')} value={display} onChange={(event) => setDisplay(event.target.value)} />
        <fieldset><legend>{t('account.roles')}</legend>{roles.map((role) => <Check key={role} label={t(`role.${role}`)} hint={t(`role.${role}.can`)} checked={chosen.includes(role)} onChange={(on) => setChosen((old) => (on ? [...old, role] : old.filter((one) => one !== role)))} />)}</fieldset>
        <Input label={of ? t('account.newPassword') : t('signIn.password')} type="password" autoComplete="new-password" required={!of} wrong={short ? t('password.short') : null} hint={of ? t('account.newPassword.hint') : t('password.short')} value={password} onChange={(event) => setPassword(event.target.value)} />
        {of ? <Check label={t('account.disable')} hint={t('account.disable.hint')} checked={disabled} onChange={setDisabled} /> : null}
      </div>
    </Dialog>
  );
}
