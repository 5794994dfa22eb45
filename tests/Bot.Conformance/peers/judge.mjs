// Microsoft's own token validation (ConfigurationBotFrameworkAuthentication) over the metadata that the test serves.
import express from 'express';
import botbuilder from 'botbuilder';
import { listen } from './ready.mjs';

const [, , authority, appId] = process.argv;
const make = () => new botbuilder.ConfigurationBotFrameworkAuthentication({
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'secret',
  ToChannelFromBotLoginUrl: `${authority}/tenant`,
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://api.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl: `${authority}/connector/metadata`,
  ToBotFromEmulatorOpenIdMetadataUrl: `${authority}/entra/metadata`,
  CallerId: '',
});

const app = express();
app.use(express.json());
app.post('/judge', async (request, response) => {
  try {
    await make().authenticateRequest(request.body.activity, request.body.header);
    response.json({ accepted: true, status: 200 });
  } catch (e) {
    response.json({ accepted: false, status: typeof e.statusCode === 'number' ? e.statusCode : 500, message: String(e.message) });
  }
});
listen(app);
