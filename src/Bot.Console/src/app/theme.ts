const kept = 'qunzhu.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export type Theme = 'light' | 'dark';

export const theme = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

function put(next: Theme): void { document.documentElement.dataset.theme = next; }

/** As the operator chose, else as the machine has it. */
export function startTheme(): void {
  const chosen = (): string | null => localStorage.getItem(kept);
  put(chosen() === 'dark' || (chosen() !== 'light' && dark.matches) ? 'dark' : 'light');
  dark.addEventListener('change', () => { if (!chosen()) put(dark.matches ? 'dark' : 'light'); });
}

export function chooseTheme(next: Theme): void {
  localStorage.setItem(kept, next);
  put(next);
}
