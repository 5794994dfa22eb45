/** The editor's own words in Chinese. */
export const phrases: Record<string, string> = {
  'Find': '查找', 'Replace': '替换为', 'next': '下一个', 'previous': '上一个', 'all': '全部', 'match case': '区分大小写', 'by word': '整词', 'regexp': '正则',
  'replace': '替换', 'replace all': '全部替换', 'close': '关闭', 'Completions': '可选的内容', 'Diagnostics': '问题', 'No diagnostics': '没有问题', 'Go to line': '跳到行', 'go': '跳转',
};
