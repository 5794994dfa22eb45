import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function DialogEditor(): ReactNode { return <NotHere route="DialogEditor" />; }
