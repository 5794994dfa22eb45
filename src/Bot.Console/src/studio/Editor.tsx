import type { ReactNode } from 'react';
import { NotHere } from '../parts/Loaded.tsx';
export function Editor(): ReactNode { return <NotHere route="Editor" />; }
