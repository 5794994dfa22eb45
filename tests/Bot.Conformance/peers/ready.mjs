// Starts a server on a free loopback port and tells the test where, as one line of JSON.
export function listen(app) {
  const server = app.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })));
  // The test holds our standard input open; when it goes away, so do we.
  process.stdin.resume().on('end', () => process.exit(0)).on('error', () => process.exit(0));
}
