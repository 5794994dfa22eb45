import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function Dash(): ReactNode { return <NotHere route="Dash" />; }
