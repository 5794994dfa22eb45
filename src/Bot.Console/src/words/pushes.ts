export const pushes = {
} as const;
