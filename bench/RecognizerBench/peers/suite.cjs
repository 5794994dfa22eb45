// Microsoft's recognisers for JavaScript, told when to run: "run" reads every message once with all its types.
const suite = require('@microsoft/recognizers-text-suite');
const lines = require('readline').createInterface({ input: process.stdin });
const reads = ['Number', 'Ordinal', 'Percentage', 'Age', 'Currency', 'Dimension', 'Temperature', 'DateTime', 'Boolean', 'PhoneNumber', 'Email', 'URL'].map(name => suite['recognize' + name]);
const messages = [];
lines.on('line', line => {
  if (line !== 'run') { messages.push(JSON.parse(line)); return; }
  const times = [];
  const began = process.hrtime.bigint();
  for (const text of messages) {
    const start = process.hrtime.bigint();
    for (const read of reads) read(text, 'zh-cn');
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  const took = Number(process.hrtime.bigint() - began) / 1e9;
  times.sort((a, b) => a - b);
  console.log(`${messages.length / took} ${times[Math.floor(times.length * 0.99)]}`);
});
