import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link, usePlace } from '../app/place.tsx';
import { useWords } from '../words/use.ts';

/** The frame of a screen: its heading, what can be done with all of it, and the content. */
export function Page({ title, lead, acts, children, back }: { title: string; lead?: ReactNode; acts?: ReactNode; children: ReactNode; back?: { to: string; text: string } }): ReactNode {
  const { t } = useWords();
  useEffect(() => { document.title = `${title} · ${t('brand')}`; }, [title, t]);
  return (
    <>
      <div className="page-head">
        <div>
          {back ? <Link className="back" to={back.to}>‹ {back.text}</Link> : null}
          <h1 id="page-title" tabIndex={-1}>{title}</h1>
          {lead ? <p className="lead">{lead}</p> : null}
        </div>
        {acts ? <div className="acts">{acts}</div> : null}
      </div>
      {children}
    </>
  );
}

/** Rooms of one screen as links: the address says which one is open. */
export function Tabs({ label, items }: { label: string; items: { to: string; text: string; count?: number | null }[] }): ReactNode {
  const { path } = usePlace();
  const bar = useRef<HTMLElement>(null);
  // On a phone the open room may lie beyond the edge.
  // Newer browsers give a promise here, which must not be taken for the effect's end.
  useEffect(() => { void bar.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }, [path]);
  return (
    <nav ref={bar} className="tabs" aria-label={label}>
      {items.map((item) => (
        <Link key={item.to} to={item.to} aria-current={path === item.to ? 'page' : undefined}>
          {item.text}{item.count ? <b className="count">{item.count}</b> : null}
        </Link>
      ))}
    </nav>
  );
}

/** A titled box. */
export function Box({ title, acts, children, flat = false }: { title?: string; acts?: ReactNode; children: ReactNode; flat?: boolean }): ReactNode {
  return (
    <section className={flat ? 'box flat' : 'box'}>
      {title || acts ? <header>{title ? <h2>{title}</h2> : <span />}{acts}</header> : null}
      {children}
    </section>
  );
}

export function Tag({ tone = 'quiet', children }: { tone?: 'quiet' | 'good' | 'warm' | 'bad' | 'main'; children: ReactNode }): ReactNode {
  return <span className={`tag ${tone}`}>{children}</span>;
}
