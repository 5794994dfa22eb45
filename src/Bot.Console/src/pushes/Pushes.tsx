import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function Pushes(): ReactNode { return <NotHere route="Pushes" />; }
