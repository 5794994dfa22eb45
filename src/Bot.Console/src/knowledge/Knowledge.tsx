import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function Knowledge(): ReactNode { return <NotHere route="Knowledge" />; }
