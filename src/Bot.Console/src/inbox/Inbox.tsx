import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function Inbox(): ReactNode { return <NotHere route="Inbox" />; }
