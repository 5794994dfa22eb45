// Microsoft's own client credentials (MicrosoftAppCredentials over MSAL) call the endpoint. MSAL insists on https for its
// authority, so its network is handed in and speaks http to the test's authority; everything else is theirs.
import { createRequire } from 'node:module';
import connector from 'botframework-connector';

// The MSAL that botframework-connector itself uses, not another package's.
const msal = createRequire(createRequire(import.meta.url).resolve('botframework-connector'))('@azure/msal-node');

const [, , authority, endpoint, appId, scope] = process.argv;
const login = 'https://login.test/tenant';
const send = async (method, url, options) => {
  const answer = await fetch(url.replace('https://login.test', authority), { method, headers: options?.headers, body: options?.body });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.json() };
};
const client = new msal.ConfidentialClientApplication({
  auth: { clientId: appId, clientSecret: 'secret', authority: login, knownAuthorities: ['login.test'] },
  system: { networkClient: { sendGetRequestAsync: (u, o) => send('GET', u, o), sendPostRequestAsync: (u, o) => send('POST', u, o) } },
});
const credentials = new connector.MicrosoftAppCredentials(appId, 'secret', undefined, scope);
credentials.credentials = new connector.MsalAppCredentials(client, appId, undefined, scope);

const activity = {
  type: 'message', id: 'm1', channelId: 'emulator', serviceUrl: 'http://localhost:9/', from: { id: 'u1' },
  recipient: { id: 'b1' }, conversation: { id: 'c1' }, text: '你好',
};
const statuses = [];
for (const header of [undefined, `Bearer ${await credentials.getToken()}`]) {
  const answer = await fetch(endpoint, {
    method: 'POST', body: JSON.stringify(activity),
    headers: { 'content-type': 'application/json', ...(header ? { authorization: header } : {}) },
  });
  statuses.push(answer.status);
}
console.log(JSON.stringify({ statuses }));
