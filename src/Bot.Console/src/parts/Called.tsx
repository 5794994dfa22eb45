import type { ReactNode } from 'react';

/** What something is called, and its id in small print where that says more. */
export function Called({ name, id }: { name: string; id: string }): ReactNode {
  return name && name !== id ? <>{name} <small className="soft mono">{id}</small></> : id;
}
