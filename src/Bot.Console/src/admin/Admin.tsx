import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function Admin(): ReactNode { return <NotHere route="Admin" />; }
