import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function DialogList(): ReactNode { return <NotHere route="DialogList" />; }
