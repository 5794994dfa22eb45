import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function People(): ReactNode { return <NotHere route="People" />; }
