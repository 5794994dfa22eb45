import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function StudioList(): ReactNode { return <NotHere route="StudioList" />; }
