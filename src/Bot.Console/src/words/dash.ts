export const dash = {
  'dash.notGiven': ['平台不提供', 'Not given by the platform'],
  'dash.delta': ['比上期 {n}', '{n} on the period before'],
  'dash.few': ['样本不足', 'Too few'],
  'dash.definition': ['口径', 'How it is counted'],
} as const;
